import { apiOf } from '../../test/api.ts';
import { testDesk } from '../../test/desk.ts';
import { contacts } from '../contacts/schema.ts';
import { conversations } from '../conversations/schema.ts';
import { newId } from '../platform/id.ts';
import { businesses } from '../platform/schema.ts';
import { cannedReplyRoutes } from './canned-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { viewRoutes } from './view-routes.ts';

type Answer = { status: number; body: Record<string, unknown> };

/** The part of the desk that a team arranges for itself, over HTTP, in two businesses: `shop` and `other`. */
export async function testInbox() {
  const t = await testDesk();
  await t.ctx.db.insert(businesses).values({ slug: 'other', name: 'Other' });
  const app = await apiOf(t.ctx, async (all) => {
    for (const routes of [entryRoutes, labelRoutes, viewRoutes, settingsRoutes, cannedReplyRoutes])
      await all.register(routes(t.ctx));
  });

  return {
    ...t,
    ask: async (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      body?: object,
      { business = 'shop', key }: { business?: string; key?: string } = {},
    ): Promise<Answer> => {
      const headers = { 'x-business': business, ...(key ? { 'idempotency-key': key } : {}) };
      const answer = await app.inject({ method, url, headers, ...(body ? { payload: body } : {}) });
      return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json() };
    },
    /** What the audit log says of actions that begin so, oldest first. */
    audited: (action: string) =>
      t.rows<{ action: string; subject: string; before: unknown; after: unknown }>(
        `select action, subject, before, after from audit_log where action like '${action}%' order by id`,
      ),
    /** Somebody wrote once. */
    aConversation: async (): Promise<string> => {
      const businessId = t.business.id;
      const [contactId, id] = [newId(), newId()];
      await t.ctx.db.insert(contacts).values({ businessId, id: contactId, name: 'Maya' });
      await t.ctx.db.insert(conversations).values({ businessId, id, channelId: t.channel.id, contactId, waId: id });
      return id;
    },
    /** Nothing can be written into the audit log until the next change of it is allowed again. */
    withoutAudit: async (work: () => Promise<unknown>) => {
      await t.rows(`alter table audit_log add constraint closed check (false) not valid`);
      await work().finally(() => t.rows('alter table audit_log drop constraint closed'));
    },
    end: async () => {
      await app.close();
      await t.end();
    },
  };
}

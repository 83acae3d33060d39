import { and, desc, eq, gte, ilike, like, lt, or } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { decodeCursor, PageOf, PageQuery, pageOf } from '../platform/page.ts';
import { auditLog } from './schema.ts';

const AuditView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['person', 'key', 'operator', 'nobody']),
    id: z.uuid().nullable(),
    name: z.string().describe('As it was then.'),
  }),
  action: z.string().describe('What was changed and how: `order.state`, `key.created`.'),
  subject: z.string().describe('Which one, in words people know.'),
  before: z.unknown(),
  after: z.unknown(),
  address: z.string().nullable().describe('The network address it came from.'),
});

const AuditQuery = PageQuery.extend({
  action: z
    .string()
    .max(100)
    .regex(/^[a-z_]+(\.[a-z_]*)?$/)
    .optional()
    .describe('One action, or all of a kind: `order.`'),
  actorId: z.uuid().optional(),
  search: z.string().max(200).optional().describe('Part of a subject or of a name.'),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional().describe('Before this moment.'),
});

const Key = z.tuple([z.iso.datetime(), z.uuid()]);

/** `/api/v1/audit`: who changed what. */
export const auditRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/audit',
      {
        config: { allow: 'audit:read' },
        schema: {
          tags: ['audit'],
          summary: 'Who changed what, newest first',
          querystring: AuditQuery,
          response: { 200: PageOf(AuditView) },
        },
      },
      async (request) => {
        const { limit, cursor, action, actorId, search, from, to } = request.query;
        const after = cursor === undefined ? null : decodeCursor(cursor, Key)[1];
        const words = search === undefined ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`;
        const rows = await ctx.db
          .select()
          .from(auditLog)
          .where(
            and(
              eq(auditLog.businessId, businessOf(request).id),
              after === null ? undefined : lt(auditLog.id, after),
              action === undefined
                ? undefined
                : action.endsWith('.')
                  ? like(auditLog.action, `${action}%`)
                  : eq(auditLog.action, action),
              actorId === undefined ? undefined : eq(auditLog.actorId, actorId),
              words === null ? undefined : or(ilike(auditLog.subject, words), ilike(auditLog.actorName, words)),
              from === undefined ? undefined : gte(auditLog.at, new Date(from)),
              to === undefined ? undefined : lt(auditLog.at, new Date(to)),
            ),
          )
          .orderBy(desc(auditLog.id)) // UUIDv7: by time
          .limit(limit + 1);
        const page = pageOf(rows, limit, ({ at, id }) => [at.toISOString(), id]);
        return { ...page, items: page.items.map(view) };
      },
    );
  };

const view = (row: typeof auditLog.$inferSelect) => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  action: row.action,
  subject: row.subject,
  before: row.before ?? null,
  after: row.after ?? null,
  address: row.address,
});

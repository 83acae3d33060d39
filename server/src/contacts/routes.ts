import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { readPhone } from '../platform/phone.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import { ConsentView } from './api.ts';
import { consentHistory, recordConsent } from './consent.ts';
import { consentInFuture, phoneInvalid } from './problems.ts';
import { contactOfPhone, findByPhone, requireContact } from './store.ts';

const Standing = z.object({
  contactId: z.uuid().nullable().describe('Null: nobody is known by this number.'),
  marketing: z.boolean().nullable().describe('Null: they never said anything, which is not a yes.'),
  history: z.array(ConsentView).describe('Newest first.'),
});

/** Somebody, by number or by id. */
const Whose = z.object({ phone: z.string().max(40).optional(), contactId: z.uuid().optional() });
const isOne = ({ phone, contactId }: z.infer<typeof Whose>): boolean =>
  (phone === undefined) !== (contactId === undefined);

const Said = Whose.extend({
  scope: z.enum(['marketing']).default('marketing'),
  granted: z.boolean(),
  source: z
    .string()
    .min(3)
    .max(1_000)
    .describe('Where and how the person said it, such as "order form of 2 March, box ticked".'),
  at: z.iso.datetime().optional().describe('When they said it; absent: now.'),
}).refine(isOne, 'Give either phone or contactId.');

/** `/api/v1/consents`: who agreed to marketing, who does not want it, and how we know. */
export const consentRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['contacts'];

    app.post(
      '/consents',
      {
        config: { allow: 'consents:write' },
        schema: {
          tags,
          summary: 'Record that a person agreed to marketing, or does not want it',
          description: 'What was said last counts. Somebody not known yet becomes a contact.',
          body: Said,
          response: { 201: Standing },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const { scope, granted, source } = request.body;
        const at = request.body.at ? new Date(request.body.at) : ctx.now();
        if (at > ctx.now()) throw consentInFuture();
        const by = { businessId: business.id, actor: actorOf(request) };
        const answer = await answerOnce(ctx, business.id, request, async () => {
          const contactId = await ctx.db.transaction(async (tx) => {
            const contact = await contactMeant(tx, business, request.body);
            const said = { businessId: business.id, contactId: contact.id, scope, granted, at };
            const isNew = await recordConsent(tx, { ...said, source: cleanLine(source, 1_000) });
            if (isNew)
              await recordAudit(tx, {
                ...by,
                action: 'contact.consent',
                subject: contact.id,
                after: { scope, granted },
              });
            return contact.id;
          });
          return { status: 201, body: await standingOf(ctx, business.id, contactId) };
        });
        const body = Standing.parse(answer.body);
        if (body.contactId) tellLive(ctx, business.id, { kind: 'contact', id: body.contactId });
        return reply.code(201).send(body);
      },
    );

    app.get(
      '/consents',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'What a person said about marketing',
          querystring: Whose.refine(isOne, 'Give either phone or contactId.'),
          response: { 200: Standing },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { phone, contactId } = request.query;
        const contact = contactId
          ? await requireContact(ctx.db, business.id, contactId)
          : await findByPhone(ctx.db, business.id, phoneOf(phone ?? '', business));
        return contact ? standingOf(ctx, business.id, contact.id) : { contactId: null, marketing: null, history: [] };
      },
    );
  };

function phoneOf(given: string, { country }: Business): string {
  const phone = readPhone(given, country);
  if (!phone) throw phoneInvalid();
  return phone;
}

async function contactMeant(tx: Tx, business: Business, { phone, contactId }: z.infer<typeof Whose>) {
  if (contactId) return requireContact(tx, business.id, contactId);
  return contactOfPhone(tx, business.id, phoneOf(phone ?? '', business));
}

async function standingOf(ctx: Ctx, businessId: string, contactId: string): Promise<z.infer<typeof Standing>> {
  const history = await consentHistory(ctx.db, businessId, contactId, 'marketing');
  const [newest] = history;
  return {
    contactId,
    marketing: newest?.granted ?? null,
    history: history.map(({ scope, granted, source, at }) => ({ scope, granted, source, at: at.toISOString() })),
  };
}

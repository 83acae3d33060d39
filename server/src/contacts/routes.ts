import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { readPhone } from '../platform/phone.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import { consentHistory, recordConsent } from './consent.ts';
import { contactOfPhone, findByPhone, requireContact } from './store.ts';

const ConsentView = z.object({
  scope: z.enum(['marketing']),
  granted: z.boolean(),
  source: z.string().describe('Where it was said: the proof one keeps.'),
  at: z.iso.datetime(),
});

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

const consentInFuture = () =>
  new Problem('consent-in-future', 400, 'A consent cannot be of a moment that has not come yet.');
const phoneInvalid = () =>
  new Problem('phone-invalid', 400, 'This is not a phone number. Write it with the country code, like +16505551234.');

/** `/api/v1/consents`: who agreed to marketing, who does not want it, and how we know. */
export const consentRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['contacts'];

    app.post(
      '/consents',
      {
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
        const answer = await answerOnce(ctx, business.id, request, async () => {
          const contactId = await ctx.db.transaction(async (tx) => {
            const contact = await contactMeant(tx, business, request.body);
            const said = { businessId: business.id, contactId: contact.id, scope, granted, at };
            await recordConsent(tx, { ...said, source: cleanLine(source, 1_000) });
            return contact.id;
          });
          return { status: 201, body: await standingOf(ctx, business.id, contactId) };
        });
        return reply.code(201).send(Standing.parse(answer.body));
      },
    );

    app.get(
      '/consents',
      {
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

import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { LANES } from '../conversations/lanes.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import { BusinessChange, BusinessView, businessView, changeBusiness } from './business.ts';
import { listDeadLetters, resolveDeadLetter } from './dead-letters.ts';
import { listEvents, listNews, readEvent, requireEvent } from './inbound-events.ts';
import { outgoingOf, queueOf } from './queue.ts';

const ById = z.object({ id: z.uuid() });
const moment = z.coerce.date();

const EventRow = z.object({
  id: z.uuid(),
  source: z.string().describe('"whatsapp-cloud"'),
  receivedAt: moment,
  bytes: z.number().int(),
  fields: z.array(z.string()).describe('What is in it: "message: text", "status: delivered", "account_update".'),
});
const EventView = EventRow.extend({
  payload: z.unknown().describe('As it came, with names, texts and numbers covered.'),
});
const Reading = z.object({
  messages: z.number().int(),
  statuses: z.number().int(),
  events: z.number().int(),
  notOurs: z.number().int().describe('Changes about numbers that are not connected here.'),
});
export type Reading = z.infer<typeof Reading>;

const NewsView = z.object({
  id: z.uuid(),
  channelId: z.uuid().nullable(),
  field: z.string(),
  outcome: z.enum(['applied', 'parked']),
  reason: z.string().nullable().describe('Why nothing followed from it.'),
  payload: z.unknown(),
  receivedAt: moment,
});

const LetterView = z.object({
  id: z.uuid(),
  task: z.string(),
  payload: z.unknown(),
  cause: z.string(),
  attempts: z.number().int(),
  failedAt: moment,
  resolvedAt: moment.nullable(),
  resolution: z.enum(['retried', 'discarded']).nullable(),
  ofInstallation: z.boolean().describe('Of the installation and no business; those who own all of them see it.'),
});

const QueueView = z.object({
  lanes: z.array(
    z.object({
      lane: z.enum(LANES).describe('Replies go before notices, notices before campaigns.'),
      waiting: z.number().int(),
      inDoubt: z.number().int().describe('Sent without a clear answer: a status settles them.'),
      overdue: z.number().int().describe('Due for more than a minute.'),
      oldestAt: z.string().nullable(),
    }),
  ),
  conversations: z.object({
    waiting: z.number().int().describe('For their moment or for a node.'),
    inHand: z.number().int().describe('Held by a node right now.'),
    oldestAt: z.string().nullable(),
  }),
  jobs: z.array(
    z.object({
      task: z.string(),
      waiting: z.number().int(),
      running: z.number().int(),
      failing: z.number().int().describe('Tried at least once; they are tried again.'),
      oldestAt: z.string().nullable().describe('The oldest that could run.'),
      lastError: z.string().nullable(),
    }),
  ),
  deadLetters: z.number().int(),
  channels: z
    .array(z.object({ id: z.uuid(), name: z.string(), status: z.string(), statusReason: z.string().nullable() }))
    .describe('Those that are held.'),
});

const OutgoingView = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  contactName: z.string(),
  lane: z.enum(LANES),
  status: z.enum(['queued', 'in_doubt']),
  attempts: z.number().int(),
  dueAt: z.string(),
  createdAt: z.string(),
  failure: z.object({ code: z.string(), title: z.string() }).nullable(),
});

export type Operations = {
  /** The context before the second wall: jobs of the installation belong to no business. */
  installation: Ctx;
  businesses(): readonly Business[];
  /** Reads a webhook that was kept as if it had just come. */
  readAgain(businessId: string, payload: string): Promise<Reading>;
  /** Numbers of a business that cannot send until somebody mends them. */
  held(businessId: string): { id: string; name: string; status: string; statusReason: string | null }[];
  flowsOf(business: Business): readonly string[];
  /** What is kept in memory of businesses is read anew. */
  refresh(): Promise<void>;
  wakeDue(): Promise<void>;
};

/** `/api/v1/business`, `/inbound-events`, `/channel-news`, `/queue` and `/dead-letters`: what keeps a desk running. */
export const operationRoutes =
  (
    ctx: Ctx,
    { installation, businesses, readAgain, held, flowsOf, refresh, wakeDue }: Operations,
  ): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['operations'];
    const read = { config: { allow: 'operations:read' as const } };
    const write = { config: { allow: 'operations:write' as const } };
    const who = (request: FastifyRequest) => ({ businessId: businessOf(request).id, actor: actorOf(request) });
    const jobsOf = (request: FastifyRequest) => {
      const withInstallation = runsInstallation(request, businesses());
      return { whose: { ...who(request), withInstallation }, context: withInstallation ? installation : ctx };
    };

    app.get(
      '/business',
      {
        config: { allow: 'signed-in' },
        schema: { tags: ['business'], summary: 'The business and its settings', response: { 200: BusinessView } },
      },
      async (request) => businessView(businessOf(request)),
    );

    app.patch(
      '/business',
      {
        config: { allow: 'business:write' },
        schema: {
          tags: ['business'],
          summary: 'Change settings; what is not named stays',
          body: BusinessChange,
          response: { 200: BusinessView },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const answer = await answerOnce(ctx, business.id, request, async () => {
          const after = await changeBusiness(
            ctx,
            { business, actor: actorOf(request) },
            request.body,
            flowsOf(business),
          );
          await refresh();
          return { status: 200, body: businessView(after) };
        });
        return BusinessView.parse(answer.body);
      },
    );

    app.get(
      '/inbound-events',
      {
        ...read,
        schema: {
          tags,
          summary: 'What providers told us, as it came, newest first; kept 7 days',
          querystring: PageQuery.extend({
            source: z.string().max(64).optional(),
            about: z
              .string()
              .min(3)
              .max(200)
              .optional()
              .describe('A text in it, such as a wamid or a number; among the newest 5,000.'),
            from: z.iso.datetime().optional(),
            to: z.iso.datetime().optional(),
          }),
          response: { 200: PageOf(EventRow) },
        },
      },
      async (request) => listEvents(ctx.db, businessOf(request).id, request.query),
    );

    app.get(
      '/inbound-events/:id',
      {
        ...read,
        schema: {
          tags,
          summary: 'One event, with names, texts and numbers covered',
          params: ById,
          response: { 200: EventView },
        },
      },
      async (request) => readEvent(ctx.db, businessOf(request).id, request.params.id),
    );

    app.post(
      '/inbound-events/:id/readings',
      {
        ...write,
        schema: {
          tags,
          summary: 'Read an event again: what is stored stays, what was missed takes effect',
          params: ById,
          response: { 200: Reading },
        },
      },
      async (request) => {
        const { businessId, actor } = who(request);
        const event = await requireEvent(ctx.db, businessId, request.params.id);
        const reading = await readAgain(businessId, event.payload);
        await recordAudit(ctx.db, {
          businessId,
          actor,
          action: 'inbound_event.read_again',
          subject: event.id,
          after: reading,
        });
        return reading;
      },
    );

    app.get(
      '/channel-news',
      {
        ...read,
        schema: {
          tags,
          summary: 'News of numbers, accounts and templates, and what could not be used with the reason',
          querystring: PageQuery.extend({ outcome: z.enum(['applied', 'parked']).optional() }),
          response: { 200: PageOf(NewsView) },
        },
      },
      async (request) => listNews(ctx.db, businessOf(request).id, request.query),
    );

    app.get(
      '/queue',
      {
        ...read,
        schema: { tags, summary: 'What is still to be done: lanes, conversations, jobs', response: { 200: QueueView } },
      },
      async (request) => {
        const { whose, context } = jobsOf(request);
        return { ...(await queueOf(context, whose)), channels: held(whose.businessId) };
      },
    );

    app.get(
      '/queue/messages',
      {
        ...read,
        schema: {
          tags,
          summary: 'Messages on their way out, the oldest first; at most 100',
          querystring: z.object({ lane: z.enum(LANES).optional() }),
          response: { 200: z.object({ items: z.array(OutgoingView) }) },
        },
      },
      async (request) => ({ items: await outgoingOf(ctx, businessOf(request).id, request.query.lane) }),
    );

    app.get(
      '/dead-letters',
      {
        ...read,
        schema: {
          tags,
          summary: 'Jobs that failed for the last time, newest first',
          querystring: PageQuery.extend({ resolved: z.enum(['true', 'false']).default('false') }),
          response: { 200: PageOf(LetterView) },
        },
      },
      async (request) => {
        const { cursor, limit, resolved } = request.query;
        const { whose, context } = jobsOf(request);
        return listDeadLetters(context.db, whose, { cursor, limit, resolved: resolved === 'true' });
      },
    );

    app.put(
      '/dead-letters/:id/resolution',
      {
        ...write,
        schema: {
          tags,
          summary: 'Try the job anew, or let it be',
          params: ById,
          body: z.object({ resolution: z.enum(['retried', 'discarded']) }),
          response: { 200: LetterView },
        },
      },
      async (request) => {
        const { whose, context } = jobsOf(request);
        const letter = await resolveDeadLetter(context, whose, request.params.id, request.body.resolution);
        void wakeDue().catch(() => {});
        return letter;
      },
    );
  };

/** Whoever owns every business here runs the installation; so does the operator's key. Keys of businesses do not. */
function runsInstallation(request: FastifyRequest, businesses: readonly Business[]): boolean {
  if (actorOf(request).kind === 'operator') return true;
  const memberships = request.signedIn?.memberships ?? [];
  const owned = new Set(memberships.filter(({ role }) => role === 'owner').map(({ business }) => business.id));
  return actorOf(request).kind === 'person' && businesses.every(({ id }) => owned.has(id));
}

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { type NoticeParts, NoticeView, previewNotice } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { csvOf } from '../platform/csv.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { dayAt } from '../platform/local-time.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { TICKET_KINDS, TICKET_STATES, TicketFigures, TicketProgress, TicketRow, TicketWithHistory } from './api.ts';
import { noticeOfTicket } from './notices.ts';
import { ticketNotFound } from './problems.ts';
import { changeTicketState, REACHABLE } from './resolving.ts';
import { tickets } from './schema.ts';
import { listTickets, readRows, ticketFigures } from './ticket-list.ts';
import { isTicket, type TicketKey, ticketHistoryOf } from './tickets.ts';

const ByNumber = z.object({ kind: z.enum(TICKET_KINDS), number: z.coerce.number().int().positive() });

const TicketFilter = z.object({
  kind: z.enum(TICKET_KINDS).optional(),
  state: z
    .enum([...TICKET_STATES, 'open'])
    .optional()
    .describe('"open": neither resolved nor rejected.'),
  contactId: z.uuid().optional(),
  orderNumber: z.coerce.number().int().positive().optional().describe('As the customer named it; give contactId too.'),
  search: z.string().max(200).optional().describe('Its number, words of the description, or who reported it.'),
});

const COLUMNS = [
  'kind',
  'number',
  'state',
  'progress_percent',
  'description',
  'name',
  'phone',
  'order',
  'expected_on',
  'created_at',
  'updated_at',
];

/** Defects and issues that customers reported: `/api/v1/tickets`. */
export const ticketRoutes =
  (ctx: Ctx, parts: NoticeParts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['tickets'];

    app.get(
      '/tickets',
      {
        config: { allow: 'production:read' },
        schema: {
          tags,
          summary: 'Defects and issues that customers reported, newest first',
          querystring: PageQuery.extend(TicketFilter.shape),
          response: { 200: PageOf(TicketRow) },
        },
      },
      async (request) => listTickets(ctx.db, businessOf(request).id, request.query),
    );

    app.get(
      '/tickets/figures',
      {
        config: { allow: 'production:read' },
        schema: {
          tags,
          summary: 'What is open, and how long it takes to resolve it',
          querystring: z.object({ days: z.coerce.number().int().min(1).max(365).default(30) }),
          response: { 200: TicketFigures },
        },
      },
      async (request) => {
        const { id, timeZone } = businessOf(request);
        const now = ctx.now();
        return ticketFigures(ctx.db, id, { now, today: dayAt(now, timeZone), days: request.query.days });
      },
    );

    app.get(
      '/tickets/export',
      {
        config: { allow: 'production:read' },
        schema: { tags, summary: 'Tickets as a CSV file, filtered like the list', querystring: TicketFilter },
      },
      async (request, reply) => {
        const { id: businessId, slug, timeZone } = businessOf(request);
        await recordAudit(ctx.db, {
          businessId,
          actor: actorOf(request),
          action: 'ticket.exported',
          subject: 'tickets',
        });
        const file = csvOf(
          COLUMNS,
          (cursor) => listTickets(ctx.db, businessId, { ...request.query, cursor, limit: 1_000 }),
          (one) => [
            [
              one.kind,
              one.number,
              one.state,
              one.progressPercent,
              one.description,
              one.contact.name,
              one.contact.phone,
              one.orderNumber,
              one.expectedOn,
              one.createdAt.toISOString(),
              one.updatedAt.toISOString(),
            ],
          ],
        );
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="tickets-${slug}-${dayAt(ctx.now(), timeZone)}.csv"`)
          .send(file);
      },
    );

    app.get(
      '/tickets/:kind/:number',
      {
        config: { allow: 'production:read' },
        schema: {
          tags,
          summary: 'One ticket with its history',
          params: ByNumber,
          response: { 200: TicketWithHistory },
        },
      },
      async (request) => readTicket(ctx.db, businessOf(request).id, request.params),
    );

    app.get(
      '/tickets/:kind/:number/notice',
      {
        config: { allow: 'production:read' },
        schema: {
          tags,
          summary: 'What the customer would read if the ticket moved on now',
          params: ByNumber,
          querystring: TicketProgress.pick({ state: true, message: true }).extend({
            note: z.string().max(1_024).default(''),
          }),
          response: { 200: NoticeView },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const ticket = await readTicket(ctx.db, business.id, request.params);
        return previewNotice(ctx, parts, business, noticeOfTicket(business, { ...ticket, ...request.query }));
      },
    );

    app.put(
      '/tickets/:kind/:number/state',
      {
        config: { allow: 'production:write' },
        schema: {
          tags,
          summary: 'Move a ticket on, or note its progress',
          description: 'The person who reported it is told of a new state, and whenever there is a note for them.',
          params: ByNumber,
          body: TicketProgress,
          response: { 200: TicketWithHistory },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const actor = actorOf(request);
        const { kind, number } = request.params;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const body = await ctx.db.transaction(async (tx) => {
            const before = await readTicket(tx, businessId, request.params);
            const name = 'name' in actor ? actor.name : null;
            await changeTicketState(ctx, tx, { businessId, kind, number }, request.body, name);
            const after = await readTicket(tx, businessId, request.params);
            const [was, is] = [before, after].map(({ state, progressPercent, expectedOn }) => ({
              state,
              progressPercent,
              expectedOn,
            }));
            await recordAudit(tx, {
              businessId,
              actor,
              action: 'ticket.state',
              subject: `${kind} ${number}`,
              before: was,
              after: is,
            });
            return after;
          });
          return { status: 200, body };
        });
        const ticket = TicketWithHistory.parse(answer.body);
        tellLive(ctx, businessId, { kind: 'ticket', id: ticket.id });
        return ticket;
      },
    );
  };

/** @throws ticket-not-found */
async function readTicket(db: Db | Tx, businessId: string, key: TicketKey): Promise<z.infer<typeof TicketWithHistory>> {
  const isThis = Number.isSafeInteger(key.number) ? isTicket(businessId, key) : undefined;
  const [ticket] = isThis ? await readRows(db, isThis, 1) : [];
  if (!ticket) throw ticketNotFound(key.number);
  const [row] = await db.select({ conversationId: tickets.conversationId }).from(tickets).where(isThis);
  const reachable = [...REACHABLE[ticket.state]];
  const history = await ticketHistoryOf(db, businessId, ticket.id);
  return { ...ticket, conversationId: row?.conversationId ?? null, reachable, history };
}

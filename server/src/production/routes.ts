import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { addDays, dayAt } from '../platform/local-time.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import type { Business } from '../platform/schema.ts';
import {
  LineView,
  RunView,
  TICKET_KINDS,
  TICKET_STATES,
  TicketProgress,
  TicketView,
  TicketWithHistory,
} from './api.ts';
import { ticketNotFound } from './problems.ts';
import { changeTicketState } from './resolving.ts';
import { lineStatuses, scheduleOf } from './schedule.ts';
import { findTicket, listTickets, type TicketKey, ticketHistoryOf } from './tickets.ts';

const ByNumber = z.object({ kind: z.enum(TICKET_KINDS), number: z.coerce.number().int().positive() });

const ScheduleQuery = z.object({
  from: z.iso.date().optional().describe('First day; absent: today where the business is.'),
  to: z.iso.date().optional().describe('Last day; absent: a week in all.'),
});
const TicketQuery = PageQuery.extend({
  kind: z.enum(TICKET_KINDS).optional(),
  state: z.enum(TICKET_STATES).optional(),
  contactId: z.uuid().optional(),
});

/** What is made, how the lines run, and what went wrong: `/api/v1/production`, `/tickets`. */
export const productionRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/production/schedule',
      {
        schema: {
          tags: ['production'],
          summary: 'What is made, by day, shift and line',
          querystring: ScheduleQuery,
          response: { 200: z.object({ from: z.iso.date(), to: z.iso.date(), items: z.array(RunView) }) },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const days = daysOf(business, ctx.now(), request.query);
        return { ...days, items: await scheduleOf(ctx.db, business.id, days) };
      },
    );

    app.get(
      '/production/lines',
      {
        schema: {
          tags: ['production'],
          summary: 'How every line runs now',
          response: { 200: z.object({ items: z.array(LineView) }) },
        },
      },
      async (request) => ({ items: await lineStatuses(ctx.db, businessOf(request).id) }),
    );

    app.get(
      '/tickets',
      {
        schema: {
          tags: ['tickets'],
          summary: 'Defects and issues that customers reported, newest first',
          querystring: TicketQuery,
          response: { 200: PageOf(TicketView) },
        },
      },
      async (request) => listTickets(ctx.db, businessOf(request).id, request.query),
    );

    app.get(
      '/tickets/:kind/:number',
      {
        schema: {
          tags: ['tickets'],
          summary: 'One ticket with its history',
          params: ByNumber,
          response: { 200: TicketWithHistory },
        },
      },
      async (request) => readTicket(ctx.db, businessOf(request).id, request.params),
    );

    app.put(
      '/tickets/:kind/:number/state',
      {
        schema: {
          tags: ['tickets'],
          summary: 'Move a ticket on, or note its progress',
          params: ByNumber,
          body: TicketProgress,
          response: { 200: TicketWithHistory },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const body = await ctx.db.transaction(async (tx) => {
            await changeTicketState(ctx, tx, { businessId, ...request.params }, request.body);
            return readTicket(tx, businessId, request.params);
          });
          return { status: 200, body };
        });
        return TicketWithHistory.parse(answer.body);
      },
    );
  };

function daysOf({ timeZone }: Business, now: Date, { from, to }: z.infer<typeof ScheduleQuery>) {
  const first = from ?? dayAt(now, timeZone);
  return { from: first, to: to ?? addDays(first, 6) };
}

/** @throws ticket-not-found */
async function readTicket(db: Db | Tx, businessId: string, key: TicketKey): Promise<z.infer<typeof TicketWithHistory>> {
  const ticket = await findTicket(db, businessId, key);
  if (!ticket) throw ticketNotFound(key.number);
  return { ...ticket, history: await ticketHistoryOf(db, businessId, ticket.id) };
}

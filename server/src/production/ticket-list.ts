import { and, desc, eq, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '../contacts/schema.ts';
import type { Db, Tx } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { later } from '../platform/time.ts';
import {
  TICKET_KINDS,
  TICKET_STATES,
  type TicketFigures,
  type TicketKind,
  type TicketRow,
  type TicketState,
} from './api.ts';
import { tickets } from './schema.ts';
import { ticketView } from './tickets.ts';

/** The states in which somebody still has something to do. */
export const OPEN_STATES: readonly TicketState[] = ['received', 'investigating', 'fixing'];

export type TicketQuery = {
  cursor?: string | undefined;
  limit: number;
  kind?: TicketKind | undefined;
  state?: TicketState | 'open' | undefined;
  contactId?: string | undefined;
  orderNumber?: number | undefined; // as the customer named it
  search?: string | undefined; // its number, words of the description, the name of who reported it
};

/** All tickets of a business, newest first. @throws invalid-cursor */
export async function listTickets(db: Db | Tx, businessId: string, query: TicketQuery): Promise<Page<TicketRow>> {
  const { cursor, limit, kind, state, contactId, orderNumber, search } = query;
  const filter = and(
    eq(tickets.businessId, businessId),
    kind ? eq(tickets.kind, kind) : undefined,
    state === 'open' ? inArray(tickets.state, [...OPEN_STATES]) : state ? eq(tickets.state, state) : undefined,
    contactId ? eq(tickets.contactId, contactId) : undefined,
    orderNumber === undefined ? undefined : eq(tickets.orderNumber, orderNumber),
    search?.trim() ? isFound(search.trim()) : undefined,
    cursor ? isBefore(cursor) : undefined,
  );
  return pageOf(await readRows(db, filter, limit + 1), limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
}

/** With who reported them; newest first. */
export async function readRows(db: Db | Tx, filter: SQL | undefined, limit: number): Promise<TicketRow[]> {
  const rows = await db
    .select({ ticket: tickets, name: contacts.name, phone: PHONE })
    .from(tickets)
    .innerJoin(contacts, and(eq(contacts.businessId, tickets.businessId), eq(contacts.id, tickets.contactId)))
    .where(filter)
    .orderBy(desc(tickets.createdAt), desc(tickets.id))
    .limit(limit);
  return rows.map(({ ticket, name, phone }) => ({
    ...ticketView(ticket),
    contact: { id: ticket.contactId, name, phone },
  }));
}

const PHONE = sql<string | null>`(select i.value from contact_identities i where i.business_id = ${tickets.businessId}
  and i.contact_id = ${tickets.contactId} and i.kind = 'phone' order by i.created_at desc limit 1)`;

function isFound(search: string): SQL | undefined {
  const number = /^#?(\d{1,15})$/.exec(search)?.[1];
  const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return or(
    number ? eq(tickets.number, Number(number)) : undefined,
    ilike(tickets.description, part),
    sql`${contacts.search} like '%' || searchable(${part.slice(1, -1)}) || '%'`,
  );
}

function isBefore(cursor: string): SQL | undefined {
  const [createdAt, id] = decodeCursor(cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const at = new Date(createdAt);
  return or(lt(tickets.createdAt, at), and(eq(tickets.createdAt, at), lt(tickets.id, id)));
}

const OpenRow = z.object({
  kind: z.enum(TICKET_KINDS),
  state: z.enum(TICKET_STATES),
  tickets: z.number(),
  late: z.number(),
});
const ResolvedRow = z.object({
  kind: z.enum(TICKET_KINDS),
  tickets: z.number(),
  median: z.number(),
  slowest: z.number(),
});

/** What is open now, and how long it took to resolve what was resolved in the last `days`. @param today where the business is. */
export async function ticketFigures(
  db: Db,
  businessId: string,
  { now, today, days }: { now: Date; today: string; days: number },
): Promise<TicketFigures> {
  const open = await db.execute(sql`
    select kind, state, count(*)::int tickets, (count(*) filter (where expected_on < ${today}::date))::int late
    from tickets where business_id = ${businessId} and state in ('received', 'investigating', 'fixing') group by 1, 2 order by 1, 2`);
  const hours = sql`extract(epoch from e.at - t.created_at) / 3600`;
  const resolved = await db.execute(sql`
    select t.kind, count(*)::int tickets, percentile_cont(0.5) within group (order by ${hours})::float median,
      percentile_cont(0.9) within group (order by ${hours})::float slowest
    from tickets t
    join lateral (select min(e.at) at from ticket_events e
      where e.business_id = t.business_id and e.ticket_id = t.id and e.state = 'resolved') e on e.at is not null
    where t.business_id = ${businessId} and t.state = 'resolved' and e.at > ${later(now, -days * DAY_MS).toISOString()}::timestamptz
    group by 1 order by 1`);
  const rows = OpenRow.array().parse(open.rows);
  return {
    days,
    open: rows.map(({ kind, state, tickets: count }) => ({ kind, state, tickets: count })),
    late: rows.reduce((sum, { late }) => sum + late, 0),
    resolved: ResolvedRow.array()
      .parse(resolved.rows)
      .map(({ kind, tickets: count, median, slowest }) => ({
        kind,
        tickets: count,
        medianHours: rounded(median),
        slowestTenthHours: rounded(slowest),
      })),
  };
}

const DAY_MS = 86_400_000;
const rounded = (hours: number): number => Math.round(hours * 10) / 10;

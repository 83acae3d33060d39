import { and, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contactIdentities, contacts } from '../contacts/schema.ts';
import { messages } from '../conversations/schema.ts';
import type { Db, Tx } from '../platform/context.ts';
import { type Day, dayAt } from '../platform/local-time.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { DAY, later } from '../platform/time.ts';
import type { OrderRow, OrderState, OrderViewName } from './api.ts';
import { orderView, readWithLines } from './orders.ts';
import { type Order, type OrderLine, orderEvents, orders } from './schema.ts';

export type OrderQuery = {
  cursor?: string | undefined;
  limit: number;
  view?: OrderViewName | undefined;
  state?: OrderState | undefined;
  contactId?: string | undefined;
  from?: Day | undefined; // days of the business, both included
  to?: Day | undefined;
  search?: string | undefined; // a number, a name, a phone or a tracking number
};

/** Which business asks, and when: what is late depends on both. */
export type Asking = { businessId: string; timeZone: string; now: Date };

/** A failed notice is somebody's work for this long; later nobody waits for it any more. */
const NOTICE_MATTERS_MS = 14 * DAY;

/** Orders of a business, newest first. @throws invalid-cursor */
export async function listOrders(db: Db | Tx, asking: Asking, query: OrderQuery): Promise<Page<OrderRow>> {
  const { cursor, limit, view = 'all', state, contactId, from, to, search } = query;
  const { businessId, timeZone } = asking;
  const filter = and(
    eq(orders.businessId, businessId),
    inView(asking, view),
    state ? eq(orders.state, state) : undefined,
    contactId ? eq(orders.contactId, contactId) : undefined,
    from ? gte(orders.createdAt, dayBegins(from, timeZone)) : undefined,
    to ? lt(orders.createdAt, sql`(${to}::date + 1)::timestamp at time zone ${timeZone}`) : undefined,
    search?.trim() ? matches(businessId, search.trim()) : undefined,
    cursor ? lt(orders.number, decodeCursor(cursor, z.tuple([z.number().int()]))[0]) : undefined,
  );
  const rows = await readWithLines(db, filter, limit + 1);
  const page = pageOf(rows, limit, ({ order }) => [order.number]);
  return { ...page, items: await rowsOf(db, asking, page.items) };
}

/** One order as the team sees it; null when this business has none of that number. */
export async function findOrderRow(db: Db | Tx, asking: Asking, number: number): Promise<OrderRow | null> {
  if (!Number.isSafeInteger(number)) return null;
  const isIt = and(eq(orders.businessId, asking.businessId), eq(orders.number, number));
  const [row] = await rowsOf(db, asking, await readWithLines(db, isIt, 1));
  return row ?? null;
}

/** How many orders wait in the views that are somebody's work. */
export async function countOrders(
  db: Db | Tx,
  asking: Asking,
): Promise<{ unconfirmed: number; toFulfil: number; shipped: number; problems: number }> {
  const { businessId } = asking;
  const [counts] = await db
    .select({
      unconfirmed: sql<number>`count(*) filter (where ${orders.state} = 'pending')`.mapWith(Number),
      toFulfil: sql<number>`count(*) filter (where ${orders.state} = 'confirmed')`.mapWith(Number),
      shipped: sql<number>`count(*) filter (where ${orders.state} = 'shipped')`.mapWith(Number),
    })
    .from(orders)
    .where(and(eq(orders.businessId, businessId), inArray(orders.state, ['pending', 'confirmed', 'shipped'])));
  const [troubled] = await db
    .select({ problems: sql<number>`count(*)`.mapWith(Number) })
    .from(orders)
    .where(and(eq(orders.businessId, businessId), inView(asking, 'problems')));
  return { unconfirmed: 0, toFulfil: 0, shipped: 0, ...counts, problems: troubled?.problems ?? 0 };
}

function inView(asking: Asking, view: OrderViewName): SQL | undefined {
  switch (view) {
    case 'all':
      return undefined;
    case 'unconfirmed':
      return eq(orders.state, 'pending');
    case 'to-fulfil':
      return eq(orders.state, 'confirmed');
    case 'problems':
      return or(isLate(asking), isNotTold(asking));
    default:
      return eq(orders.state, view);
  }
}

/** The promised day is over and the order is still here. */
const isLate = ({ now, timeZone }: Asking): SQL | undefined =>
  and(inArray(orders.state, ['pending', 'confirmed']), lt(orders.expectedOn, dayAt(now, timeZone)));

/** The news of where the order is now did not reach its customer. */
const isNotTold = ({ businessId, now }: Asking): SQL | undefined =>
  and(
    gte(orders.updatedAt, later(now, -NOTICE_MATTERS_MS)),
    sql`exists (select from ${orderEvents} e left join ${messages} m on m.business_id = ${businessId} and m.id = e.notice_id
      where e.business_id = ${businessId} and e.order_id = ${orders.id} and e.state = ${orders.state}
        and (e.notice_problem <> 'not-wanted' or m.status in ('failed', 'expired')))`,
  );

const dayBegins = (day: Day, timeZone: string): SQL => sql`${day}::date::timestamp at time zone ${timeZone}`;

/** People type "#1042", a name, or part of a phone number; the words of contacts are found through their own indexes. */
function matches(businessId: string, search: string): SQL | undefined {
  const number = /^#?\s*(\d{1,15})$/.exec(search)?.[1];
  const digits = search.replace(/[\s().+-]/g, '');
  const named = search.split(/\s+/).map((word) => sql`c.search like '%' || searchable(${escaped(word)}) || '%'`);
  const byName = sql`${orders.contactId} in (select c.id from ${contacts} c where c.business_id = ${businessId}
    and ${and(...named)})`;
  const byPhone = sql`${orders.contactId} in (select contact_id from ${contactIdentities} i where i.business_id = ${businessId}
    and i.kind in ('phone', 'username') and i.kind = 'phone' and i.value like ${`%${escaped(digits)}%`})`; // as its index says it
  return or(
    number ? eq(orders.number, Number(number)) : byName,
    /^\d{4,}$/.test(digits) ? byPhone : undefined,
    sql`lower(${orders.trackingNumber}) = lower(${search})`,
  );
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Adds what the team wants to see beside an order: whose it is, and what is wrong with it. */
async function rowsOf(
  db: Db | Tx,
  asking: Asking,
  read: readonly { order: Order; lines: OrderLine[] }[],
): Promise<OrderRow[]> {
  if (read.length === 0) return [];
  const [people, untold] = [await peopleOf(db, asking.businessId, read), await untoldOf(db, asking, read)];
  const today = dayAt(asking.now, asking.timeZone);
  return read.map(({ order, lines }) => {
    const { id, contactId, carrier, trackingNumber, conversationId, state, expectedOn } = order;
    const isHere = state === 'pending' || state === 'confirmed';
    const late = isHere && expectedOn !== null && expectedOn < today;
    return {
      ...orderView(order, lines),
      carrier,
      trackingNumber,
      conversationId,
      contact: people.get(contactId) ?? { id: contactId, name: '', phone: null },
      troubles: [...(late ? ['late' as const] : []), ...(untold.has(id) ? ['not-told' as const] : [])],
    };
  });
}

async function peopleOf(db: Db | Tx, businessId: string, read: readonly { order: Order }[]) {
  const ids = [...new Set(read.map(({ order }) => order.contactId))];
  const rows = await db
    .select({
      id: contacts.id,
      name: contacts.name,
      phone: sql<string | null>`(select max(i.value) from ${contactIdentities} i where i.business_id = ${businessId}
        and i.contact_id = ${contacts.id} and i.kind = 'phone')`,
    })
    .from(contacts)
    .where(and(eq(contacts.businessId, businessId), inArray(contacts.id, ids)));
  return new Map(rows.map((row) => [row.id, row]));
}

async function untoldOf(db: Db | Tx, asking: Asking, read: readonly { order: Order }[]): Promise<Set<string>> {
  const ids = read.map(({ order }) => order.id);
  const rows = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.businessId, asking.businessId), inArray(orders.id, ids), isNotTold(asking)));
  return new Set(rows.map(({ id }) => id));
}

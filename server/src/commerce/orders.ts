import { and, desc, eq, type SQL } from 'drizzle-orm';
import { messages } from '../conversations/schema.ts';
import type { Db, Tx } from '../platform/context.ts';
import { ORDER_STATES, type OrderEventView, type OrderLineView, type OrderState, type OrderView } from './api.ts';
import { type Order, type OrderLine, orderEvents, orderLines, orders } from './schema.ts';

/** A customer's own orders, newest first. */
export async function ordersOf(
  db: Db | Tx,
  businessId: string,
  contactId: string,
  limit: number,
): Promise<OrderView[]> {
  return readOrders(db, and(eq(orders.businessId, businessId), eq(orders.contactId, contactId)), limit);
}

/**
 * One order by the number people say.
 *
 * @param contactId with it only an order of this customer is found; give it whenever a customer asks.
 */
export async function findOrder(
  db: Db | Tx,
  businessId: string,
  number: number,
  contactId?: string,
): Promise<OrderView | null> {
  if (!Number.isSafeInteger(number)) return null; // what people type as a number may be longer than any column
  const isIt = and(
    eq(orders.businessId, businessId),
    eq(orders.number, number),
    contactId ? eq(orders.contactId, contactId) : undefined,
  );
  return (await readOrders(db, isIt, 1))[0] ?? null;
}

/** The order that an inbound message placed, if it did. */
export async function findOrderByCause(tx: Db | Tx, businessId: string, causedBy: string): Promise<OrderView | null> {
  return (await readOrders(tx, and(eq(orders.businessId, businessId), eq(orders.causedBy, causedBy)), 1))[0] ?? null;
}

/** Every state an order has been in, oldest first, and how its customer was told. */
export async function historyOf(db: Db | Tx, businessId: string, orderId: string): Promise<OrderEventView[]> {
  const rows = await db
    .select({ event: orderEvents, status: messages.status })
    .from(orderEvents)
    .leftJoin(messages, and(eq(messages.businessId, orderEvents.businessId), eq(messages.id, orderEvents.noticeId)))
    .where(and(eq(orderEvents.businessId, businessId), eq(orderEvents.orderId, orderId)));
  const events = rows.map(({ event: { state, actor, actorName, noticeId, noticeProblem, at }, status }) => {
    const isTold = noticeId !== null || noticeProblem !== null;
    return {
      state,
      actor,
      actorName,
      notice: isTold ? { messageId: noticeId, status, problem: noticeProblem } : null,
      at,
    };
  });
  return events.sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a.state) - rank(b.state));
}

/** What the customer and the bot see of an order. */
export function orderView(order: Order, lines: readonly OrderLine[]): OrderView {
  const { id, number, contactId, state, amount, currency, expectedOn, note, createdAt, updatedAt } = order;
  return {
    id,
    number,
    contactId,
    state,
    amount,
    currency,
    expectedOn,
    note,
    createdAt,
    updatedAt,
    lines: lines.map(lineView),
  };
}

async function readOrders(db: Db | Tx, filter: SQL | undefined, limit: number): Promise<OrderView[]> {
  const read = await readWithLines(db, filter, limit);
  return read.map(({ order, lines }) => orderView(order, lines));
}

/** Whole rows, newest first: numbers grow with time. The orders first, so that `limit` counts them and not their lines. */
export async function readWithLines(
  db: Db | Tx,
  filter: SQL | undefined,
  limit: number,
): Promise<{ order: Order; lines: OrderLine[] }[]> {
  const page = db.select().from(orders).where(filter).orderBy(desc(orders.number)).limit(limit).as('page');
  const rows = await db
    .select({ order: page._.selectedFields, line: orderLines })
    .from(page)
    .leftJoin(orderLines, and(eq(orderLines.businessId, page.businessId), eq(orderLines.orderId, page.id)))
    .orderBy(desc(page.number), orderLines.position);

  const read = new Map<string, { order: Order; lines: OrderLine[] }>();
  for (const { order, line } of rows) {
    const entry = read.get(order.id) ?? { order, lines: [] };
    read.set(order.id, entry);
    if (line) entry.lines.push(line);
  }
  return [...read.values()];
}

const lineView = ({ variantId, name, quantity, amount }: OrderLine): OrderLineView => ({
  variantId,
  name,
  quantity,
  amount,
});

/** An order is pending and confirmed at the same moment: time alone does not order its history. */
const rank = (state: OrderState): number => ORDER_STATES.indexOf(state);

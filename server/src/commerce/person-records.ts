import { and, desc, eq, inArray, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { PersonRecords, Standing, TimelineEntry } from '../contacts/index.ts';
import { orderEvents, orders } from './schema.ts';

const Moved = z.array(z.uuid());

/** What commerce keeps about people, for who looks after people. */
export const orderRecords: PersonRecords = {
  name: 'orders',

  async standing(db, { businessId, contactId }): Promise<Partial<Standing>> {
    const rows = await db
      .select({
        currency: orders.currency,
        count: sql<number>`count(*)::int`,
        open: sql<number>`(count(*) filter (where ${orders.state} not in ('delivered', 'cancelled')))::int`,
        amount: sql<string>`coalesce(sum(${orders.amount}) filter (where ${orders.state} <> 'cancelled'), 0)`,
      })
      .from(orders)
      .where(and(eq(orders.businessId, businessId), eq(orders.contactId, contactId)))
      .groupBy(orders.currency);
    const total = (which: 'count' | 'open') => rows.reduce((sum, row) => sum + row[which], 0);
    const spent = rows.map(({ amount, currency }) => ({ amount: Number(amount), currency }));
    return { orders: { count: total('count'), open: total('open'), spent } };
  },

  async timeline(db, { businessId, contactId }, until, limit): Promise<TimelineEntry[]> {
    const rows = await db
      .select({ event: orderEvents, number: orders.number, amount: orders.amount, currency: orders.currency })
      .from(orders)
      .innerJoin(orderEvents, and(eq(orderEvents.businessId, orders.businessId), eq(orderEvents.orderId, orders.id)))
      .where(and(eq(orders.businessId, businessId), eq(orders.contactId, contactId), lte(orderEvents.at, until)))
      .orderBy(desc(orderEvents.at))
      .limit(limit);
    return rows.map(({ event: { id, at, state }, number, amount, currency }) => ({
      kind: 'order',
      key: `order ${id}`,
      at: at.toISOString(),
      number,
      state,
      amount,
      currency,
    }));
  },

  async move(tx, { businessId, from, to }) {
    const moved = await tx
      .update(orders)
      .set({ contactId: to })
      .where(and(eq(orders.businessId, businessId), eq(orders.contactId, from)))
      .returning({ id: orders.id });
    return moved.map(({ id }) => id);
  },

  async moveBack(tx, { businessId, from }, memory) {
    const moved = Moved.parse(memory);
    if (moved.length === 0) return;
    await tx
      .update(orders)
      .set({ contactId: from })
      .where(and(eq(orders.businessId, businessId), inArray(orders.id, moved)));
  },

  /** Number, lines, sum and dates stay: the books need them. */
  async erase(_ctx, tx, { businessId, contactId }) {
    await tx
      .update(orders)
      .set({ note: null, trackingNumber: null })
      .where(and(eq(orders.businessId, businessId), eq(orders.contactId, contactId)));
  },
};

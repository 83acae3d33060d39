import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import type { OrderWithHistory } from './api.ts';
import { type Asking, findOrderRow } from './order-list.ts';
import { notesOf } from './order-notes.ts';
import { reachableFrom } from './order-states.ts';
import { historyOf } from './orders.ts';
import { orderNotFound } from './problems.ts';

/** What is late depends on the calendar of the business. */
export const asking = (ctx: Ctx, { id, timeZone }: Business): Asking => ({ businessId: id, timeZone, now: ctx.now() });

/** One order with all that is known of it. @throws order-not-found */
export async function readOrder(ctx: Ctx, db: Db | Tx, business: Business, number: number): Promise<OrderWithHistory> {
  const order = await findOrderRow(db, asking(ctx, business), number);
  if (!order) throw orderNotFound(number);
  const history = await historyOf(db, business.id, order.id);
  const notes = await notesOf(db, business.id, order.id);
  return { ...order, reachable: [...reachableFrom(order.state)], history, notes };
}

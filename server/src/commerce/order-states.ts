import { and, eq, sum } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import type { OrderState, OrderView } from './api.ts';
import { orderStateChanged } from './facts.ts';
import { findOrder } from './orders.ts';
import { orderChanged, orderNotCancellable, orderNotFound, orderStateNotReachable } from './problems.ts';
import { type Order, orderEvents, orderLines, orders } from './schema.ts';
import { moveStock } from './stock.ts';

/** Who did it, for the history: the customer in the chat, the staff, or a rule. */
export type Actor = 'customer' | 'operator' | 'system';

/** Where an order can go from each state: forward, also past a step that nobody noted (fetched at the counter). */
const REACHABLE: Record<OrderState, readonly OrderState[]> = {
  pending: ['confirmed', 'shipped', 'delivered', 'cancelled'],
  confirmed: ['shipped', 'delivered', 'cancelled'],
  shipped: ['delivered'],
  delivered: [],
  cancelled: [],
};

export const reachableFrom = (state: OrderState): readonly OrderState[] => REACHABLE[state];

export type StateChange = {
  businessId: string;
  number: number;
  state: OrderState;
  actor: Actor;
  actorName?: string | null | undefined; // who of the team
  contactId?: string | undefined; // with it only an order of this customer is found
  notify?: boolean | undefined; // false: the customer is not told
  message?: string | undefined; // told in these words
  carrier?: string | null | undefined;
  trackingNumber?: string | null | undefined;
  restock?: boolean | undefined; // of a cancellation; false: the items cannot be sold again
  seenAt?: Date | undefined; // the order as it was when somebody decided this
};

/**
 * Moves an order on. A cancelled one gives its items back to the stock. Asking for the state it is in changes nothing.
 *
 * @returns `from`: where it was; the same as `order.state` when nothing moved.
 * @throws order-not-found, order-changed, order-state-not-reachable { reachable }
 */
export async function moveOrderOn(
  ctx: Ctx,
  tx: Tx,
  change: StateChange,
): Promise<{ from: OrderState; order: OrderView }> {
  const order = await lockOrder(tx, change);
  if (order.state !== change.state) {
    requireSeen(order, change.seenAt);
    const reachable = REACHABLE[order.state];
    if (!reachable.includes(change.state)) throw orderStateNotReachable(order.number, order.state, reachable);
    await moveOrder(ctx, tx, order, change);
  }
  return { from: order.state, order: (await findOrder(tx, order.businessId, order.number))! };
}

/** The same, for who only asks how the order stands then. */
export async function changeOrderState(ctx: Ctx, tx: Tx, change: StateChange): Promise<OrderView> {
  return (await moveOrderOn(ctx, tx, change)).order;
}

/** @throws order-changed { state, updatedAt } when somebody was faster. */
export function requireSeen({ number, state, updatedAt }: Order, seenAt: Date | undefined): void {
  if (seenAt && seenAt.getTime() !== updatedAt.getTime()) throw orderChanged(number, state, updatedAt);
}

/**
 * Cancels a customer's order that has not left yet and gives its items back to the stock. Cancelling twice is fine.
 *
 * @throws order-not-found (also for somebody else's), order-not-cancellable { state }
 */
export async function cancelOrder(
  ctx: Ctx,
  tx: Tx,
  cancellation: { businessId: string; contactId: string; number: number; actor: Actor },
): Promise<OrderView> {
  const order = await lockOrder(tx, cancellation);
  if (order.state !== 'cancelled') {
    if (!REACHABLE[order.state].includes('cancelled')) throw orderNotCancellable(order.number, order.state);
    await moveOrder(ctx, tx, order, { state: 'cancelled', actor: cancellation.actor });
  }
  return (await findOrder(tx, order.businessId, order.number))!;
}

/** @throws order-not-found */
export async function lockOrder(
  tx: Tx,
  { businessId, number, contactId }: { businessId: string; number: number; contactId?: string | undefined },
): Promise<Order> {
  if (!Number.isSafeInteger(number)) throw orderNotFound(number);
  const isTheirs = contactId ? eq(orders.contactId, contactId) : undefined;
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.businessId, businessId), eq(orders.number, number), isTheirs))
    .for('no key update');
  if (!order) throw orderNotFound(number);
  return order;
}

async function moveOrder(
  ctx: Ctx,
  tx: Tx,
  order: Order,
  to: Omit<StateChange, 'businessId' | 'number' | 'contactId' | 'seenAt'>,
): Promise<void> {
  const { businessId, id, number, contactId, conversationId } = order;
  const { state, actor, actorName = null, notify, message, carrier, trackingNumber } = to;
  const at = ctx.now();
  await tx
    .update(orders)
    .set({
      state,
      updatedAt: at,
      ...(carrier === undefined ? {} : { carrier: carrier || null }),
      ...(trackingNumber === undefined ? {} : { trackingNumber: trackingNumber || null }),
    })
    .where(and(eq(orders.businessId, businessId), eq(orders.id, id)));
  await tx.insert(orderEvents).values({ businessId, orderId: id, state, actor, actorName, at });
  if (state === 'cancelled' && to.restock !== false) await giveBack(tx, order, at);
  await announce(ctx, tx, orderStateChanged, {
    businessId,
    orderId: id,
    number,
    contactId,
    conversationId,
    state,
    actor,
    ...(notify === undefined ? {} : { notify }),
    ...(message === undefined ? {} : { message }),
  });
}

async function giveBack(tx: Tx, { businessId, id }: Order, at: Date): Promise<void> {
  const lines = await tx
    .select({ variantId: orderLines.variantId, quantity: sum(orderLines.quantity).mapWith(Number) })
    .from(orderLines)
    .where(and(eq(orderLines.businessId, businessId), eq(orderLines.orderId, id)))
    .groupBy(orderLines.variantId);
  await moveStock(tx, businessId, lines, { reason: 'cancellation', orderId: id, at });
}

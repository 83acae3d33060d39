import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { nextNumber } from '../platform/counters.ts';
import { announce } from '../platform/facts.ts';
import { addDays, dayAt } from '../platform/local-time.ts';
import { businesses } from '../platform/schema.ts';
import type { OrderView } from './api.ts';
import { variantName } from './catalogue.ts';
import { orderPlaced } from './facts.ts';
import { findOrderByCause, orderView } from './orders.ts';
import { invalidOrder, outOfStock, variantNotFound } from './problems.ts';
import { type Order, type OrderLine, orderEvents, orderLines, orders, products, variants } from './schema.ts';
import { moveStock } from './stock.ts';

export type WantedLine = { variantId: string; quantity: number };

export type OrderRequest = {
  businessId: string;
  contactId: string;
  conversationId: string | null;
  lines: readonly WantedLine[];
  causedBy?: string; // the inbound message that asks for it
};

/** `repeated`: the same cause had placed this order before, now nothing was ordered. */
export type PlacedOrder = OrderView & { repeated: boolean };

const FIRST_ORDER_NUMBER = 1001;
const DELIVERY_DAYS = 5;
const MOST_OF_ONE = 10_000; // units; whoever wants more talks to a person
const MOST_LINES = 100;

/**
 * Places an order and takes its items from the stock. It is confirmed at once, at the prices of this moment.
 *
 * The same `causedBy` places one order, however often and wherever it is tried. Every problem is thrown before
 * anything is written, so who catches one may go on with `tx`.
 *
 * @throws out-of-stock { variantId, available }, variant-not-found, invalid-order
 */
export async function placeOrder(ctx: Ctx, tx: Tx, request: OrderRequest): Promise<PlacedOrder> {
  const { businessId, causedBy } = request;
  const wanted = onePerVariant(request.lines);
  const offers = await lockOffers(tx, businessId, [...wanted.keys()]);
  // Only now can nobody else be placing it any more: an order of the same cause holds the same variants until it is there.
  const earlier = causedBy ? await findOrderByCause(tx, businessId, causedBy) : null;
  if (earlier) return { ...earlier, repeated: true };

  const draft = draftOf(wanted, offers);
  const order = await storeOnce(ctx, tx, request, draft);
  if (!order) return { ...(await findOrderByCause(tx, businessId, causedBy!))!, repeated: true };

  await takeFromStock(tx, order, draft.lines);
  const lines = await storeLines(tx, order, draft.lines);
  await storeHistory(tx, order);
  await announce(ctx, tx, orderPlaced, { ...order, orderId: order.id });
  return { ...orderView(order, lines), repeated: false };
}

/** @throws invalid-order */
function onePerVariant(lines: readonly WantedLine[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of lines) {
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
    if (!Number.isInteger(quantity) || quantity < 1) throw invalidOrder('a quantity is a whole number from 1');
    if (wanted.get(variantId)! > MOST_OF_ONE) throw invalidOrder(`at most ${MOST_OF_ONE} of one item`);
  }
  if (wanted.size === 0) throw invalidOrder('it has no items');
  if (wanted.size > MOST_LINES) throw invalidOrder(`at most ${MOST_LINES} different items`);
  return wanted;
}

type Offer = Awaited<ReturnType<typeof lockOffers>>[number];

/** What is sold under these ids, in the order of their ids, locked until `tx` ends: price and stock stay as they are. */
async function lockOffers(tx: Tx, businessId: string, variantIds: string[]) {
  return tx
    .select({
      variantId: variants.id,
      productName: products.name,
      options: variants.options,
      amount: variants.amount,
      currency: variants.currency,
      onHand: variants.onHand,
      timeZone: businesses.timeZone,
    })
    .from(variants)
    .innerJoin(products, and(eq(products.businessId, variants.businessId), eq(products.id, variants.productId)))
    .innerJoin(businesses, eq(businesses.id, variants.businessId))
    .where(and(eq(variants.businessId, businessId), inArray(variants.id, variantIds), isNull(products.archivedAt)))
    .orderBy(variants.id)
    .for('no key update', { of: variants });
}

type DraftLine = { variantId: string; name: string; quantity: number; amount: number };
type Draft = { lines: DraftLine[]; amount: number; currency: string; timeZone: string };

/** The order as it would be, in the customer's order of lines. @throws variant-not-found, out-of-stock, invalid-order */
function draftOf(wanted: Map<string, number>, offers: Offer[]): Draft {
  const offered = new Map(offers.map((offer) => [offer.variantId, offer]));
  const lines = Array.from(wanted, ([variantId, quantity]): DraftLine => {
    const offer = offered.get(variantId);
    if (!offer) throw variantNotFound(variantId);
    if (offer.onHand < quantity) throw outOfStock(variantId, offer.onHand);
    return { variantId, name: variantName(offer.productName, offer.options), quantity, amount: offer.amount };
  });

  const amount = lines.reduce((sum, line) => sum + line.quantity * line.amount, 0);
  const { currency, timeZone } = offers[0]!;
  if (offers.some((offer) => offer.currency !== currency))
    throw invalidOrder('its items have prices in different currencies');
  if (!Number.isSafeInteger(amount)) throw invalidOrder('its total is too large');
  return { lines, amount, currency, timeZone };
}

/** @returns undefined when another order of the same cause is already there. */
async function storeOnce(ctx: Ctx, tx: Tx, request: OrderRequest, draft: Draft): Promise<Order | undefined> {
  const { businessId, contactId, conversationId, causedBy } = request;
  const { amount, currency, timeZone } = draft;
  const now = ctx.now();
  const number = await nextNumber(tx, businessId, 'order', FIRST_ORDER_NUMBER);
  const expectedOn = addDays(dayAt(now, timeZone), DELIVERY_DAYS);
  const times = { createdAt: now, updatedAt: now };
  const [order] = await tx
    .insert(orders)
    .values({
      businessId,
      contactId,
      conversationId,
      number,
      state: 'confirmed',
      amount,
      currency,
      expectedOn,
      causedBy,
      ...times,
    })
    .onConflictDoNothing({ target: [orders.businessId, orders.causedBy], where: isNotNull(orders.causedBy) })
    .returning();
  return order;
}

async function takeFromStock(tx: Tx, { businessId, id, createdAt }: Order, lines: DraftLine[]): Promise<void> {
  const moves = lines.map(({ variantId, quantity }) => ({ variantId, quantity: -quantity }));
  const moved = await moveStock(tx, businessId, moves, { reason: 'order', orderId: id, at: createdAt });
  if (moved !== lines.length) throw new Error(`stock of order ${id} vanished under its lock`);
}

async function storeLines(tx: Tx, { businessId, id }: Order, lines: DraftLine[]): Promise<OrderLine[]> {
  return tx
    .insert(orderLines)
    .values(lines.map((line, position) => ({ businessId, orderId: id, position, ...line })))
    .returning();
}

/** The business confirms every order it can deliver; there is nobody to ask. */
async function storeHistory(tx: Tx, { businessId, id, createdAt }: Order): Promise<void> {
  const step = { businessId, orderId: id, at: createdAt };
  await tx.insert(orderEvents).values([
    { ...step, state: 'pending', actor: 'customer' },
    { ...step, state: 'confirmed', actor: 'system' },
  ]);
}

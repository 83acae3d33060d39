import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { formatMoney } from '../platform/money.ts';
import { variantName } from './catalogue.ts';
import { addNote } from './order-notes.ts';
import { lockOrder, requireSeen } from './order-states.ts';
import { onePerVariant, readOffers, type WantedLine } from './placing.ts';
import { invalidOrder, orderNotChangeable, outOfStock, variantNotFound } from './problems.ts';
import { type Order, type OrderLine, orderLines, orders, variants } from './schema.ts';
import { moveStock, type StockMove } from './stock.ts';

/** All the lines an order is to have. */
export type LineChange = {
  businessId: string;
  number: number;
  lines: readonly WantedLine[];
  seenAt?: Date | undefined; // the order as it was when somebody decided this
  authorName: string | null; // who of the team
  language: string; // of the note about it
};

type Line = Omit<OrderLine, 'businessId' | 'orderId'>;

/**
 * Changes what is in an order that has not left yet. What stays keeps the price it was ordered at, what is new has that
 * of this moment; the stock gives and takes the difference. A note of the team says what changed, and by how much.
 *
 * @returns the order's lines before and after.
 * @throws order-not-found, order-changed, order-not-changeable { state }, out-of-stock { variantId, available },
 *         variant-not-found, invalid-order
 */
export async function changeLines(ctx: Ctx, tx: Tx, change: LineChange): Promise<{ before: Line[]; after: Line[] }> {
  const wanted = onePerVariant(change.lines);
  const order = await lockOrder(tx, change);
  requireSeen(order, change.seenAt);
  if (order.state !== 'pending' && order.state !== 'confirmed') throw orderNotChangeable(order.number, order.state);
  const before = await linesOf(tx, order);
  const after = await linesWith(tx, order, before, wanted);
  const differences = differencesOf(before, after);
  if (differences.length === 0) return { before, after };
  await takeAndGive(ctx, tx, order, differences);
  const amount = await write(ctx, tx, order, after);
  await addNote(ctx, tx, {
    ...change,
    text: wordsOf(order, amount, [...after, ...before], differences, change.language),
  });
  return { before, after };
}

async function linesOf(tx: Tx, { businessId, id }: Order): Promise<Line[]> {
  const { position, variantId, name, quantity, amount } = orderLines;
  return tx
    .select({ position, variantId, name, quantity, amount })
    .from(orderLines)
    .where(and(eq(orderLines.businessId, businessId), eq(orderLines.orderId, id)))
    .orderBy(asc(position));
}

/** @throws variant-not-found, invalid-order */
async function linesWith(tx: Tx, order: Order, before: Line[], wanted: Map<string, number>): Promise<Line[]> {
  const kept = new Map(before.map((line) => [line.variantId, line]));
  const strangers = [...wanted.keys()].filter((variantId) => !kept.has(variantId));
  const offers = strangers.length === 0 ? [] : await readOffers(tx, order.businessId, strangers);
  const offered = new Map(offers.map((offer) => [offer.variantId, offer]));
  return Array.from(wanted, ([variantId, quantity], position) => {
    const line = kept.get(variantId);
    if (line) return { ...line, position, quantity };
    const offer = offered.get(variantId);
    if (!offer) throw variantNotFound(variantId);
    if (offer.currency !== order.currency) throw invalidOrder('its items have prices in different currencies');
    return { position, variantId, name: variantName(offer.productName, offer.options), quantity, amount: offer.amount };
  });
}

/** What comes to the order (negative: goes back to the shelf), each item once. */
function differencesOf(before: Line[], after: Line[]): StockMove[] {
  const more = new Map<string, number>();
  for (const { variantId, quantity } of after) more.set(variantId, (more.get(variantId) ?? 0) + quantity);
  for (const { variantId, quantity } of before) more.set(variantId, (more.get(variantId) ?? 0) - quantity);
  return [...more].flatMap(([variantId, quantity]) => (quantity === 0 ? [] : [{ variantId, quantity }]));
}

/** @throws out-of-stock, before anything moved */
async function takeAndGive(ctx: Ctx, tx: Tx, { businessId, id }: Order, differences: StockMove[]): Promise<void> {
  const ids = differences.map(({ variantId }) => variantId);
  const shelf = await tx
    .select({ id: variants.id, onHand: variants.onHand })
    .from(variants)
    .where(and(eq(variants.businessId, businessId), inArray(variants.id, ids)))
    .orderBy(variants.id) // as everybody locks them
    .for('no key update');
  const available = new Map(shelf.map((item) => [item.id, item.onHand]));
  for (const { variantId, quantity } of differences)
    if (quantity > (available.get(variantId) ?? 0)) throw outOfStock(variantId, available.get(variantId) ?? 0);
  const moves = differences.map(({ variantId, quantity }) => ({ variantId, quantity: -quantity }));
  await moveStock(tx, businessId, moves, { reason: 'order', orderId: id, at: ctx.now() });
}

/** @returns the new total. @throws invalid-order */
async function write(ctx: Ctx, tx: Tx, { businessId, id: orderId }: Order, lines: Line[]): Promise<number> {
  const amount = lines.reduce((sum, line) => sum + line.quantity * line.amount, 0);
  if (!Number.isSafeInteger(amount)) throw invalidOrder('its total is too large');
  await tx.delete(orderLines).where(and(eq(orderLines.businessId, businessId), eq(orderLines.orderId, orderId)));
  await tx.insert(orderLines).values(lines.map((line) => ({ ...line, businessId, orderId })));
  await tx
    .update(orders)
    .set({ amount, updatedAt: ctx.now() })
    .where(and(eq(orders.businessId, businessId), eq(orders.id, orderId)));
  return amount;
}

/** "+1 Mug, −2 Wool Socks (grey)" and "$36.00 → $24.50", in no language but that of its numbers. */
function wordsOf(order: Order, amount: number, lines: Line[], differences: StockMove[], language: string): string {
  const nameOf = (id: string) => lines.find(({ variantId }) => variantId === id)?.name ?? '';
  const changes = differences.map(
    ({ variantId, quantity }) => `${quantity > 0 ? '+' : '−'}${Math.abs(quantity)} ${nameOf(variantId)}`,
  );
  const [was, is] = [order.amount, amount].map((total) => formatMoney(total, order.currency, language));
  return `${changes.join(', ')}\n${was} → ${is}`;
}

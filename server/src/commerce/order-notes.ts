import { and, asc, eq } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { cleanText } from '../platform/text.ts';
import type { OrderChange, OrderNoteView } from './api.ts';
import { lockOrder, requireSeen } from './order-states.ts';
import { type Order, orderNotes, orders } from './schema.ts';

/** What the team wrote beside an order, oldest first. */
export async function notesOf(db: Db | Tx, businessId: string, orderId: string): Promise<OrderNoteView[]> {
  const { id, text, authorName, at } = orderNotes;
  return db
    .select({ id, text, authorName, at })
    .from(orderNotes)
    .where(and(eq(orderNotes.businessId, businessId), eq(orderNotes.orderId, orderId)))
    .orderBy(asc(at), asc(id));
}

/** @throws order-not-found */
export async function addNote(
  ctx: Ctx,
  tx: Tx,
  note: { businessId: string; number: number; text: string; authorName: string | null },
): Promise<Order> {
  const order = await lockOrder(tx, note);
  const { businessId, authorName } = note;
  await tx
    .insert(orderNotes)
    .values({ businessId, orderId: order.id, text: cleanText(note.text), authorName, at: ctx.now() });
  return order;
}

/**
 * Changes what is written on an order: its day, how it travels, the customer's wish.
 *
 * @returns the order before and after.
 * @throws order-not-found, order-changed
 */
export async function editOrder(
  ctx: Ctx,
  tx: Tx,
  { businessId, number }: { businessId: string; number: number },
  { updatedAt, ...change }: OrderChange,
): Promise<{ before: Order; after: Order }> {
  const before = await lockOrder(tx, { businessId, number });
  requireSeen(before, updatedAt);
  const texts = { carrier: change.carrier, trackingNumber: change.trackingNumber, note: change.note };
  const written = Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) =>
      text === undefined ? [] : [[field, cleanText(text ?? '') || null]],
    ),
  );
  const [after] = await tx
    .update(orders)
    .set({
      ...written,
      ...(change.expectedOn === undefined ? {} : { expectedOn: change.expectedOn }),
      updatedAt: ctx.now(),
    })
    .where(and(eq(orders.businessId, businessId), eq(orders.id, before.id)))
    .returning();
  return { before, after: after! };
}

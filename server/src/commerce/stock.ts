import { and, desc, eq, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import type { StockMoveView } from './api.ts';
import { stockChanged, variantNotFound } from './problems.ts';
import { orders, stockMoves, type Variant, variants } from './schema.ts';

/** @param quantity negative: leaves the shelf. Each variant once. */
export type StockMove = { variantId: string; quantity: number };
export type Why = { reason: 'order' | 'cancellation'; orderId: string; at: Date };

/**
 * Moves stock and writes down why, in one statement. Never below zero.
 *
 * Locks the variants in the order of their ids, as everybody does, so that two orders for the same things wait for each
 * other instead of killing each other.
 *
 * @returns how many of the moves were made; one that would leave less than nothing is not.
 */
export async function moveStock(tx: Tx, businessId: string, moves: readonly StockMove[], why: Why): Promise<number> {
  const moved = await tx.execute(sql`
    with wanted as (
      select * from unnest(
        ${sql.param(moves.map(() => newId()))}::uuid[],
        ${sql.param(moves.map(({ variantId }) => variantId))}::uuid[],
        ${sql.param(moves.map(({ quantity }) => quantity))}::int[]
      ) as w(move_id, variant_id, quantity)
    ), locked as (
      select id from ${variants} v where business_id = ${businessId} and id in (select variant_id from wanted)
      order by id for no key update
    ), moved as (
      update ${variants} v set on_hand = v.on_hand + w.quantity
      from wanted w join locked l on l.id = w.variant_id
      where v.business_id = ${businessId} and v.id = w.variant_id and v.on_hand >= -w.quantity
      returning w.*
    )
    insert into ${stockMoves} (business_id, id, variant_id, quantity, reason, order_id, at)
    select ${businessId}::uuid, move_id, variant_id, quantity, ${why.reason}, ${why.orderId}::uuid, ${why.at.toISOString()}::timestamptz from moved`);
  return moved.rowCount ?? 0;
}

type Count = {
  businessId: string;
  variantId: string;
  onHand: number;
  was?: number | undefined;
  actorName: string | null;
};

/**
 * Says what lies on the shelf. The difference is written down; counting what we knew changes nothing.
 *
 * @param count `was`: what was shown to who counted.
 * @returns the item before and after.
 * @throws variant-not-found, stock-changed { onHand }
 */
export async function countStock(ctx: Ctx, tx: Tx, count: Count): Promise<{ before: Variant; after: Variant }> {
  const { businessId, variantId, onHand, was, actorName } = count;
  const isIt = and(eq(variants.businessId, businessId), eq(variants.id, variantId));
  const [before] = await tx.select().from(variants).where(isIt).for('no key update');
  if (!before) throw variantNotFound(variantId);
  if (was !== undefined && was !== before.onHand) throw stockChanged(variantId, before.onHand);
  if (onHand === before.onHand) return { before, after: before };
  const [after] = await tx.update(variants).set({ onHand }).where(isIt).returning();
  await stockTaken(tx, { businessId, variantId, quantity: onHand - before.onHand, actorName, at: ctx.now() });
  return { before, after: after! };
}

/** Writes down that somebody counted. */
export async function stockTaken(
  tx: Tx,
  move: { businessId: string; variantId: string; quantity: number; actorName: string | null; at: Date },
): Promise<void> {
  await tx.insert(stockMoves).values({ ...move, reason: 'count' });
}

/** Why the stock of an item is what it is, newest first. @throws variant-not-found, invalid-cursor */
export async function listStockMoves(
  db: Db,
  { businessId, variantId }: { businessId: string; variantId: string },
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<StockMoveView>> {
  const [known] = await db
    .select({ id: variants.id })
    .from(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.id, variantId)));
  if (!known) throw variantNotFound(variantId);
  const { id, quantity, reason, actorName, at } = stockMoves;
  const rows = await db
    .select({ id, quantity, reason, actorName, at, orderNumber: orders.number })
    .from(stockMoves)
    .leftJoin(orders, and(eq(orders.businessId, stockMoves.businessId), eq(orders.id, stockMoves.orderId)))
    .where(
      and(
        eq(stockMoves.businessId, businessId),
        eq(stockMoves.variantId, variantId),
        cursor ? isBefore(cursor) : undefined,
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.at.getTime(), row.id]);
}

function isBefore(cursor: string): SQL | undefined {
  const [at, id] = decodeCursor(cursor, z.tuple([z.number().int().min(0).max(8.64e15), z.uuid()]));
  const moment = new Date(at);
  return or(lt(stockMoves.at, moment), and(eq(stockMoves.at, moment), lt(stockMoves.id, id)));
}

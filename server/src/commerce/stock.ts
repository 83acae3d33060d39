import { sql } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import { stockMoves, variants } from './schema.ts';

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

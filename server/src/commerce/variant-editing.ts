import { and, eq, ne } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import { cleanLine } from '../platform/text.ts';
import type { NewVariant, VariantChange } from './api.ts';
import { lastVariant, productChanged, skuTaken, variantSold } from './problems.ts';
import { requireDifferent, requireFitting } from './product-options.ts';
import { lockProduct, lockVariant, variantsOfProduct } from './product-rows.ts';
import { orderLines, type Product, stockMoves, type Variant, variants } from './schema.ts';
import type { Shop } from './shop-parts.ts';
import { stockTaken } from './stock.ts';

const UNIQUE_VIOLATION = '23505'; // PostgreSQL, Appendix A

/** @throws sku-taken, options-not-fitting */
export async function addVariant(ctx: Ctx, tx: Tx, shop: Shop, product: Product, draft: NewVariant): Promise<Variant> {
  const { businessId, currency, actorName } = shop;
  requireFitting(product.options, draft.options);
  const others = await variantsOfProduct(tx, businessId, product.id);
  requireDifferent([...others.map(({ options }) => options), draft.options]);
  const at = ctx.now();
  const { sku, options, amount, onHand } = draft;
  const [variant] = await tx
    .insert(variants)
    .values({
      businessId,
      productId: product.id,
      sku: cleanLine(sku),
      options,
      amount,
      currency: others[0]?.currency ?? currency,
      onHand,
      updatedAt: at,
    })
    .onConflictDoNothing({ target: [variants.businessId, variants.sku] })
    .returning();
  if (!variant) throw skuTaken(sku);
  if (onHand > 0) await stockTaken(tx, { businessId, variantId: variant.id, quantity: onHand, actorName, at });
  return variant;
}

/**
 * Changes an item's number, options or price.
 *
 * @throws variant-not-found, product-changed, sku-taken, options-not-fitting
 */
export async function changeVariant(
  ctx: Ctx,
  tx: Tx,
  { businessId, variantId }: { businessId: string; variantId: string },
  { updatedAt, ...change }: VariantChange,
): Promise<{ before: Variant; after: Variant }> {
  const before = await lockVariant(tx, businessId, variantId);
  if (updatedAt && updatedAt.getTime() !== before.updatedAt.getTime()) throw productChanged(before.updatedAt);
  if (change.options) {
    const product = await lockProduct(tx, businessId, before.productId);
    requireFitting(product.options, change.options);
    const others = (await variantsOfProduct(tx, businessId, product.id)).filter(({ id }) => id !== variantId);
    requireDifferent([...others.map(({ options }) => options), change.options]);
  }
  const sku = change.sku === undefined ? before.sku : cleanLine(change.sku);
  if (sku !== before.sku && (await isSkuTaken(tx, businessId, sku, variantId))) throw skuTaken(sku);
  try {
    const [after] = await tx
      .update(variants)
      .set({ ...change, sku, updatedAt: ctx.now() })
      .where(and(eq(variants.businessId, businessId), eq(variants.id, variantId)))
      .returning();
    return { before, after: after! };
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? skuTaken(sku) : error; // somebody took it in this moment
  }
}

/** Takes an item away that nobody ever ordered. @throws variant-not-found, variant-sold, last-variant */
export async function removeVariant(
  tx: Tx,
  { businessId, variantId }: { businessId: string; variantId: string },
): Promise<Variant> {
  const { productId } = await lockVariant(tx, businessId, variantId, 'update');
  await lockProduct(tx, businessId, productId);
  const others = (await variantsOfProduct(tx, businessId, productId)).filter(({ id }) => id !== variantId);
  if (others.length === 0) throw lastVariant();
  const [sold] = await tx
    .select({ id: orderLines.orderId })
    .from(orderLines)
    .where(and(eq(orderLines.businessId, businessId), eq(orderLines.variantId, variantId)))
    .limit(1);
  if (sold) throw variantSold(variantId);
  await tx.delete(stockMoves).where(and(eq(stockMoves.businessId, businessId), eq(stockMoves.variantId, variantId)));
  const [gone] = await tx
    .delete(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.id, variantId)))
    .returning();
  return gone!;
}

async function isSkuTaken(tx: Tx, businessId: string, sku: string, variantId: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: variants.id })
    .from(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.sku, sku), ne(variants.id, variantId)));
  return other !== undefined;
}

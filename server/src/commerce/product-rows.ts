import { and, eq } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import { productNotFound, variantNotFound } from './problems.ts';
import { type Product, products, type Variant, variants } from './schema.ts';

/** @throws product-not-found */
export async function lockProduct(tx: Tx, businessId: string, productId: string): Promise<Product> {
  const [product] = await tx
    .select()
    .from(products)
    .where(and(eq(products.businessId, businessId), eq(products.id, productId)))
    .for('no key update');
  if (!product) throw productNotFound(productId);
  return product;
}

/** @throws variant-not-found */
export async function lockVariant(
  tx: Tx,
  businessId: string,
  variantId: string,
  strength: 'no key update' | 'update' = 'no key update',
): Promise<Variant> {
  const [variant] = await tx
    .select()
    .from(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.id, variantId)))
    .for(strength);
  if (!variant) throw variantNotFound(variantId);
  return variant;
}

/** In the order of their numbers. */
export async function variantsOfProduct(tx: Tx, businessId: string, productId: string): Promise<Variant[]> {
  return tx
    .select()
    .from(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.productId, productId)))
    .orderBy(variants.sku);
}

import { and, eq, max, ne, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import { newId } from '../platform/id.ts';
import { cleanLine } from '../platform/text.ts';
import type { NewProduct, NewVariant, ProductChange, VariantChange } from './api.ts';
import {
  handleTaken,
  lastVariant,
  optionsNotFitting,
  productChanged,
  productNotFound,
  skuTaken,
  variantNotFound,
  variantSold,
} from './problems.ts';
import { orderLines, type Product, products, stockMoves, type Variant, variants } from './schema.ts';
import { stockTaken } from './stock.ts';

const UNIQUE_VIOLATION = '23505'; // PostgreSQL, Appendix A

export type Shop = { businessId: string; currency: string; actorName: string | null };

/**
 * Puts something new on sale, at the end of the shop's order.
 *
 * @throws handle-taken, sku-taken, options-not-fitting
 */
export async function createProduct(ctx: Ctx, tx: Tx, shop: Shop, draft: NewProduct): Promise<Product> {
  const { businessId } = shop;
  const at = ctx.now();
  const { variants: wanted, handle, ...fields } = draft;
  for (const { options } of wanted) requireFitting(draft.options, options);
  requireDifferent(wanted.map(({ options }) => options));
  const [last] = await tx
    .select({ position: max(products.position) })
    .from(products)
    .where(eq(products.businessId, businessId));
  const [product] = await tx
    .insert(products)
    .values({
      ...cleanFields(fields),
      name: cleanLine(fields.name),
      businessId,
      handle: handle ?? (await freeHandle(tx, businessId, handleOf(fields.name))),
      position: (last?.position ?? -1) + 1,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing({ target: [products.businessId, products.handle] })
    .returning();
  if (!product) throw handleTaken(handle ?? '');
  for (const one of wanted) await addVariant(ctx, tx, shop, product, one);
  return product;
}

/**
 * Changes what a product is called and says. What is left out stays.
 *
 * @returns the product before and after.
 * @throws product-not-found, product-changed, options-not-fitting
 */
export async function changeProduct(
  ctx: Ctx,
  tx: Tx,
  { businessId, productId }: { businessId: string; productId: string },
  { updatedAt, archived, ...change }: ProductChange,
): Promise<{ before: Product; after: Product }> {
  const before = await lockProduct(tx, businessId, productId);
  if (updatedAt && updatedAt.getTime() !== before.updatedAt.getTime()) throw productChanged(before.updatedAt);
  if (change.options) {
    const sold = await variantsOfProduct(tx, businessId, productId);
    for (const { options } of sold) requireFitting(change.options, options);
  }
  const at = ctx.now();
  const archivedAt = archived ? (before.archivedAt ?? at) : null;
  const [after] = await tx
    .update(products)
    .set({
      ...cleanFields(change),
      ...(archived === undefined ? {} : { archivedAt }),
      updatedAt: at,
    })
    .where(and(eq(products.businessId, businessId), eq(products.id, productId)))
    .returning();
  return { before, after: after! };
}

/** A copy to be changed: archived until somebody puts it on sale, with items of their own and nothing in stock. */
export async function duplicateProduct(ctx: Ctx, tx: Tx, shop: Shop, productId: string): Promise<Product> {
  const { businessId } = shop;
  const original = await lockProduct(tx, businessId, productId);
  const sold = await variantsOfProduct(tx, businessId, productId);
  const at = ctx.now();
  const [copy] = await tx
    .insert(products)
    .values({
      ...original,
      id: newId(),
      handle: await freeHandle(tx, businessId, `${original.handle}-copy`),
      position: original.position,
      archivedAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .returning();
  for (const { sku, options, amount, currency } of sold) {
    await tx.insert(variants).values({
      businessId,
      productId: copy!.id,
      sku: await freeSku(tx, businessId, `${sku}-COPY`),
      options,
      amount,
      currency,
      updatedAt: at,
    });
  }
  return copy!;
}

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

/** "Straße & Café" is "strasse-cafe". */
export function handleOf(name: string): string {
  const plain = name.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80)
      .replace(/-+$/, '') || 'product'
  );
}

/** @throws options-not-fitting: every item says one of the values of every option, and nothing else. */
export function requireFitting(options: Record<string, string[]>, chosen: Record<string, string>): void {
  for (const [name, values] of Object.entries(options)) {
    const value = chosen[name];
    if (value === undefined) throw optionsNotFitting(`an item says no ${name}`);
    if (!values.includes(value)) throw optionsNotFitting(`${name} has no value ${value}`);
  }
  const unknown = Object.keys(chosen).find((name) => !(name in options));
  if (unknown !== undefined) throw optionsNotFitting(`the product has no option ${unknown}`);
}

function requireDifferent(all: readonly Record<string, string>[]): void {
  const keys = all.map((options) => JSON.stringify(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))));
  if (new Set(keys).size < keys.length) throw optionsNotFitting('two items have the same options');
}

async function variantsOfProduct(tx: Tx, businessId: string, productId: string): Promise<Variant[]> {
  return tx
    .select()
    .from(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.productId, productId)))
    .orderBy(variants.sku);
}

/** One line where one is shown. */
function cleanFields<Fields extends Omit<ProductChange, 'archived' | 'updatedAt'>>(fields: Fields) {
  const { name, description, category, translations, aliases, ...rest } = fields;
  return {
    ...rest,
    ...(name === undefined ? {} : { name: cleanLine(name) }),
    ...(description === undefined ? {} : { description }),
    ...(category === undefined ? {} : { category: cleanLine(category) }),
    ...(translations === undefined ? {} : { translations }),
    ...(aliases === undefined ? {} : { aliases: withoutEmpty(aliases) }),
  };
}

const withoutEmpty = (aliases: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(aliases).filter(([, words]) => words.length > 0));

async function freeHandle(tx: Tx, businessId: string, wanted: string): Promise<string> {
  const taken = await tx
    .select({ handle: products.handle })
    .from(products)
    .where(and(eq(products.businessId, businessId), sql`starts_with(${products.handle}, ${wanted})`));
  return free(wanted, new Set(taken.map(({ handle }) => handle)));
}

async function freeSku(tx: Tx, businessId: string, wanted: string): Promise<string> {
  const taken = await tx
    .select({ sku: variants.sku })
    .from(variants)
    .where(and(eq(variants.businessId, businessId), sql`starts_with(${variants.sku}, ${wanted})`));
  return free(wanted, new Set(taken.map(({ sku }) => sku)));
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(name)) return name;
  }
}

async function isSkuTaken(tx: Tx, businessId: string, sku: string, variantId: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: variants.id })
    .from(variants)
    .where(and(eq(variants.businessId, businessId), eq(variants.sku, sku), ne(variants.id, variantId)));
  return other !== undefined;
}

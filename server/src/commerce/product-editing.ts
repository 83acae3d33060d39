import { and, eq, max, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import { cleanLine } from '../platform/text.ts';
import type { NewProduct, ProductChange } from './api.ts';
import { handleTaken, productChanged } from './problems.ts';
import { requireDifferent, requireFitting } from './product-options.ts';
import { lockProduct, variantsOfProduct } from './product-rows.ts';
import { type Product, products, variants } from './schema.ts';
import type { Shop } from './shop-parts.ts';
import { addVariant } from './variant-editing.ts';

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

import { and, asc, count, eq, inArray, isNull, min, ne, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db, Tx } from '../platform/context.ts';
import { gather } from '../platform/gather.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { cleanText } from '../platform/text.ts';
import type { ProductView, VariantView } from './api.ts';
import { hasWords } from './product-search.ts';
import { type Product, products, type Variant, variants } from './schema.ts';

/** A product with all it is called and all it comes in, for who must recognise it in a sentence. */
export type CatalogueEntry = Product & { variants: Variant[] };

/** All that is sold, in the shop's order. Names in other languages count among the other words for it. */
export async function catalogueOf(db: Db | Tx, businessId: string): Promise<CatalogueEntry[]> {
  const entries = await readProducts(db, and(eq(products.businessId, businessId), isNull(products.archivedAt)));
  return entries.map((entry) => ({ ...entry, aliases: withTranslatedNames(entry) }));
}

export type ProductQuery = { category?: string; search?: string; cursor?: string; limit: number; language: string };

/**
 * What is sold, in the shop's order, named in `language` where it is translated.
 *
 * @param query.category as `categoriesOf` names it, or in the shop's own words.
 * @param query.search   every word of it must occur in what the product is called or described as, in any language.
 * @throws invalid-cursor
 */
export async function listProducts(db: Db | Tx, businessId: string, query: ProductQuery): Promise<Page<ProductView>> {
  const { category, search, cursor, limit, language } = query;
  const filter = and(
    eq(products.businessId, businessId),
    isNull(products.archivedAt),
    category ? isCategory(cleanText(category), language) : undefined,
    search ? hasWords(cleanText(search)) : undefined,
    cursor ? isAfter(cursor) : undefined,
  );
  const page = pageOf(await readProducts(db, filter, limit + 1), limit, ({ position, id }) => [position, id]);
  return { ...page, items: page.items.map((product) => productView(product, language)) };
}

/** @returns null when this business sells no such product. */
export async function findProduct(
  db: Db | Tx,
  businessId: string,
  productId: string,
  language: string,
): Promise<ProductView | null> {
  const isIt = and(eq(products.businessId, businessId), eq(products.id, productId), isNull(products.archivedAt));
  const [product] = await readProducts(db, isIt, 1);
  return product ? productView(product, language) : null;
}

/** The same by the name in its address. */
export async function findProductByHandle(
  db: Db | Tx,
  businessId: string,
  handle: string,
  language: string,
): Promise<ProductView | null> {
  const isIt = and(eq(products.businessId, businessId), eq(products.handle, handle), isNull(products.archivedAt));
  const [product] = await readProducts(db, isIt, 1);
  return product ? productView(product, language) : null;
}

/** What the products are filed under, named in `language` where it is translated, in the shop's order. */
export async function categoriesOf(
  db: Db | Tx,
  businessId: string,
  language: string,
): Promise<{ category: string; products: number }[]> {
  return db
    .select({ category: translatedCategory(language), products: count() })
    .from(products)
    .where(and(eq(products.businessId, businessId), isNull(products.archivedAt), ne(products.category, '')))
    .groupBy(sql`1`)
    .orderBy(asc(min(products.position)), sql`1`);
}

/** Variants with price and stock as they are now, in the order of `ids`; what is not sold any more is left out. */
export type Variants = (
  db: Db | Tx,
  businessId: string,
  ids: readonly string[],
  language?: string,
) => Promise<VariantView[]>;

/** Reads for one. */
export const variantsOf: Variants = async (db, businessId, ids, language) =>
  ids.length === 0 ? [] : viewsOf(await readVariants(db, [businessId], ids), businessId, ids, language);

/**
 * Reads for a crowd: those who ask at the same time share one statement, which begins after all of them asked. Whoever
 * asks within a transaction asks alone.
 */
export function variantsShared(shared: Db): Variants {
  type Asked = { businessId: string; ids: readonly string[] };
  const together = gather<Asked, SoldById>(
    async (asked) => {
      const found = await readVariants(
        shared,
        asked.map(({ businessId }) => businessId),
        asked.flatMap(({ ids }) => ids),
      );
      return asked.map(() => found);
    },
    { splits: () => false, most: 200 },
  );
  return async (db, businessId, ids, language) => {
    if (db !== shared) return variantsOf(db, businessId, ids, language);
    return ids.length === 0 ? [] : viewsOf(await together({ businessId, ids }), businessId, ids, language);
  };
}

type SoldById = ReadonlyMap<string, { variant: Variant; product: Product }>;

async function readVariants(db: Db | Tx, businessIds: string[], ids: readonly string[]): Promise<SoldById> {
  const rows = await db
    .select({ variant: variants, product: products })
    .from(variants)
    .innerJoin(products, and(eq(products.businessId, variants.businessId), eq(products.id, variants.productId)))
    .where(
      and(
        inArray(variants.businessId, [...new Set(businessIds)]),
        inArray(variants.id, [...new Set(ids)]),
        isNull(products.archivedAt),
      ),
    );
  return new Map(rows.map((row) => [row.variant.id, row]));
}

const viewsOf = (found: SoldById, businessId: string, ids: readonly string[], language?: string): VariantView[] =>
  ids.flatMap((id) => {
    const sold = found.get(id);
    return sold?.variant.businessId === businessId ? [variantView(sold.variant, sold.product, language)] : [];
  });

/** "Heavyweight Hoodie (L, black)": what an order line says. */
export function variantName(productName: string, options: Record<string, string>): string {
  const chosen = Object.values(options).join(', ');
  return chosen ? `${productName} (${chosen})` : productName;
}

/** One statement: the products first, so that `limit` counts them and not their variants. */
export async function readProducts(db: Db | Tx, filter: SQL | undefined, limit?: number): Promise<CatalogueEntry[]> {
  const chosen = db.select().from(products).where(filter).orderBy(products.position, products.id);
  const page = (limit === undefined ? chosen : chosen.limit(limit)).as('page');
  const rows = await db
    .select({ product: page._.selectedFields, variant: variants })
    .from(page)
    .leftJoin(variants, and(eq(variants.businessId, page.businessId), eq(variants.productId, page.id)))
    .orderBy(page.position, page.id, variants.sku);

  const entries = new Map<string, CatalogueEntry>();
  for (const { product, variant } of rows) {
    const entry = entries.get(product.id) ?? { ...product, variants: [] };
    entries.set(product.id, entry);
    if (variant) entry.variants.push(variant);
  }
  for (const entry of entries.values()) entry.variants.sort(byOptionsOf(entry));
  return [...entries.values()];
}

function withTranslatedNames({ aliases, translations }: Product): Record<string, string[]> {
  const all = { ...aliases };
  for (const [language, { name }] of Object.entries(translations))
    if (name) all[language] = [name, ...(all[language] ?? [])];
  return all;
}

/** S before M before L: as the product lists its options, not by the alphabet. */
function byOptionsOf({ options }: Product): (a: Variant, b: Variant) => number {
  const rank = (name: string, variant: Variant) => options[name]?.indexOf(variant.options[name] ?? '') ?? 0;
  return (a, b) => {
    for (const name of Object.keys(options)) {
      const difference = rank(name, a) - rank(name, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

/** What customers see of a product. */
export function productView(product: CatalogueEntry, language: string): ProductView {
  const { id, handle, options, imageUrl } = product;
  const { name, description, category } = translated(product, language);
  const sold = product.variants.map((variant) => variantView(variant, product, language));
  return { id, handle, name, description, category, options, imageUrl, variants: sold };
}

export function variantView(variant: Variant, product: Product, language?: string): VariantView {
  const { id, productId, sku, options, amount, currency, onHand } = variant;
  const productName = translated(product, language).name;
  return {
    id,
    productId,
    productName,
    name: variantName(productName, options),
    sku,
    options,
    amount,
    currency,
    onHand,
  };
}

/** Regional Spanish ("es-MX") is written as Spanish when the shop has no own words for it. */
function translated(product: Product, language = ''): Pick<Product, 'name' | 'description' | 'category'> {
  const { name, description, category, translations } = product;
  return { name, description, category, ...translations[primary(language)], ...translations[language] };
}

const primary = (language: string): string => language.split('-')[0]!;

function translatedCategory(language: string): SQL<string> {
  const inLanguage = (key: string) => sql`${products.translations} -> ${key}::text ->> 'category'`;
  return sql<string>`coalesce(${inLanguage(language)}, ${inLanguage(primary(language))}, ${products.category})`;
}

export const isCategory = (category: string, language: string): SQL | undefined =>
  or(
    sql`lower(${products.category}) = lower(${category})`,
    sql`lower(${translatedCategory(language)}) = lower(${category})`,
  );

/** After the place in the shop's order that a cursor names. @throws invalid-cursor */
export function isAfter(cursor: string): SQL {
  const [position, id] = decodeCursor(cursor, z.tuple([z.int32(), z.uuid()]));
  return sql`(${products.position}, ${products.id}) > (${position}, ${id})`;
}

import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../platform/context.ts';
import { type Page, pageOf } from '../platform/page.ts';
import { cleanText } from '../platform/text.ts';
import type { ProductRecord } from './api.ts';
import { type CatalogueEntry, isAfter, isCategory, productView, readProducts, variantView } from './catalogue.ts';
import { hasWords } from './product-search.ts';
import { orderLines, orders, products, variants } from './schema.ts';

export type RecordQuery = {
  cursor?: string | undefined;
  limit: number;
  language: string;
  category?: string | undefined;
  search?: string | undefined; // words of the product, or a SKU
  archived?: 'no' | 'only' | 'all' | undefined; // absent: no
  stock?: 'low' | 'out' | undefined; // what has an item that is running out, or is out
};

/** Products as the team works with them, in the shop's order. @throws invalid-cursor */
export async function listRecords(db: Db | Tx, businessId: string, query: RecordQuery): Promise<Page<ProductRecord>> {
  const { cursor, limit, language, category, search, archived = 'no', stock } = query;
  const filter = and(
    eq(products.businessId, businessId),
    archived === 'no' ? isNull(products.archivedAt) : undefined,
    archived === 'only' ? isNotNull(products.archivedAt) : undefined,
    category ? isCategory(cleanText(category), language) : undefined,
    search ? or(hasWords(cleanText(search)), hasSku(businessId, cleanText(search).trim())) : undefined,
    stock ? hasStock(businessId, stock) : undefined,
    cursor ? isAfter(cursor) : undefined,
  );
  const page = pageOf(await readProducts(db, filter, limit + 1), limit, ({ position, id }) => [position, id]);
  return { ...page, items: page.items.map((product) => productRecord(product, language)) };
}

/** One of them, also an archived one. @param language null: in the shop's own words. */
export async function findRecord(
  db: Db | Tx,
  businessId: string,
  productId: string,
  language: string | null,
): Promise<ProductRecord | null> {
  const isIt = and(eq(products.businessId, businessId), eq(products.id, productId));
  const [product] = await readProducts(db, isIt, 1);
  return product ? productRecord(product, language) : null;
}

export function productRecord(product: CatalogueEntry, language: string | null): ProductRecord {
  const { translations, aliases, lowStockAt, archivedAt, updatedAt } = product;
  const said = language === null ? { ...product, translations: {} } : product;
  return {
    ...productView(said, language ?? ''),
    translations,
    aliases,
    lowStockAt,
    archivedAt,
    updatedAt,
    variants: product.variants.map((variant) => ({
      ...variantView(variant, said, language ?? ''),
      updatedAt: variant.updatedAt,
    })),
  };
}

/** Units that were ordered and are still here, by variant. */
export async function promisedUnits(
  db: Db | Tx,
  businessId: string,
  variantIds: readonly string[],
): Promise<Map<string, number>> {
  if (variantIds.length === 0) return new Map();
  const rows = await db
    .select({ variantId: orderLines.variantId, units: sql<number>`sum(${orderLines.quantity})`.mapWith(Number) })
    .from(orderLines)
    .innerJoin(orders, and(eq(orders.businessId, orderLines.businessId), eq(orders.id, orderLines.orderId)))
    .where(
      and(
        eq(orderLines.businessId, businessId),
        inArray(orderLines.variantId, [...variantIds]),
        inArray(orders.state, ['pending', 'confirmed']),
      ),
    )
    .groupBy(orderLines.variantId);
  return new Map(rows.map(({ variantId, units }) => [variantId, units]));
}

const hasSku = (businessId: string, search: string): SQL =>
  sql`exists (select from ${variants} v where v.business_id = ${businessId} and v.product_id = ${products.id}
    and strpos(lower(v.sku), lower(${search})) > 0)`;

const hasStock = (businessId: string, stock: 'low' | 'out'): SQL =>
  sql`exists (select from ${variants} v where v.business_id = ${businessId} and v.product_id = ${products.id}
    and v.on_hand <= ${stock === 'low' ? products.lowStockAt : sql`0`})`;

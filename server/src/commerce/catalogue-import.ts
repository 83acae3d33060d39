import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import type { ImportReport } from './api.ts';
import { type CatalogueEntry, readProducts } from './catalogue.ts';
import {
  type FileItem,
  type FileProduct,
  type LineError,
  readCatalogueFile,
  writeAmount,
  writeOptions,
} from './catalogue-file.ts';
import { changeProduct, createProduct } from './product-editing.ts';
import { requireFitting } from './product-options.ts';
import { products, type Variant, variants } from './schema.ts';
import type { Shop } from './shop-parts.ts';
import { countStock } from './stock.ts';
import { addVariant, changeVariant } from './variant-editing.ts';

const MOST_CHANGES_SHOWN = 500;
const MOST_ERRORS_SHOWN = 100;

/**
 * Makes the catalogue say what a file says, all of it or nothing. What the file does not name stays.
 *
 * @param trial only tells what would change.
 * @throws file-unreadable
 */
export async function importCatalogue(
  ctx: Ctx,
  tx: Tx,
  shop: Shop,
  text: string,
  trial: boolean,
): Promise<ImportReport> {
  const { products: wanted, errors } = readCatalogueFile(text, shop.currency);
  // One import at a time: two files would otherwise each be half of what is there afterwards.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue of ${shop.businessId}`}, 0))`);
  const known = await catalogueNow(tx, shop.businessId, wanted);
  const owners = await ownersOf(tx, shop.businessId, wanted);
  const plan = wanted.map((product) => planOf(product, known.get(product.handle), owners, shop.currency));
  errors.push(...plan.flatMap((one) => one.errors));
  const applied = !trial && errors.length === 0;
  if (applied) for (const one of plan) await apply(ctx, tx, shop, one);
  const changes = plan.flatMap((one) => one.changes);
  return {
    applied,
    products: tally(
      plan.map(({ product, before, touchesProduct }) => outcome(product !== undefined && !before, touchesProduct)),
    ),
    variants: tally(
      plan.flatMap(({ items }) => items.map(({ before, changes: own }) => outcome(!before, own.length > 0))),
    ),
    changes: changes.slice(0, MOST_CHANGES_SHOWN),
    errors: errors.sort((a, b) => a.line - b.line).slice(0, MOST_ERRORS_SHOWN),
  };
}

type Change = ImportReport['changes'][number];
type ItemPlan = { item: FileItem; before: Variant | undefined; changes: Change[] };
type Plan = {
  product: FileProduct;
  before: CatalogueEntry | undefined;
  options: Record<string, string[]>;
  touchesProduct: boolean;
  items: ItemPlan[];
  changes: Change[];
  errors: LineError[];
};

function planOf(
  product: FileProduct,
  before: CatalogueEntry | undefined,
  owners: ReadonlyMap<string, string>,
  currency: string,
): Plan {
  const { handle } = product;
  const errors: LineError[] = [];
  const items = product.items.map((item) => planItem(item, handle, before, currency));
  for (const { item, before: was } of items) {
    const owner = owners.get(item.sku);
    if (!was && owner !== undefined) errors.push({ line: item.line, message: `sku: ${item.sku} belongs to ${owner}.` });
    if (!was && item.amount === undefined) errors.push({ line: item.line, message: 'price: a new item needs one.' });
  }
  if (!before && !product.name) errors.push({ line: product.line, message: 'name: a new product needs one.' });
  const options = optionsOf(product, before);
  errors.push(...misfits(product, before, options));
  const own = productChanges(product, before, options);
  return {
    product,
    before,
    options,
    touchesProduct: own.length > 0,
    items,
    changes: [...own, ...items.flatMap(({ changes }) => changes)],
    errors,
  };
}

function productChanges(
  product: FileProduct,
  before: CatalogueEntry | undefined,
  options: Record<string, string[]>,
): Change[] {
  const { name, description, category, imageUrl, lowStockAt, archived } = product;
  const said: [field: string, was: string, is: string | undefined][] = [
    ['name', before?.name ?? '', name],
    ['description', before?.description ?? '', description],
    ['category', before?.category ?? '', category],
    ['image_url', before?.imageUrl ?? '', imageUrl === null ? '' : imageUrl],
    ['low_stock_at', String(before?.lowStockAt ?? ''), lowStockAt?.toString()],
    ['archived', before?.archivedAt ? 'yes' : 'no', archived === undefined ? undefined : archived ? 'yes' : 'no'],
    ['options', writeChoices(before?.options ?? {}), writeChoices(options)],
  ];
  return said.flatMap(([field, was, is]) =>
    is === undefined || is === was
      ? []
      : [{ line: product.line, handle: product.handle, sku: null, field, before: before ? was : null, after: is }],
  );
}

/** "size: S, M; color: black" */
const writeChoices = (options: Record<string, string[]>): string =>
  Object.entries(options)
    .map(([name, values]) => `${name}: ${values.join(', ')}`)
    .join('; ');

function planItem(item: FileItem, handle: string, product: CatalogueEntry | undefined, currency: string): ItemPlan {
  const before = product?.variants.find(({ sku }) => sku === item.sku);
  const said: [field: string, was: string | null, is: string | undefined][] = [
    ['options', before ? writeOptions(before.options) : null, item.options && writeOptions(item.options)],
    [
      'price',
      before ? writeAmount(before.amount, before.currency) : null,
      item.amount === undefined ? undefined : writeAmount(item.amount, currency),
    ],
    ['stock', before ? String(before.onHand) : null, item.onHand?.toString()],
  ];
  const changes = said.flatMap(([field, was, is]) =>
    is === undefined || is === was || (was === null && is === '')
      ? []
      : [{ line: item.line, handle, sku: item.sku, field, before: was, after: is }],
  );
  return { item, before, changes };
}

/** What the product lets people choose afterwards: as it was, and what the file's items add, in their order. */
function optionsOf(product: FileProduct, before: CatalogueEntry | undefined): Record<string, string[]> {
  const options: Record<string, string[]> = structuredClone(before?.options ?? {});
  for (const { options: chosen = {} } of product.items) {
    for (const [name, value] of Object.entries(chosen)) {
      const values = options[name] ?? [];
      options[name] = values.includes(value) ? values : [...values, value];
    }
  }
  return options;
}

function misfits(
  product: FileProduct,
  before: CatalogueEntry | undefined,
  options: Record<string, string[]>,
): LineError[] {
  const named = new Map(product.items.map((item) => [item.sku, item]));
  const after = [
    ...(before?.variants ?? []).map(({ sku, options: was }) => ({
      line: named.get(sku)?.line ?? product.line,
      chosen: named.get(sku)?.options ?? was,
    })),
    ...product.items
      .filter(({ sku }) => !before?.variants.some((one) => one.sku === sku))
      .map(({ line, options: chosen = {} }) => ({ line, chosen })),
  ];
  const seen = new Set<string>();
  return after.flatMap(({ line, chosen }) => {
    const key = JSON.stringify(Object.entries(chosen).sort());
    if (seen.has(key)) return [{ line, message: 'options: two items of the product have the same.' }];
    seen.add(key);
    try {
      requireFitting(options, chosen);
      return [];
    } catch (error) {
      return [{ line, message: error instanceof Error ? error.message : 'options: they do not fit.' }];
    }
  });
}

async function apply(ctx: Ctx, tx: Tx, shop: Shop, plan: Plan): Promise<void> {
  const { product, before, options, items } = plan;
  const { businessId } = shop;
  const { handle, name = handle, description, category, imageUrl, lowStockAt, archived } = product;
  const fields = { description, category, imageUrl, lowStockAt };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  if (!before) {
    const wanted = items.map(({ item }) => ({
      sku: item.sku,
      options: item.options ?? {},
      amount: item.amount ?? 0,
      onHand: item.onHand ?? 0,
    }));
    const texts = { description: '', category: '', translations: {}, aliases: {}, ...given };
    const made = await createProduct(ctx, tx, shop, { ...texts, handle, name, options, variants: wanted });
    if (archived) await changeProduct(ctx, tx, { businessId, productId: made.id }, { archived });
    return;
  }
  if (plan.touchesProduct) {
    const change = {
      ...given,
      options,
      ...(product.name ? { name } : {}),
      ...(archived === undefined ? {} : { archived }),
    };
    await changeProduct(ctx, tx, { businessId, productId: before.id }, change);
  }
  for (const { item, before: was, changes } of items) {
    if (!was) {
      const { sku, options: chosen = {}, amount = 0, onHand = 0 } = item;
      await addVariant(ctx, tx, shop, { ...before, options }, { sku, options: chosen, amount, onHand });
    } else if (changes.length > 0) {
      const key = { businessId, variantId: was.id };
      const { options: chosen, amount, onHand } = item;
      if (changes.some(({ field }) => field !== 'stock'))
        await changeVariant(ctx, tx, key, {
          ...(chosen === undefined ? {} : { options: chosen }),
          ...(amount === undefined ? {} : { amount }),
        });
      if (onHand !== undefined) await countStock(ctx, tx, { ...key, onHand, actorName: shop.actorName });
    }
  }
}

async function catalogueNow(tx: Tx, businessId: string, wanted: FileProduct[]): Promise<Map<string, CatalogueEntry>> {
  if (wanted.length === 0) return new Map();
  const handles = wanted.map(({ handle }) => handle);
  const found = await readProducts(tx, and(eq(products.businessId, businessId), inArray(products.handle, handles)));
  return new Map(found.map((product) => [product.handle, product]));
}

/** Which product has an item of this number now, by SKU. */
async function ownersOf(tx: Tx, businessId: string, wanted: FileProduct[]): Promise<Map<string, string>> {
  const skus = wanted.flatMap(({ items }) => items.map(({ sku }) => sku));
  if (skus.length === 0) return new Map();
  const rows = await tx
    .select({ sku: variants.sku, handle: products.handle })
    .from(variants)
    .innerJoin(products, and(eq(products.businessId, variants.businessId), eq(products.id, variants.productId)))
    .where(and(eq(variants.businessId, businessId), inArray(variants.sku, skus)));
  return new Map(rows.map(({ sku, handle }) => [sku, handle]));
}

type Outcome = 'created' | 'changed' | 'unchanged';
const outcome = (isNew: boolean, isChanged: boolean): Outcome =>
  isNew ? 'created' : isChanged ? 'changed' : 'unchanged';

const tally = (outcomes: Outcome[]): Record<Outcome, number> => ({
  created: outcomes.filter((one) => one === 'created').length,
  changed: outcomes.filter((one) => one === 'changed').length,
  unchanged: outcomes.filter((one) => one === 'unchanged').length,
});

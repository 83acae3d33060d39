import { z } from 'zod';
import { buildCatalogue, type Catalogue, type CatalogueProduct } from '../server/src/language/index.ts';
import { parseJson, readLines, textOf } from './files.ts';

const Options = z.record(z.string(), z.string());
const WantedItem = z.object({ product: z.string(), qty: z.number(), options: Options });
export type WantedItem = z.infer<typeof WantedItem>;

/** A message with the basket it has to lead to; `ask` when an honest reader has to ask. */
const OrderRow = z.object({
  id: z.string(),
  lang: z.string(),
  text: z.string(),
  cart: z.array(WantedItem).optional(),
  expect: z.object({
    order: z.boolean(),
    items: z.array(WantedItem.extend({ missing: z.array(z.string()).optional() })).optional(),
    unmatched: z.array(z.string()).optional(),
    ask: z.boolean().optional(),
  }),
});
export type OrderRow = z.infer<typeof OrderRow>;

const CatalogueFile = z.object({
  products: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      options: z.record(z.string(), z.array(z.string())),
      aliases: z.record(z.string(), z.array(z.string())).optional(),
      variants: z.array(z.looseObject({ sku: z.string() })),
    }),
  ),
});

/**
 * The messages of a file of JSON Lines.
 *
 * @throws an error that names the line when one is not of the format.
 */
export const readOrderRows = (path: string): OrderRow[] => readLines(path, OrderRow);

/** The products of a catalogue file. */
export function readProducts(path: string): CatalogueProduct[] {
  const parsed = CatalogueFile.safeParse(parseJson(textOf(path), path));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.products.map(({ id, name, options, aliases = {}, variants }) => ({
    id,
    name,
    options,
    aliases,
    variants: variants.map((variant) => ({
      id: variant.sku,
      options: Object.fromEntries(Object.keys(options).map((option) => [option, String(variant[option] ?? '')])),
    })),
  }));
}

export const readCatalogueFile = (path: string): Catalogue => buildCatalogue(readProducts(path));

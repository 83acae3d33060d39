import { type CatalogueEntry, catalogueOf, type Variants, variantsShared } from '../commerce/index.ts';
import { buildCatalogue, type Catalogue } from '../language/index.ts';
import type { Db, Tx } from '../platform/context.ts';
import type { Changes } from '../platform/counters.ts';

/** What a business sells, as words are read against it and as it is shown. Prices are current, stock is not in here. */
export type BusinessCatalogue = { index: Catalogue; products: ReadonlyMap<string, CatalogueEntry> };

/** Catalogues by business, read anew when they change, and what changes all the time: prices and stock of now. */
export type CatalogueShelf = { of(db: Db | Tx, businessId: string): Promise<BusinessCatalogue>; variants: Variants };

const MOST_BUSINESSES = 200; // a catalogue of 50,000 variants is some 50 MB

/** One per process. Asks at every use how often the catalogue has changed; stock is no part of it. */
export function catalogueShelf(db: Db, changes: Changes): CatalogueShelf {
  const shelf = new Map<string, { version: number; catalogue: BusinessCatalogue }>();
  return {
    variants: variantsShared(db),
    async of(db, businessId) {
      const version = await changes(db, businessId, 'catalogue');
      const known = shelf.get(businessId);
      if (known?.version === version) return known.catalogue;
      const catalogue = readable(await catalogueOf(db, businessId));
      if (shelf.size >= MOST_BUSINESSES) shelf.clear();
      shelf.set(businessId, { version, catalogue });
      return catalogue;
    },
  };
}

function readable(entries: CatalogueEntry[]): BusinessCatalogue {
  const index = buildCatalogue(
    entries.map(({ id, name, aliases, translations, options, variants }) => ({
      id,
      name,
      aliases: withNames(aliases, translations),
      options,
      variants: variants.map((variant) => ({ id: variant.id, options: variant.options })),
    })),
  );
  return { index, products: new Map(entries.map((entry) => [entry.id, entry])) };
}

/** Customers ask for a product by its name in their language too. */
function withNames(
  aliases: Record<string, string[]>,
  translations: CatalogueEntry['translations'],
): Record<string, string[]> {
  const names = { ...aliases };
  for (const [language, { name }] of Object.entries(translations))
    if (name) names[language] = [...(aliases[language] ?? []), name];
  return names;
}

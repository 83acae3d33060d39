import { type CatalogueEntry, catalogueOf, catalogueVersion } from '../commerce/index.ts';
import { buildCatalogue, type Catalogue } from '../language/index.ts';
import type { Db, Tx } from '../platform/context.ts';

/** What a business sells, as words are read against it and as it is shown. Prices are current, stock is not in here. */
export type BusinessCatalogue = { index: Catalogue; products: ReadonlyMap<string, CatalogueEntry> };

/** Catalogues by business, read anew when they change. */
export type CatalogueShelf = { of(db: Db | Tx, businessId: string): Promise<BusinessCatalogue> };

const MOST_BUSINESSES = 200; // a catalogue of 50,000 variants is some 50 MB

/** One per process. Asks the database for the catalogue's version at every use, which is one look-up by key. */
export function catalogueShelf(): CatalogueShelf {
  const shelf = new Map<string, { version: string; catalogue: BusinessCatalogue }>();
  return {
    async of(db, businessId) {
      const version = await catalogueVersion(db, businessId);
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

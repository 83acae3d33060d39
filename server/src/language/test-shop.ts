import { buildCatalogue, type CatalogueProduct } from './catalogue.ts';

/** A shop to be read against in tests: clothes, a kitchen shelf and a counter. */
export const shop = buildCatalogue([
  product('hoodie', 'Classic Hoodie', { size: ['S', 'M', 'L', 'XL'], color: ['black', 'grey', 'navy'] }, [
    'sudadera',
    'moletom',
    'sweat à capuche',
  ]),
  product(
    'tee',
    'Plain T-Shirt',
    { size: ['S', 'M', 'L'], color: ['white', 'black', 'red'] },
    { es: ['camiseta'], pt: ['camiseta'], fr: ['tee-shirt'] },
  ),
  product('dress-shirt', 'Dress Shirt', { size: ['S', 'M', 'L'] }),
  product('polo-shirt', 'Polo Shirt', { size: ['S', 'M', 'L'], color: ['green', 'white'] }),
  product(
    'belt',
    'Leather Belt',
    { color: ['brown', 'black'] },
    { es: ['cinturón'], fr: ['ceinture'], 'hi-Latn': ['patta'] },
  ),
  product('wallet', 'Leather Wallet', {}),
  product(
    'sneakers',
    'Runner Sneakers',
    { size: ['38', '39', '40', '41', '42'], color: ['white', 'black'] },
    { es: ['zapatillas'] },
  ),
  product('mug', 'Ceramic Mug', { color: ['white', 'red', 'green'] }, { es: ['taza'], pt: ['caneca'], fr: ['tasse'] }),
  product(
    'rice',
    'Basmati Rice',
    { weight: ['1kg', '5kg'] },
    { es: ['arroz'], pt: ['arroz'], fr: ['riz'], 'hi-Latn': ['chawal'] },
  ),
  product('coffee', 'Ground Coffee', { weight: ['250g', '500g'] }, { es: ['café molido'], fr: ['café moulu'] }),
  product('eggs', 'Farm Eggs', {}, { es: ['huevos'], pt: ['ovos'], fr: ['oeufs'], 'hi-Latn': ['ande'] }),
  product('samosa', 'Veg Samosa', { spice: ['mild', 'hot'] }),
  product(
    'ice-cream',
    'Ice Cream',
    { flavour: ['mango', 'vanilla'], size: ['500ml', '1l'] },
    { es: ['helado'], pt: ['sorvete'], fr: ['glace'] },
  ),
  product('set', 'Salt & Pepper Set', {}),
]);

/** A product with a variant for every combination of its options. */
export function product(
  id: string,
  name: string,
  options: Record<string, string[]>,
  aliases?: CatalogueProduct['aliases'],
): CatalogueProduct {
  const combinations = Object.entries(options).reduce<Record<string, string>[]>(
    (all, [option, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [option]: value }))),
    [{}],
  );
  const variants = combinations.map((chosen) => ({ id: [id, ...Object.values(chosen)].join(':'), options: chosen }));
  return { id, name, options, variants, ...(aliases && { aliases }) };
}

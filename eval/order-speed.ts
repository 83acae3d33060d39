import { buildCatalogue, type CatalogueProduct, readOrder } from '../server/src/language/index.ts';
import { readOrderRows, readProducts } from './order-files.ts';
import type { EvalRow } from './report.ts';

const VARIANTS = 50_000;
const ROUNDS = 5; // the median of a message counts: a busy machine stops any single one

const TARGET = { p99Ms: 20, buildS: 2 };

const TRAITS =
  'Classic Organic Vintage Premium Compact Deluxe Light Heavy Soft Modern Rustic Urban Royal Alpine Coastal Handmade Everyday Summer Winter Travel'.split(
    ' ',
  );
const STUFFS = 'Cotton Leather Wool Linen Steel Bamboo Ceramic Silk Canvas Glass Oak Copper'.split(' ');
const THINGS =
  'Shirt Jacket Belt Wallet Mug Lamp Chair Towel Blanket Scarf Notebook Backpack Bottle Plate Pillow Candle Cable Speaker Hat Socks Boots Dress Skirt Ring Watch'.split(
    ' ',
  );
const SIZES = ['S', 'M', 'L', 'XL'];
const COLOURS = ['black', 'white', 'navy', 'red'];

/**
 * How long a message takes against 50,000 variants: the messages of our files against their shop and some 6,000 more
 * products whose names share their words.
 *
 * @param folder where the order files lie, with a slash at the end.
 */
export function measureOrderSpeed(folder: string): EvalRow[] {
  const products = manyProducts(readProducts(`${folder}shop.catalogue.json`));
  const variants = products.reduce((sum, product) => sum + product.variants.length, 0);
  const began = performance.now();
  const catalogue = buildCatalogue(products);
  const buildMs = performance.now() - began;

  const rows = ['shop.dev', 'shop.tuning', 'shop.heldout'].flatMap((name) => readOrderRows(`${folder}${name}.jsonl`));
  const texts = rows.map(({ text }) => text);
  for (const text of texts) readOrder(text, catalogue); // compile first
  const rounds = Array.from({ length: ROUNDS }, () => texts.map((text) => timeOf(() => readOrder(text, catalogue))));
  const times = texts.map((_, at) => medianOf(rounds.map((round) => round[at]!))).sort((a, b) => a - b);
  const share = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]!;
  const data = `${variants.toLocaleString('en')} variants of ${products.length.toLocaleString('en')} products`;
  return [
    {
      what: 'orders, p99 of a message',
      data,
      split: 'made for it',
      n: times.length,
      reached: share(0.99),
      target: TARGET.p99Ms,
      unit: 'ms',
      better: 'less',
      note: `median ${share(0.5).toFixed(2)}, slowest ${share(1).toFixed(1)} ms; each the median of ${ROUNDS}`,
    },
    {
      what: 'orders, building the index',
      data,
      split: 'made for it',
      n: 1,
      reached: buildMs / 1000,
      target: TARGET.buildS,
      unit: 's',
      better: 'less',
    },
  ];
}

function medianOf(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

function timeOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function manyProducts(first: CatalogueProduct[]): CatalogueProduct[] {
  const products = [...first];
  let left = VARIANTS - first.reduce((sum, product) => sum + product.variants.length, 0);
  for (let at = 0; left > 0; at++) {
    const trait = TRAITS[at % TRAITS.length]!;
    const stuff = STUFFS[Math.floor(at / TRAITS.length) % STUFFS.length]!;
    const thing = THINGS[Math.floor(at / (TRAITS.length * STUFFS.length)) % THINGS.length]!;
    const product = productOf(`p${at}`, `${trait} ${stuff} ${thing}`, COLOURS.slice(0, Math.min(4, left)), left);
    products.push(product);
    left -= product.variants.length;
  }
  return products;
}

/** At most `left` variants, of which there are as many as there are combinations of two sizes and the colours. */
function productOf(id: string, name: string, colours: string[], left: number): CatalogueProduct {
  const combinations = SIZES.slice(0, 2)
    .flatMap((size) => colours.map((color) => ({ size, color })))
    .slice(0, left);
  return {
    id,
    name,
    options: { size: SIZES.slice(0, 2), color: colours },
    variants: combinations.map((options, at) => ({ id: `${id}-${at}`, options })),
  };
}

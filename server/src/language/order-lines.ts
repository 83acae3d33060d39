import type { Catalogue, IndexedProduct } from './catalogue.ts';
import { choiceFor, slotLacking } from './option-slots.ts';
import type { SaidOption } from './option-values.ts';
import type { Mention, SaidNumber } from './order-mention.ts';

/** One line of the basket while a message is read. */
export type Line = {
  product: IndexedProduct;
  /** Products that fit as well; the caller has to ask. */
  alternatives: IndexedProduct[];
  quantity: number;
  /** The customer said the number. */
  stated: boolean;
  /** Option name to value, as the catalogue writes them. */
  chosen: Map<string, string>;
  unoffered: { option: string; said: string }[];
  origin: 'basket' | 'message';
  /** The line whose number this one is a part of: "six tacos, three hot three mild". */
  total: Line | null;
  /** Lines of one product named once: what is said last holds for all of them. */
  group: number;
  /** What to take where this cannot be had: "black, if not then blue". Whether it can is for the shop's stock to say. */
  instead?: { product: IndexedProduct; choices: Map<string, string> };
};

/** What a mention says about one product. */
export type Fitted = {
  quantity: number;
  stated: boolean;
  /** Stated by an article only: one of a new thing, but no number for a thing that has one. */
  byArticle: boolean;
  choices: Map<string, string>;
  unoffered: { option: string; said: string }[];
  /** A lone number before the product was taken for its size. */
  guessedSize: boolean;
  /** Its number may be another word. */
  unsure: boolean;
  /** Options said that mean nothing for this product. */
  foreign: SaidOption[];
};

/** Reads a mention as being about a product: which of its numbers is the quantity, which options it gives a value to. */
export function fitMention(mention: Mention, product: IndexedProduct): Fitted {
  const fitted: Fitted = {
    quantity: 1,
    stated: false,
    byArticle: false,
    choices: new Map(),
    unoffered: [],
    guessedSize: false,
    unsure: false,
    foreign: [],
  };
  let quantity: Counted | null = null;
  for (const said of mention.options) {
    const spare = mention.spares.get(said);
    if (choose(fitted, product, said)) continue;
    if (spare && choose(fitted, product, spare.said))
      quantity ??= { value: spare.value, style: 'digits', unsure: false };
    else lack(fitted, product, said);
  }
  for (const said of mention.named) {
    const choice = choiceFor(product, said);
    if (choice && !fitted.choices.has(choice.slot.name)) fitted.choices.set(choice.slot.name, choice.value.text);
  }
  for (const number of mention.numbers) {
    const isSize = readsAsSize(number, mention.numbers, product, fitted);
    if (isSize)
      fitted.guessedSize ||=
        choose(fitted, product, numberAsOption(number.value)) &&
        number.leads &&
        !number.sized &&
        mention.numbers.length === 1;
    else if (number.style !== 'article' || quantity === null) quantity = countOf(number, product);
  }
  if (quantity)
    Object.assign(fitted, {
      quantity: quantity.value,
      stated: true,
      byArticle: quantity.style === 'article',
      unsure: quantity.unsure,
    });
  return fitted;
}

/** True when nothing that is given a value here has another value in the line. */
export function isCompatible(line: Line, choices: Map<string, string>): boolean {
  return [...choices].every(([option, value]) => (line.chosen.get(option) ?? value) === value);
}

/** Names of the options with more than one value left that nobody has chosen yet. */
export function missingOptions(line: Line): string[] {
  const left = matchingVariants(line);
  return line.product.slots
    .filter(({ name, values }) => {
      if (line.chosen.has(name)) return false;
      const offered = new Set(left.map((variant) => variant.options[name]));
      return left.length > 0 ? offered.size > 1 : values.length > 1;
    })
    .map((slot) => slot.name);
}

/** The variants of the product that have every chosen value. */
export function matchingVariants(line: Line): { id: string; options: Record<string, string> }[] {
  return line.product.product.variants.filter((variant) =>
    [...line.chosen].every(([option, value]) => variant.options[option] === value),
  );
}

/** The products of a mention that fit best: of several named alike, those that offer what is said about them. */
export function bestProducts(mention: Mention, catalogue: Catalogue): IndexedProduct[] {
  const products = mention.product!.products.map((position) => catalogue.products[position]!);
  if (products.length === 1) return products;
  const scores = products.map((product) => {
    const fitted = fitMention(mention, product);
    return fitted.choices.size - fitted.unoffered.length - fitted.foreign.length;
  });
  const best = Math.max(...scores);
  return products.filter((_, at) => scores[at] === best);
}

/** From this number on a lone number before shoes is taken for their size. */
const SMALLEST_SHOE_SIZE = 20;

function choose(fitted: Fitted, product: IndexedProduct, said: SaidOption): boolean {
  const choice = choiceFor(product, said);
  if (!choice) return false;
  fitted.choices.set(choice.slot.name, choice.value.text);
  return true;
}

function lack(fitted: Fitted, product: IndexedProduct, said: SaidOption): void {
  const slot = slotLacking(product, said);
  if (slot) fitted.unoffered.push({ option: slot.name, said: said.text });
  else fitted.foreign.push(said);
}

function numberAsOption(value: number): SaidOption {
  return { text: String(value), concepts: [], measure: null };
}

/**
 * "sandals brown 40", "size 7", "2 sandals 40": a number that is one of the values is a size when the word size stands
 * beside it, when it follows the thing, or when another number counts.
 */
function readsAsSize(number: SaidNumber, all: SaidNumber[], product: IndexedProduct, fitted: Fitted): boolean {
  const choice = choiceFor(product, numberAsOption(number.value));
  if (!choice || fitted.choices.has(choice.slot.name) || number.style === 'article') return false;
  if (number.sized || !number.leads) return true;
  const others = all.filter((other) => other !== number && other.style !== 'article');
  if (others.length > 0) return others.every((other) => other.value < number.value);
  return number.value >= SMALLEST_SHOE_SIZE;
}

type Counted = Pick<SaidNumber, 'value' | 'style' | 'unsure'>;

function countOf({ value, style, unsure, pair }: SaidNumber, product: IndexedProduct): Counted {
  return { value: pair && product.paired ? value / 2 : value, style, unsure };
}

import type { Catalogue } from './catalogue.ts';
import { isCommon } from './common-words.ts';
import { DETAIL_WORDS, PRICE_WORDS, STOCK_WORDS } from './lexicon/asking-words.ts';
import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { QUALITY_WORDS } from './lexicon/goods-words.ts';
import { conceptsOf } from './option-values.ts';
import { type ReadWord, readWords } from './order-words.ts';
import { PhraseSet } from './phrases.ts';
import { goodsOf } from './product-mentions.ts';
import { wordForms } from './word-forms.ts';

/** A product that answers a search; `score` from 0 to 1, 1 when everything said is in its name. */
export type FoundProduct = { productId: string; score: number };

/** What a customer wants to know about goods. */
export type ProductQuestion = {
  asks: 'availability' | 'price' | 'details';
  /** The products it is about, best first; empty when we have nothing of the kind. */
  products: FoundProduct[];
  /** From 0 to 1: how sure it is that this is a question about goods. */
  confidence: number;
  /** It asks whether we have something, and names goods that we have: "do you sell hoodies". */
  outright: boolean;
};

/**
 * Finds products for words such as "hoodies", "something warm in black" or "algo para la playa".
 *
 * A product must share a word with the search, or be of a kind that answers it; a colour or size that it does not come
 * in counts against it. Slips of spelling and other languages' everyday words are understood.
 *
 * @returns the best first, at most `limit`; empty when nothing fits.
 */
export function searchCatalogue(text: string, catalogue: Catalogue, limit = 10): FoundProduct[] {
  return rank(readWords(text, catalogue), catalogue, limit);
}

/**
 * Whether a message asks about goods ("do you have hoodies?", "price of the teal speaker", "what sizes do the jeans
 * come in"), what it asks, and about which products.
 *
 * @returns null when it asks about something else ("what time do you close") or does not ask.
 */
export function readProductQuestion(text: string, catalogue: Catalogue, limit = 10): ProductQuestion | null {
  const words = readWords(text, catalogue);
  const said = words.filter((word) => word.kind === 'letters').map((word) => word.folded);
  const asks = whatIsAsked(said) ?? (/[?¿؟]/.test(text) ? 'availability' : null);
  if (!asks) return null;

  const products = rank(words, catalogue, limit);
  const best = products[0]?.score ?? 0;
  if (best >= GOOD_SCORE) return { asks, products, confidence: 0.9, outright: OFFER.isIn(said) };
  if (products.length > 0) return { asks, products, confidence: 0.65, outright: false };
  const about = said.some((word) => goodsOf([word]).length > 0) || (asks === 'availability' && OFFER.isIn(said));
  return about && !ABOUT_THE_SHOP.isIn(said) ? { asks, products: [], confidence: 0.6, outright: false } : null;
}

const PRICE = new PhraseSet(PRICE_WORDS);
const STOCK = new PhraseSet(STOCK_WORDS);
const DETAIL = new PhraseSet(DETAIL_WORDS);
const OFFER = new PhraseSet(
  'do you have, do you sell, got any, have you got, do you stock, do you carry, tienen, tienes, venden, manejan, voces tem, voce tem, vende, vendem, avez vous, vous avez, vendez vous, milega, milta hai, rakhte ho, bechte ho',
);
/** Questions that sound like one about goods and are about the shop. */
const ABOUT_THE_SHOP = new PhraseSet(
  'parking, discount, delivery, shipping, store, shop, branch, app, website, warranty, loyalty, gift card, voucher, tienda, envio, entrega, loja, desconto, descuento, magasin, livraison, horaire, horario, dukan',
);
const GOOD_SCORE = 0.5;
const LEAST_SCORE = 0.2;
/** So many of the best by name are looked at for their options. */
const MOST_RANKED = 1000;

const QUALITIES = new Map<string, string[]>();
for (const [phrases, goods] of QUALITY_WORDS) for (const phrase of phrases.split(/,\s*/)) QUALITIES.set(phrase, goods);

function whatIsAsked(said: string[]): ProductQuestion['asks'] | null {
  if (PRICE.isIn(said)) return 'price';
  if (STOCK.isIn(said)) return 'availability';
  return DETAIL.isIn(said) ? 'details' : null;
}

/** How much a word that fits a name exactly, by translation, or by kind is worth. */
const TRANSLATED = 0.75;
const OF_THE_KIND = 0.6;
const OFFERED = 0.35;
/** Of a word in more names than this only the first are looked at: nobody reads more results. */
const MOST_POSTINGS = 20_000;
/** A search has no more different words; what follows is not read. */
const MOST_WORDS = 12;

function rank(words: ReadWord[], catalogue: Catalogue, limit: number): FoundProduct[] {
  const scores = new Map<number, number>();
  const wanted = words.filter(
    (word) =>
      word.kind === 'letters' &&
      (!FILLER_WORDS.has(word.folded) || (word.folded.length > 3 && catalogue.hasTerm(word.folded))),
  );
  const told = wanted
    .filter((word, at) => wanted.findIndex((other) => other.folded === word.folded) === at)
    .slice(0, MOST_WORDS);
  let total = 0;
  for (const [at, word] of told.entries()) {
    const found = termsFor(told, at, catalogue);
    if (found.length > 0 || isForeignThing(word)) total++;
    for (const [position, worth] of bestPerProduct(found, catalogue))
      scores.set(position, (scores.get(position) ?? 0) + worth);
  }
  const options = told.filter((word) => isOnlyOption(word.folded));
  if (total === 0) offerAll(options, scores, catalogue);
  const nearest = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_RANKED);
  return nearest
    .map(([position, sum]) => ({
      position,
      score: (sum / Math.max(1, total)) * optionFactor(position, options, catalogue),
    }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, Math.max(0, limit))
    .map(({ position, score }) => ({
      productId: catalogue.products[position]!.product.id,
      score: Math.round(score * 1000) / 1000,
    }));
}

/** A word for a thing that no name contains. */
function isForeignThing({ folded, unknown }: ReadWord): boolean {
  return goodsOf([folded]).length > 0 || (unknown && !isCommon(folded));
}

type TermWorth = { term: number; worth: number };

function termsFor(words: ReadWord[], at: number, catalogue: Catalogue): TermWorth[] {
  const { folded, slips } = words[at]!;
  const own = catalogue.termsOf(folded);
  if (own.length > 0 && !isOnlyOption(folded)) return own.map((term) => ({ term, worth: 1 - slips * 0.2 }));
  for (let length = Math.min(3, words.length - at); length >= 1; length--) {
    const phrase = words.slice(at, at + length).map((word) => word.folded);
    const translated = goodsOf(phrase).flatMap((concept) => catalogue.termsOfGoods(concept));
    if (translated.length > 0) return translated.map((term) => ({ term, worth: TRANSLATED }));
    const kind = qualityOf(phrase).flatMap((concept) => catalogue.termsOfGoods(concept));
    if (kind.length > 0) return kind.map((term) => ({ term, worth: OF_THE_KIND }));
  }
  return own.map((term) => ({ term, worth: 0.5 }));
}

function qualityOf(phrase: string[]): string[] {
  const start = phrase.slice(0, -1);
  for (const form of wordForms(phrase.at(-1)!)) {
    const goods = QUALITIES.get([...start, form].join(' '));
    if (goods) return goods;
  }
  return [];
}

function bestPerProduct(found: TermWorth[], catalogue: Catalogue): Map<number, number> {
  const best = new Map<number, number>();
  for (const { term, worth } of found) {
    for (const id of catalogue.postings[term]!.slice(0, MOST_POSTINGS)) {
      const phrase = catalogue.phrases[id]!;
      const coverage = phrase.terms.length === 1 || phrase.terms[phrase.head] === term ? 1 : 0.6; // "leather" of a belt says less than "belt"
      const value = worth * coverage;
      if (value > (best.get(phrase.product) ?? 0)) best.set(phrase.product, value);
    }
  }
  return best;
}

/** "anything in black?" */
function offerAll(options: ReadWord[], scores: Map<number, number>, catalogue: Catalogue): void {
  for (const { folded } of options) {
    for (const key of [folded, ...conceptsOf([folded])]) {
      for (const position of (catalogue.offering.get(key) ?? []).slice(0, MOST_POSTINGS)) scores.set(position, OFFERED);
    }
  }
}

/** 1 when the product comes in all that was said, or has no such option; less for each thing it does not come in. */
function optionFactor(position: number, options: ReadWord[], catalogue: Catalogue): number {
  const { slots, product } = catalogue.products[position]!;
  let factor = 1;
  for (const { folded } of options) {
    const concepts = conceptsOf([folded]);
    const offers = slots.some((slot) =>
      slot.values.some(
        (value) => value.words.includes(folded) || value.concepts.some((concept) => concepts.includes(concept)),
      ),
    );
    if (!offers && !product.name.toLowerCase().includes(folded)) factor *= 0.7;
  }
  return factor;
}

/** A colour or size is looked for in the options, not in names: "black" is not "Black Tea". */
function isOnlyOption(word: string): boolean {
  return conceptsOf([word]).length > 0 && goodsOf([word]).length === 0;
}

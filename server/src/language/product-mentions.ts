import type { Catalogue, Phrase } from './catalogue.ts';
import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { GOODS_WORDS } from './lexicon/goods-words.ts';
import { conceptsOf } from './option-values.ts';
import type { ReadWord } from './order-words.ts';
import { wordForms } from './word-forms.ts';

/** Where a message names a product, and which products it can be. */
export type ProductMention = {
  /** Places of its words in the message, ascending; other words may stand between ("leather brown belt"). */
  places: number[];
  /** Positions in the catalogue of the products that fit equally well. */
  products: number[];
  /** `whole`: all of a name or alias was said; `head`: what it is ("belt"); `part`: only a trait ("leather"). */
  fit: 'whole' | 'head' | 'part';
  /** True when a word was misspelt or translated to fit. */
  bent: boolean;
};

/**
 * Finds the products that the words from `from` to `to` (not included) name, in their order.
 *
 * Reads only the names that share a word with the message, and of frequent words only the names that share a rarer one too.
 */
export function findProducts(
  words: ReadWord[],
  from: number,
  to: number,
  catalogue: Catalogue,
  seen: SeenIslands,
): ProductMention[] {
  const mentions: ProductMention[] = [];
  for (let at = from; at < to; ) {
    const end = islandEnd(words, at, to, catalogue);
    if (end > at) mentions.push(...findOnce(words, at, end, catalogue, seen));
    at = Math.max(end, at + 1);
  }
  return mentions;
}

/** What was found in a stretch of words, with places counted from its beginning: "a hoodie, a hoodie, a hoodie". */
export type SeenIslands = Map<string, ProductMention[]>;

function findOnce(
  words: ReadWord[],
  from: number,
  to: number,
  catalogue: Catalogue,
  seen: SeenIslands,
): ProductMention[] {
  const key = words
    .slice(from, to)
    .map((word) => `${word.folded}${word.slips}`)
    .join(' ');
  const known =
    seen.get(key) ??
    onlyRealOnes(findInIsland(words, from, to, catalogue), words).map((mention) => shifted(mention, -from));
  seen.set(key, known);
  return known.map((mention) => shifted(mention, from));
}

function shifted(mention: ProductMention, by: number): ProductMention {
  return { ...mention, places: mention.places.map((place) => place + by) };
}

type TermAt = { place: number; cost: number };
type Scored = { phrase: Phrase; places: number[]; score: number; fit: ProductMention['fit']; bent: boolean };

/** Longer stretches are read in pieces; no name is longer. */
const LONGEST_ISLAND = 12;
/** Names sharing a term more frequent than this are only looked at when they also share a rarer one. */
const FREQUENT = 2000;
/** More products than these fit equally only when next to nothing was said. */
const MOST_PRODUCTS = 300;
const FIT_BONUS = { whole: 1.25, head: 1, part: 0.4 };
const TRANSLATED = 0.35;

/** An island ends where a number, a mark or the length limit comes; numbers that belong to a name stay inside. */
function islandEnd(words: ReadWord[], from: number, to: number, catalogue: Catalogue): number {
  let at = from;
  while (at < to && at - from < LONGEST_ISLAND) {
    const word = words[at]!;
    const named = word.kind === 'number' && at > from && catalogue.termsOf(word.folded).length > 0;
    if (word.kind !== 'letters' && !named) break;
    at++;
  }
  return at;
}

function findInIsland(words: ReadWord[], from: number, to: number, catalogue: Catalogue): ProductMention[] {
  const terms = termsIn(words, from, to, catalogue);
  if (terms.size === 0) return [];
  const best = bestPhrases(terms, words, catalogue);
  if (best.length === 0) return [];

  const places = best[0]!.places;
  const mention: ProductMention = {
    places,
    products: [...new Set(best.map((scored) => scored.phrase.product))].slice(0, MOST_PRODUCTS),
    fit: best[0]!.fit,
    bent: best[0]!.bent,
  };
  return [
    ...findInIsland(words, from, places[0]!, catalogue),
    mention,
    ...findInIsland(words, places.at(-1)! + 1, to, catalogue),
  ];
}

/** The terms of an island with the place and cost at which each is said first. */
function termsIn(words: ReadWord[], from: number, to: number, catalogue: Catalogue): Map<number, TermAt> {
  const terms = new Map<number, TermAt>();
  const note = (term: number, place: number, cost: number) => {
    if (!terms.has(term) || terms.get(term)!.cost > cost) terms.set(term, { place, cost });
  };
  for (let place = from; place < to; place++) {
    const word = words[place]!;
    const own = catalogue.termsOf(word.folded);
    for (const term of own) note(term, place, word.slips * 0.3);
    if (own.length > 0 || word.slips > 0) continue;
    for (const term of goodsAt(words, place, to, catalogue)) note(term, place, TRANSLATED);
  }
  return terms;
}

/** The catalogue's words for an everyday thing that the customer calls by another name or in another language. */
function goodsAt(words: ReadWord[], place: number, to: number, catalogue: Catalogue): number[] {
  for (let length = Math.min(3, to - place); length >= 1; length--) {
    const phrase = words.slice(place, place + length).map((word) => word.folded);
    if (length === 1 && FILLER_WORDS.has(phrase[0]!)) return [];
    for (const concept of goodsOf(phrase)) {
      const terms = catalogue.termsOfGoods(concept);
      if (terms.length > 0) return terms;
    }
  }
  return [];
}

function bestPhrases(terms: Map<number, TermAt>, words: ReadWord[], catalogue: Catalogue): Scored[] {
  let best: Scored[] = [];
  for (const id of candidates([...terms.keys()], catalogue)) {
    const scored = score(catalogue.phrases[id]!, terms, words, catalogue);
    if (!scored) continue;
    const difference = best.length === 0 ? 1 : scored.score - best[0]!.score;
    if (difference > 1e-6) best = [scored];
    else if (difference > -1e-6 && isSamePlace(scored, best[0]!)) best.push(scored);
    else if (difference > -1e-6 && scored.places[0]! < best[0]!.places[0]!) best = [scored]; // the rest is read after it
  }
  return best;
}

/** Two names said in different words are two things, not one that may be either. */
function isSamePlace(one: Scored, other: Scored): boolean {
  return one.places.some((place) => other.places.includes(place));
}

/** Phrases worth scoring: all that share a rare term, or those that share the two rarest of the frequent ones. */
function candidates(terms: number[], catalogue: Catalogue): Iterable<number> {
  const lists = terms.map((term) => catalogue.postings[term]!).sort((a, b) => a.length - b.length);
  const rare = lists.filter((list) => list.length <= FREQUENT);
  if (rare.length > 0) return new Set(rare.flat());
  const common = lists.length > 1 ? intersect(lists[0]!, lists[1]!) : [];
  return common.length > 0 ? common : lists[0]!;
}

function intersect(one: number[], other: number[]): number[] {
  const both: number[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    if (one[i]! === other[j]!) both.push(one[i]!);
    if (one[i]! <= other[j]!) i++;
    else j++;
  }
  return both;
}

function score(phrase: Phrase, terms: Map<number, TermAt>, words: ReadWord[], catalogue: Catalogue): Scored | null {
  const places = new Set<number>();
  let sum = 0;
  let heads = false;
  let said = 0;
  let bent = false;
  for (const [index, term] of phrase.terms.entries()) {
    const at = terms.get(term);
    if (!at) continue;
    said++;
    if (places.has(at.place)) continue;
    places.add(at.place);
    sum += catalogue.rarityOf(term) * (1 - at.cost);
    bent ||= at.cost > 0;
    heads ||= index === phrase.head;
  }
  const sorted = [...places].sort((a, b) => a - b);
  if (sorted.at(-1)! - sorted[0]! > places.size + 2 || sorted.every((place) => isSmall(words[place]!))) return null;
  const fit = said === phrase.terms.length ? 'whole' : heads ? 'head' : 'part';
  return { phrase, places: sorted, score: sum * FIT_BONUS[fit], fit, bent };
}

/** Neither "the" nor "2" is a product by itself; "phone" may be, where phones are sold. */
function isSmall({ kind, folded }: ReadWord): boolean {
  return kind === 'number' || (FILLER_WORDS.has(folded) && goodsOf([folded]).length === 0);
}

/**
 * Drops what only describes: a trait next to a thing ("cotton polo" is a polo), and words that are an option's value
 * rather than a name, unless they say what a product is and no thing stands beside them ("coffee", "orange").
 */
function onlyRealOnes(mentions: ProductMention[], words: ReadWord[]): ProductMention[] {
  const isOption = (mention: ProductMention) =>
    mention.places.every((place) => conceptsOf([words[place]!.folded]).length > 0);
  const things = mentions.filter((mention) => mention.fit !== 'part' && !isOption(mention));
  if (things.length > 0) return things;
  return mentions.filter((mention) => mention.fit !== 'part' || !(isOption(mention) || isOtherThing(mention, words)));
}

/** A table is no table lamp. */
function isOtherThing(mention: ProductMention, words: ReadWord[]): boolean {
  return mention.places.every((place) => goodsOf([words[place]!.folded]).length > 0);
}

const GOODS = new Map<string, string[]>();
for (const [concept, phrases] of Object.entries(GOODS_WORDS)) {
  for (const phrase of phrases.split(/,\s*/)) GOODS.set(phrase, [...(GOODS.get(phrase) ?? []), concept]);
}

/** The everyday things ({@link GOODS_WORDS}) that a phrase names. */
export function goodsOf(phrase: string[]): string[] {
  const start = phrase.slice(0, -1);
  for (const form of wordForms(phrase.at(-1)!)) {
    const found =
      GOODS.get([...start, form].join(' ')) ??
      GOODS.get([...start.map((word) => wordForms(word).at(-1)!), form].join(' '));
    if (found) return found;
  }
  return [];
}

import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { GOODS_WORDS } from './lexicon/goods-words.ts';
import { COUNTING_WORDS, PAIRED_GOODS } from './lexicon/number-words.ts';
import { conceptsOf, type OptionValue, readOptionValue } from './option-values.ts';
import { SpellingIndex } from './spelling.ts';
import { wordForms } from './word-forms.ts';
import { splitWords } from './words.ts';

/** A product as the shop keeps it. */
export type CatalogueProduct = {
  id: string;
  name: string;
  /** What customers also call it: a list, or lists by language. */
  aliases?: string[] | Record<string, string[]>;
  /** The values of each option, in the order in which the shop shows them: `{ size: ['S', 'M'] }`. */
  options: Record<string, string[]>;
  variants: CatalogueVariant[];
};

export type CatalogueVariant = { id: string; options: Record<string, string> };

/** One option of a product with its values read. */
export type OptionSlot = { name: string; values: OptionValue[] };

/** A product as the index knows it. */
export type IndexedProduct = {
  product: CatalogueProduct;
  slots: OptionSlot[];
  /** Comes in twos: a pair of them is one. */
  paired: boolean;
};

/** A name or alias: the terms it is made of, and the position among them of the one that says what the thing is. */
export type Phrase = { product: number; terms: number[]; head: number };

/**
 * Products, searchable by words. Built once per change of the shop's catalogue by {@link buildCatalogue}, read only
 * afterwards; a look-up costs as much as the products that share its rarest word.
 */
export class Catalogue {
  readonly products: IndexedProduct[] = [];
  readonly phrases: Phrase[] = [];
  /** Ids of the phrases that contain a term, ascending. */
  readonly postings: number[][] = [];
  /** Positions of the products that offer a value of an option, by its folded words and by its concepts. */
  readonly offering = new Map<string, number[]>();
  readonly spelling = new SpellingIndex();
  /** The number of words of the longest value of an option. */
  longestValue = 1;

  #phrasesOf: number[][] = [];
  #terms = new Map<string, number[]>();
  #termOf = new Map<string, number>();
  #termsOfGoods = new Map<string, number[]>();
  #valuePhrases = new Set<string>();
  #values = new Map<string, OptionValue>();
  #positions = new Map<string, number>();
  #joined = new Set<string>();

  add(product: CatalogueProduct): void {
    const position = this.products.length;
    const names = [product.name, ...aliasesOf(product)];
    const slots = Object.entries(product.options).map(([name, values]) => ({
      name,
      values: values.map((value) => this.#valueOf(value)),
    }));
    this.#positions.set(product.id, position);
    for (const slot of slots) for (const value of slot.values) this.#indexValue(value, position);
    const seen = new Set<string>();
    this.#phrasesOf.push([]);
    for (const name of names) this.#indexName(name, position, seen);
    this.products.push({ product, slots, paired: names.some(isPaired) });
  }

  /** Call once after the last `add`. */
  seal(): void {
    for (const [concept, words] of Object.entries(GOODS_WORDS)) {
      const terms = words.split(/,\s*/).flatMap((word) => (word.includes(' ') ? [] : this.termsOf(word)));
      if (terms.length > 0) this.#termsOfGoods.set(concept, [...new Set(terms)]);
    }
  }

  find(id: string): IndexedProduct | undefined {
    const position = this.#positions.get(id);
    return position === undefined ? undefined : this.products[position];
  }

  /** The terms a word stands for, through its most exact form that any name contains. */
  termsOf(word: string): number[] {
    for (const form of wordForms(word)) {
      const terms = this.#terms.get(form);
      if (terms) return terms;
    }
    return [];
  }

  /** Positions of the other products of the same kind whose name has these words: of an apple juice and "orange". */
  siblingsOf(id: string, words: string[]): number[] {
    const own = this.#positions.get(id);
    if (own === undefined) return [];
    const heads = this.#phrasesOf[own]!.map((phrase) => this.phrases[phrase]!).map(({ terms, head }) => terms[head]!);
    const wanted = words.map((word) => this.termsOf(word)).filter((terms) => terms.length > 0);
    if (wanted.length === 0) return [];
    const found = heads.flatMap((head) =>
      this.postings[head]!.slice(0, MOST_SIBLINGS).filter((id) => {
        const { terms } = this.phrases[id]!;
        return wanted.every((forms) => forms.some((term) => term !== head && terms.includes(term)));
      }),
    );
    return [...new Set(found.map((phrase) => this.phrases[phrase]!.product))].filter((position) => position !== own);
  }

  /** True when a name contains exactly this word. */
  hasTerm(word: string): boolean {
    return this.#termOf.has(word);
  }

  /** The terms with which the catalogue names an everyday thing ({@link GOODS_WORDS}). */
  termsOfGoods(concept: string): number[] {
    return this.#termsOfGoods.get(concept) ?? [];
  }

  /** True when some product has an option with this value, or with a value of which this is a word. */
  isValue(phrase: string): boolean {
    return this.#valuePhrases.has(phrase);
  }

  /** True when a name contains these words with a connector between, as "salt and pepper". */
  isJoinedName(phrase: string): boolean {
    return this.#joined.has(phrase);
  }

  /** How rare a term is: near 0 when every name has it, growing with rarity. */
  rarityOf(term: number): number {
    return Math.log(1 + this.phrases.length / (1 + this.postings[term]!.length));
  }

  #valueOf(text: string): OptionValue {
    const known = this.#values.get(text);
    if (known) return known;
    const value = readOptionValue(text);
    this.#values.set(text, value);
    this.longestValue = Math.max(this.longestValue, value.words.length);
    this.#valuePhrases.add(value.words.join(' '));
    if (value.words.length > 1) {
      if (/^\p{L}+$/u.test(value.words.join(''))) this.#valuePhrases.add(value.words.join('')); // "usbc"
      for (const word of value.words) if (word.length > 2 && !FILLER_WORDS.has(word)) this.#valuePhrases.add(word);
    }
    for (const word of value.words) this.spelling.add(word);
    return value;
  }

  #indexValue(value: OptionValue, position: number): void {
    for (const key of new Set([value.words.join(' '), ...value.concepts])) {
      const list = this.offering.get(key);
      if (!list) this.offering.set(key, [position]);
      else if (list.at(-1) !== position) list.push(position);
    }
  }

  #indexName(name: string, position: number, seen: Set<string>): void {
    const words = nameWords(name);
    const key = words.join(' ');
    if (words.length === 0 || seen.has(key)) return;
    seen.add(key);
    for (const joined of joinedParts(words)) this.#joined.add(joined);
    const content = words.filter((word) => !NAME_LINKS.has(word));
    const kept = content.length > 0 ? content : words;
    const terms = [...new Set(kept.map((word) => this.#term(word)))];
    const phrase = this.phrases.length;
    this.phrases.push({ product: position, terms, head: terms.indexOf(this.#term(headOf(words, kept))) });
    this.#phrasesOf[position]!.push(phrase);
    for (const term of terms) this.postings[term]!.push(phrase);
  }

  #term(word: string): number {
    const known = this.#termOf.get(word);
    if (known !== undefined) return known;
    const term = this.postings.length;
    this.#termOf.set(word, term);
    this.postings.push([]);
    for (const form of wordForms(word)) {
      const terms = this.#terms.get(form);
      if (terms) terms.push(term);
      else this.#terms.set(form, [term]);
    }
    this.spelling.add(word);
    return term;
  }
}

/** Of a word in more names than this only the first are looked at. */
const MOST_SIBLINGS = 2000;

/**
 * Indexes the products a customer can ask for.
 *
 * Takes about a third of a second for 50,000 products, and is linear. The result is not tied to the products: build
 * it anew when they change.
 */
export function buildCatalogue(products: CatalogueProduct[]): Catalogue {
  const catalogue = new Catalogue();
  for (const product of products) catalogue.add(product);
  catalogue.seal();
  return catalogue;
}

/** The words of a name without its marks; "T-Shirt" is one word, as customers write "tshirt" and "t shirt". */
function nameWords(name: string): string[] {
  return joinTee(
    splitWords(name)
      .filter((word) => word.kind !== 'mark' || word.text === '&')
      .map((word) => (word.text === '&' ? 'and' : word.folded)),
  );
}

/** Joins "t shirt" and "tee shirt" to `tshirt`. */
function joinTee(words: string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    if (/^shirts?$/.test(word) && /^(?:t|tee)$/.test(joined.at(-1) ?? '')) joined[joined.length - 1] = `t${word}`;
    else joined.push(word);
  }
  return joined;
}

/** Words inside a name that say nothing by themselves. */
const NAME_LINKS = new Set(
  'de del la el los las do da du des d l of and y e et con with com avec para for pour in en em au aux ka ki ke'.split(
    ' ',
  ),
);
const JOINERS = /^(?:and|y|e|et|n|aur|plus)$/;

/** What stands around a connector inside a name: "salt and pepper". */
function joinedParts(words: string[]): string[] {
  return words.flatMap((word, at) =>
    JOINERS.test(word) && at > 0 && at < words.length - 1 ? [`${words[at - 1]} ${word} ${words[at + 1]}`] : [],
  );
}

/**
 * Which of the kept words says what the thing is: the last in "Leather Belt", the first in "aceite de oliva"; a colour
 * or material is never it.
 */
function headOf(words: string[], kept: string[]): string {
  const things = kept.filter(
    (word) => conceptsOf([word]).length === 0 && !COUNTING_WORDS.has(word) && !/\d/.test(word),
  );
  const goods = kept.filter((word) => EVERYDAY.has(word) || wordForms(word).some((form) => EVERYDAY.has(form)));
  const candidates = [goods, things, kept].find((words) => words.length > 0)!;
  const romance = words.some((word) => /^(?:de|del|do|da|du|d|a|con|com|en|em)$/.test(word));
  return romance ? candidates[0]! : candidates.at(-1)!;
}

const EVERYDAY = new Set(Object.values(GOODS_WORDS).flatMap((words) => words.split(/,\s*/)));

function aliasesOf(product: CatalogueProduct): string[] {
  if (!product.aliases) return [];
  return Array.isArray(product.aliases) ? product.aliases : Object.values(product.aliases).flat();
}

function isPaired(name: string): boolean {
  return nameWords(name).some((word) => wordForms(word).some((form) => PAIRED_GOODS.has(form)));
}

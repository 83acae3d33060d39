import type { SaidOption } from './option-values.ts';
import type { ProductMention } from './product-mentions.ts';

/**
 * What is to be done with a mention: `want` adds, `correct` replaces what was said, `remove` takes out, `not` and `no`
 * depend on what is in the basket, `select` and `into` are the two halves of a swap, `or` makes the last choice open,
 * `clear` empties the basket, `keep` takes out all else, `otherwise` is for when the thing before cannot be had.
 */
export type Act =
  | 'want'
  | 'correct'
  | 'remove'
  | 'not'
  | 'no'
  | 'select'
  | 'into'
  | 'or'
  | 'clear'
  | 'keep'
  | 'otherwise';

export type SaidNumber = {
  value: number;
  style: 'digits' | 'words' | 'article';
  /** Stands beside the word "size" or the like. */
  sized: boolean;
  /** Stands before the product or the first option. */
  leads: boolean;
  /** "a pair", "un par": two of a thing, but one of a thing that comes in twos. */
  pair: boolean;
  /** May be another word than a number. */
  unsure: boolean;
};

/** One thing a message asks for, or asks to change: at most one product with its number and options. */
export type Mention = {
  act: Act;
  numbers: SaidNumber[];
  options: SaidOption[];
  /** Words of the product's name that may be an option too. */
  named: SaidOption[];
  /** Readings of a measure as a number and a size, used when the product has no such measure. */
  spares: Map<SaidOption, { value: number; said: SaidOption }>;
  product: ProductMention | null;
  /** Words nobody knows, of a thing the catalogue may lack. */
  unknown: string[];
  /** Began with a number, an article or a strong word of wanting ("buy", not "send"). */
  started: boolean;
  /** Holds a word of wanting. */
  verb: boolean;
  add: boolean;
  another: boolean;
  more: boolean;
  all: boolean;
  each: boolean;
  /** "two of them": its number is of what there is already. */
  part: boolean;
  /** Its product has a definite article: it is known already. */
  definite: boolean;
  /** "the red one", "it". */
  pointing: boolean;
  /** Sentence and clause it stands in, counted from 0. */
  sentence: number;
  clause: number;
  /** How many words of it are neither a thing, an option, a number, a cue nor politeness. */
  chatter: number;
  /** Only asked about; what is wanted next may be of it: "do you have polos? I'll take 2". */
  asked: boolean;
};

/** A mention of which nothing is known yet. */
export function emptyMention(act: Act, sentence: number, clause: number): Mention {
  return {
    act,
    numbers: [],
    options: [],
    named: [],
    spares: new Map(),
    product: null,
    unknown: [],
    started: false,
    verb: false,
    add: false,
    another: false,
    more: false,
    all: false,
    each: false,
    part: false,
    definite: false,
    pointing: false,
    sentence,
    clause,
    chatter: 0,
    asked: false,
  };
}

/** True when a mention says anything besides what to do. */
export function hasContent(mention: Mention): boolean {
  return (
    mention.product !== null || mention.numbers.length > 0 || mention.options.length > 0 || mention.unknown.length > 0
  );
}

/** True when a mention is worth keeping: "another", "cancel", "remove it" and "I'll take it" have no content. */
export function saysSomething(mention: Mention): boolean {
  return (
    hasContent(mention) ||
    mention.act === 'clear' ||
    mention.another ||
    (mention.pointing && (mention.act === 'remove' || mention.verb))
  );
}

/** A number that counts, rather than an article or a size. */
export function isCounted(mention: Mention): boolean {
  return mention.numbers.some((number) => number.style !== 'article' && !number.sized);
}

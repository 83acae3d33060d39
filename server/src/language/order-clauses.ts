import {
  ADDRESS_WORDS,
  AFTERMATH_WORDS,
  AGREEING_WORDS,
  DETAIL_WORDS,
  INTERROGATIVES,
  PAST_WORDS,
  PRICE_WORDS,
  STATE_WORDS,
  STOCK_WORDS,
} from './lexicon/asking-words.ts';
import type { Span } from './order-span.ts';
import type { ReadWord } from './order-words.ts';
import { PhraseSet } from './phrases.ts';

/** What kind of talk a part of a sentence between two breaks is. */
export type Clause = {
  price: boolean;
  stock: boolean;
  detail: boolean;
  aftermath: boolean;
  past: boolean;
  state: boolean;
  address: boolean;
  question: boolean;
  opens: boolean;
  sentence: number;
};

/** The clauses of a message, in their order; a mention knows its clause by its number. */
export function clausesOf(words: ReadWord[], spans: Span[]): Clause[] {
  const clauses: Clause[] = [];
  const conditional = conditionsIn(spans);
  let sentence = 0;
  let from = 0;
  for (const span of [...spans, null]) {
    if (span && span.kind !== 'break') continue;
    const said = words
      .slice(from, span?.at)
      .filter((word, at) => word.kind === 'letters' && !conditional.has(from + at))
      .map((word) => word.folded);
    const question = span?.kind === 'break' && span.question;
    clauses.push({
      price: PRICE.isIn(said),
      stock: STOCK.isIn(said),
      detail: DETAIL.isIn(said),
      aftermath: AFTERMATH.isIn(said),
      past: PAST.isIn(said),
      state: STATE.isIn(said) && !AGREEING.isIn(said),
      address: ADDRESS.isIn(said),
      question,
      opens: opensQuestion(said),
      sentence,
    });
    if (span?.kind === 'break' && span.strength === 'hard') sentence++;
    from = span ? span.at + span.length : from;
  }
  return clauses;
}

/** Places of the words of "if you do not have it", which ask nothing. */
function conditionsIn(spans: Span[]): Set<number> {
  const places = new Set<number>();
  for (const span of spans) {
    if (span.kind !== 'cue' || !span.cues.includes('otherwise')) continue;
    for (let at = span.at; at < span.at + span.length; at++) places.add(at);
  }
  return places;
}

/** A question word among the first three words. */
function opensQuestion(said: string[]): boolean {
  return said.slice(0, 3).some((_, at) => INTERROGATIVE.lengthAt(said, at) > 0);
}

/** True when a clause asks something. */
export function isAsking(clause: Clause): boolean {
  return clause.price || clause.stock || clause.detail || clause.question;
}

const PRICE = new PhraseSet(PRICE_WORDS);
const STOCK = new PhraseSet(STOCK_WORDS);
const DETAIL = new PhraseSet(DETAIL_WORDS);
const INTERROGATIVE = new PhraseSet(INTERROGATIVES);
const AFTERMATH = new PhraseSet(AFTERMATH_WORDS);
const PAST = new PhraseSet(PAST_WORDS);
const STATE = new PhraseSet(STATE_WORDS);
const AGREEING = new PhraseSet(AGREEING_WORDS);
const ADDRESS = new PhraseSet(ADDRESS_WORDS);

import type { Catalogue } from './catalogue.ts';
import { isCommon } from './common-words.ts';
import {
  ADDRESS_WORDS,
  AFTERMATH_WORDS,
  DETAIL_WORDS,
  PRICE_WORDS,
  STATE_WORDS,
  STOCK_WORDS,
} from './lexicon/asking-words.ts';
import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { GOODS_WORDS, QUALITY_WORDS } from './lexicon/goods-words.ts';
import { MARKER_WORDS } from './lexicon/marker-words.ts';
import { COUNTING_WORDS, NUMBER_WORDS, type ReadLanguage } from './lexicon/number-words.ts';
import { ORDER_CUES } from './lexicon/order-cues.ts';
import { unitNames } from './measures.ts';
import { optionPhrases } from './option-values.ts';
import { type Correction, SpellingIndex } from './spelling.ts';
import { wordForms } from './word-forms.ts';
import { splitWords, type Word } from './words.ts';

/** A word of a message, with its spelling put right. */
export type ReadWord = Word & {
  /** What the correction cost, 0 when the word is known as written. */
  slips: number;
  /** Known neither to the lexicon nor to the catalogue, not even misspelt. */
  unknown: boolean;
};

/**
 * Splits a message into words and corrects those that only differ by slips from words that the catalogue or the
 * lexicon knows. Words that belong together are joined ("t shirt", "back pack") and parted ("icecream") as the
 * catalogue has them. At most 64 words are corrected; an order has no more.
 */
export function readWords(text: string, catalogue: Catalogue): ReadWord[] {
  const budget = { left: MOST_CORRECTIONS };
  const words = splitWords(text).map((word) => correct(word, catalogue, budget));
  return hidePhoneNumbers(joinAndPart(words, catalogue));
}

/**
 * How much each language speaks through a message: the sum of its marker words, words shared by several languages
 * counting less. `hint` counts as one word.
 */
export function languageVotes(words: Word[], hint?: string | null): Record<ReadLanguage, number> {
  const votes: Record<ReadLanguage, number> = { en: 0, es: 0, pt: 0, fr: 0, 'hi-Latn': 0 };
  for (const word of words) {
    const languages = MARKERS.get(word.folded);
    if (languages) for (const language of languages) votes[language] += 1 / languages.length;
  }
  if (hint && hint in votes) votes[hint as ReadLanguage] += 1;
  return votes;
}

const MOST_CORRECTIONS = 64;
/** A phone number or an account number, not a quantity. */
const SHORTEST_PHONE_NUMBER = 7;
const SHORTEST_JOINED = 6;
/** A word of the shop's own may be this much further away than one of the language and is still what was meant. */
const OWN_LEAD = 0.5;

const MARKERS = new Map<string, ReadLanguage[]>();
for (const language of ['en', 'es', 'pt', 'fr', 'hi-Latn'] as const) {
  for (const word of new Set(MARKER_WORDS[language]!.split(/\s+/)))
    MARKERS.set(word, [...(MARKERS.get(word) ?? []), language]);
}

const ORDINARY = new Set<string>([...FILLER_WORDS, ...COUNTING_WORDS]);
for (const list of Object.values(NUMBER_WORDS))
  for (const entry of list.split(/\s+/)) ORDINARY.add(entry.split(/[*=]/)[0]!);
for (const list of [
  ...Object.values(ORDER_CUES),
  PRICE_WORDS,
  STOCK_WORDS,
  DETAIL_WORDS,
  AFTERMATH_WORDS,
  STATE_WORDS,
  ADDRESS_WORDS,
])
  addPhrases(list);
for (const list of [...Object.values(GOODS_WORDS), ...QUALITY_WORDS.map(([words]) => words)]) addPhrases(list);
for (const phrase of optionPhrases()) addPhrases(phrase);
for (const name of unitNames()) ORDINARY.add(name);

function addPhrases(list: string): void {
  for (const word of list.split(/[\s,]+/)) ORDINARY.add(word);
}

const ORDINARY_SPELLING = new SpellingIndex();
for (const word of ORDINARY) ORDINARY_SPELLING.add(word);

function correct(word: Word, catalogue: Catalogue, budget: { left: number }): ReadWord {
  const { folded } = word;
  if (word.kind !== 'letters') return { ...word, slips: 0, unknown: false };
  if (isKnown(folded, catalogue)) return { ...word, slips: 0, unknown: false };
  if (folded.length < 4 || isCommon(folded) || budget.left-- <= 0) return { ...word, slips: 0, unknown: true };

  const [own] = nearestForm(folded, catalogue.spelling);
  const [ordinary] = nearestForm(folded, ORDINARY_SPELLING);
  const best = own && (!ordinary || own.cost <= ordinary.cost + OWN_LEAD) ? own : ordinary;
  return best ? { ...word, folded: best.word, slips: best.cost, unknown: false } : { ...word, slips: 0, unknown: true };
}

/** "hodies" is nearest to "hoodie" as a singular. */
function nearestForm(word: string, index: SpellingIndex): Correction[] {
  let best: Correction[] = [];
  for (const form of wordForms(word)) {
    const found = index.nearest(form);
    if (found.length > 0 && (best.length === 0 || found[0]!.cost < best[0]!.cost)) best = found;
  }
  return best;
}

function isKnown(folded: string, catalogue: Catalogue): boolean {
  return (
    wordForms(folded).some((form) => ORDINARY.has(form)) ||
    catalogue.termsOf(folded).length > 0 ||
    catalogue.isValue(folded)
  );
}

function joinAndPart(words: ReadWord[], catalogue: Catalogue): ReadWord[] {
  const result: ReadWord[] = [];
  for (const word of words) {
    const before = result.at(-1);
    if (before?.kind === 'letters' && word.kind === 'letters' && belongTogether(before, word, catalogue)) {
      const folded = isTee(before, word) ? `t${word.folded}` : before.folded + word.folded;
      result[result.length - 1] = { ...before, text: `${before.text} ${word.text}`, folded, unknown: false };
    } else if (word.unknown) {
      result.push(...part(word, catalogue));
    } else {
      result.push(word);
    }
  }
  return result;
}

function belongTogether(before: ReadWord, word: ReadWord, catalogue: Catalogue): boolean {
  if (isTee(before, word)) return true;
  const ownNames = catalogue.termsOf(before.folded).length + catalogue.termsOf(word.folded).length > 0;
  if (!before.unknown && !word.unknown && ownNames) return false;
  const joined = before.folded + word.folded;
  return joined.length >= SHORTEST_JOINED && catalogue.termsOf(joined).length > 0;
}

function isTee(before: Word, word: Word): boolean {
  return /^(?:t|tee)$/.test(before.folded) && /^shirts?$/.test(word.folded);
}

/** "icecream" when the catalogue says "ice cream". */
function part(word: ReadWord, catalogue: Catalogue): ReadWord[] {
  for (let at = 3; at <= Math.min(word.folded.length - 3, 16); at++) {
    const parts = [word.folded.slice(0, at), word.folded.slice(at)];
    if (parts.every((one) => catalogue.termsOf(one).length > 0)) {
      return parts.map((folded) => ({ ...word, text: folded, folded, unknown: false }));
    }
  }
  return [word];
}

/** "+44 7700 900123" is nobody's quantity: its words are treated as a link. */
function hidePhoneNumbers(words: ReadWord[]): ReadWord[] {
  const result = [...words];
  for (let from = 0; from < words.length; from++) {
    const to = endOfDigits(words, from);
    const digits = words.slice(from, to).reduce((sum, word) => sum + word.folded.replace(/\D/g, '').length, 0);
    const inOnePiece = to - from === 1;
    if (digits >= SHORTEST_PHONE_NUMBER - (inOnePiece ? 1 : 0)) {
      for (let at = from; at < to; at++) result[at] = { ...words[at]!, kind: 'link' };
    }
    from = Math.max(from, to - 1);
  }
  return result;
}

/** Numbers in a row, with the hyphens and brackets people write between them. */
function endOfDigits(words: ReadWord[], from: number): number {
  let to = from;
  while (words[to]?.kind === 'number' || (to > from && /^[-()]$/.test(words[to]?.text ?? ''))) to++;
  return to;
}

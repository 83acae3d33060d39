import type { Day } from '../../../platform/local-time.ts';
import { type Evidence, type Facts, factsOf } from './evidence.ts';
import { COMMON, CURRENCY, GENERIC, NUMERAL_WORDS, STOCK, VARIANT_WORDS } from './lexicon.ts';
import type { Subjects } from './subjects.ts';
import { clausesOf, plainWords, type Token } from './tokens.ts';

/** Something a draft says without support. `what` is for the trace, and for the model that tries again. */
export type Violation = { kind: 'number' | 'day' | 'done' | 'presence' | 'policy' | 'contact' | 'form'; what: string };

/** @property isEcho the text is the customer's question, which the draft agrees to. */
export type Around = { today: Day; asked: string; isEcho: boolean };

/** One sentence, with what it is about. */
export type Reading = {
  folded: string;
  tokens: Token[];
  isQuestion: boolean;
  subjects: Subjects;
  evidence: Evidence;
  around: Around;
};

/** A few words around a place, for whoever has to mend it. */
export const quoted = ({ folded, tokens }: Reading, { at, end }: { at: number; end: number }): string => {
  const from = tokens[Math.max(0, at - 2)]!.at;
  const last = tokens[Math.min(tokens.length, end + 2) - 1]!;
  return folded.slice(from, last.at + last.text.length);
};

/** What may be said of the things meant at a place; where nothing is meant, whatever was found. */
export function factsAt({ subjects, evidence }: Reading, place: number): { facts: Facts; isNamed: boolean } {
  const { things, isNamed } = subjects.at(place);
  return { facts: isNamed || things.size > 0 ? factsOf(things) : evidence.all, isNamed };
}

/**
 * A price or a stock belongs to something. Where the sentence names nothing that was found, it may only go on about what
 * was named before, without a word that could be another thing: "it costs …", not "the turbo costs …".
 */
export function hasOwner(read: Reading, place: number, values: 'money' | 'stock'): boolean {
  const { things, isNamed } = read.subjects.at(place);
  const { words, from, to } = clauseAt(read, place);
  if (isNamed && read.subjects.namesWithin(from, to)) return true;
  if (isNamed) return speaksOfNothingElse(read, words);
  return (
    speaksOfNothingElse(read, plainWords(read.folded)) && (things.size > 0 || read.evidence.all[values].size === 1)
  );
}

export const speaksOfNothingElse = ({ evidence }: Reading, words: string): boolean =>
  words
    .split(' ')
    .filter(Boolean)
    .every(
      (word) =>
        /^\d/.test(word) ||
        COMMON.has(word) ||
        GENERIC.has(word) ||
        STOCK.has(word) ||
        CURRENCY.has(word) ||
        NUMERAL_WORDS.has(word) ||
        VARIANT_WORDS.has(word) ||
        evidence.things.some(({ options }) => options.has(word)),
    );

/** A part of a sentence, as plain words, and the tokens it is made of. */
export type Clause = { words: string; from: number; to: number };

export function clausesIn({ folded, tokens }: Reading): Clause[] {
  let end = 0;
  return clausesOf(folded).map((clause) => {
    const begin = folded.indexOf(clause, end);
    end = begin + clause.length;
    const from = tokens.findIndex(({ at }) => at >= begin);
    const after = tokens.findIndex(({ at }) => at >= end);
    return {
      words: plainWords(clause),
      from: from === -1 ? tokens.length : from,
      to: after === -1 ? tokens.length : after,
    };
  });
}

/** The clause a token stands in. */
export const clauseAt = (read: Reading, place: number): Clause =>
  clausesIn(read).find(({ from, to }) => place >= from && place < to) ?? {
    words: plainWords(read.folded),
    from: 0,
    to: read.tokens.length,
  };

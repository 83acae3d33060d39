import { searchFaqs } from '../server/src/language/index.ts';
import type { FaqEntry, FaqQuery } from './files.ts';

export type FaqFigures = {
  rows: number;
  /** How often the right answer comes first, in per cent. */
  first: number;
  /** The mean of 1 / place of the right answer. */
  reciprocalRank: number;
  /** Of questions that nothing answers: how often a surely wrong answer was given, in per cent; null without such. */
  wronglyAnswered: number | null;
};

const MOST_PLACES = 10;

/** @param sure the score from which on the bot would answer without asking. */
export function evaluateFaq(bank: readonly FaqEntry[], queries: readonly FaqQuery[], sure: number): FaqFigures {
  const places = queries.filter(({ id }) => id !== null).map(({ query, id }) => placeOf(id, query, bank));
  const strange = queries.filter(({ id }) => id === null).map(({ query }) => searchFaqs(query, bank, 1)[0]?.score ?? 0);
  return {
    rows: places.length,
    first: (100 * places.filter((place) => place === 1).length) / places.length,
    reciprocalRank: places.reduce((sum, place) => sum + (place === 0 ? 0 : 1 / place), 0) / places.length,
    wronglyAnswered:
      strange.length === 0 ? null : (100 * strange.filter((score) => score >= sure).length) / strange.length,
  };
}

/** 1 is first; 0: not among the first ten. */
const placeOf = (id: string | null, query: string, bank: readonly FaqEntry[]): number =>
  searchFaqs(query, bank, MOST_PLACES).findIndex((found) => found.id === id) + 1;

import type { ReadLanguage } from './lexicon/number-words.ts';
import { type Numeral, numeralAt } from './numerals.ts';
import { splitWords, type Word } from './words.ts';

/** More of one thing than this is not ordered by chat. */
export const LARGEST_QUANTITY = 9999;

/**
 * The number in an answer: `12`, `1,5`, `-3`, "twenty five", "veintidós", "quatre-vingts", "dedh".
 *
 * @param language of the customer, when it is known; it decides about words such as `once`.
 * @returns null when there is no number, or several different ones.
 */
export function readNumber(text: string, language?: string | null): number | null {
  const words = splitWords(text);
  const found = numeralsIn(words, language).map(({ numeral, at }) =>
    isNegative(words, at) ? -numeral.value : numeral.value,
  );
  return onlyOne(found);
}

/**
 * How many of a thing are meant: "2", "x3", "a dozen", "un par", "just one", "3 packs of them".
 *
 * @returns a whole number from 1 to 9,999; null when none or several different ones are said.
 */
export function readQuantity(text: string, language?: string | null): number | null {
  const found = numeralsIn(splitWords(text), language).map(({ numeral }) => numeral.value);
  const quantity = onlyOne(found);
  return quantity !== null && Number.isInteger(quantity) && quantity >= 1 && quantity <= LARGEST_QUANTITY
    ? quantity
    : null;
}

function numeralsIn(words: Word[], language: string | null | undefined): { numeral: Numeral; at: number }[] {
  const found: { numeral: Numeral; at: number }[] = [];
  for (let at = 0; at < words.length; ) {
    const numeral = numeralAt(words, at);
    if (numeral && isMeant(numeral, words, language)) found.push({ numeral, at });
    at += numeral?.length ?? 1;
  }
  const stated = found.filter(({ numeral }) => numeral.style !== 'article');
  return stated.length > 0 ? stated : found;
}

/** `once` is eleven for a Spaniard, or when nothing else was said. */
function isMeant(numeral: Numeral, words: Word[], language: string | null | undefined): boolean {
  if (!numeral.shy) return true;
  return words.length === numeral.length || (language != null && numeral.languages.includes(language as ReadLanguage));
}

function isNegative(words: Word[], at: number): boolean {
  return (
    words[at]?.kind === 'number' &&
    words[at]!.glued &&
    /^[-−]$/.test(words[at - 1]?.text ?? '') &&
    !words[at - 1]!.glued
  );
}

function onlyOne(numbers: number[]): number | null {
  return new Set(numbers).size === 1 ? numbers[0]! : null;
}

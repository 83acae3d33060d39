import { MONTHS } from './lexicon.ts';

/** A word, number or sign of a text, folded. `values` are what a number may mean: "1,299" is 1299, or 1.299. */
export type Token = { text: string; at: number; values: number[] };

/** Small letters, no accents, no invisible characters, digits and letters of all widths as the plain ones. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/[’‘`´]/g, "'")
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
}

const TOKEN = /\d+(?:[.,:]\d+)*|[\p{L}\p{N}]+(?:'\p{L}+)*|[$€£₹¥₩₽₺₫฿%#]/gu;

/** @param folded of `foldText`. */
export function tokensOf(folded: string): Token[] {
  return [...folded.matchAll(TOKEN)].map(([text], at, all) => ({
    text: text.replaceAll("'", ''),
    at: all[at]!.index,
    values: numbersOf(text),
  }));
}

function numbersOf(text: string): number[] {
  if (!/^\d/.test(text) || text.includes(':')) return [];
  const parts = text.split(/[.,]/);
  const separators = text.replace(/\d/g, '');
  const last = parts.at(-1)!;
  const whole = Number(parts.join(''));
  const decimal = Number(`${parts.slice(0, -1).join('')}.${last}`);
  if (parts.length === 1) return [whole];
  if (new Set(separators).size > 1) return [decimal]; // "1.299,00": the last one divides
  if (parts.length > 2) return parts.slice(1).every((part) => part.length === 3) ? [whole] : [];
  return last.length === 3 ? [whole, decimal] : [decimal];
}

/** Parts of a text in which a claim stands by itself: sentences and lines, and within them clauses. */
export function sentencesOf(text: string): string[] {
  const parts = text.split(/\n+|(?<=[.!?…])\s+(?=\S)|(?<=[!?])/u).map((part) => part.trim());
  return parts.reduce<string[]>((sentences, part) => {
    const before = sentences.at(-1);
    if (before !== undefined && goesOn(before, part)) sentences[sentences.length - 1] = `${before} ${part}`;
    else if (part) sentences.push(part);
    return sentences;
  }, []);
}

/** "12." and then "März", or a point that ends no sentence: "approx. 5", "No. 7". */
const goesOn = (before: string, part: string): boolean =>
  /(?:^|\s)\d{1,2}\.$/.test(before)
    ? MONTHS.has(plainWords(foldText(part)).split(' ')[0]!)
    : /\.$/.test(before) && /^[\p{Ll}\d]/u.test(part);

/** @param folded a sentence. Points and commas within numbers divide nothing. */
export const clausesOf = (folded: string): string[] =>
  folded
    .split(/[;()!?¡¿–—|]+|[,.:](?!\d)/u)
    .map((part) => part.trim())
    .filter(Boolean);

/** Only letters, digits and spaces, for patterns over several words. */
export const plainWords = (folded: string): string =>
  folded
    .replace(/'/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

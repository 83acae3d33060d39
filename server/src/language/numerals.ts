import { NUMBER_JOINERS, NUMBER_WORDS, ONE_ARTICLES, type ReadLanguage } from './lexicon/number-words.ts';
import type { Word } from './words.ts';

/** A number found in a text, in digits or words. */
export type Numeral = {
  value: number;
  /** How many words it takes. */
  length: number;
  style: 'digits' | 'words' | 'article';
  /** The languages in which its words are numbers; all of them for digits. */
  languages: ReadLanguage[];
  /** True when the word is more often something else ("once", "do"): the reader needs other evidence. */
  shy: boolean;
};

/**
 * The number that begins at `at`: `12`, `1.5`, `½`, `1,000`, "twenty-five", "treinta y dos", "quatre-vingts",
 * "half a dozen", "dedh". Several languages are tried and the longest reading wins.
 *
 * @returns null when no number begins there.
 */
export function numeralAt(words: Word[], at: number): Numeral | null {
  const first = words[at];
  if (!first) return null;
  if (first.kind === 'number') return digitsAt(words, at);
  if (first.kind !== 'letters' || VERY.test(first.text)) return null;

  const start = skipArticle(words, at);
  let best: Numeral | null = null;
  for (const language of LANGUAGES) {
    const found = wordsAt(words, start, language);
    if (!found) continue;
    const length = found.length + start - at;
    if (best && best.length === length && best.value === found.value) {
      best.languages.push(language);
      best.shy &&= found.shy;
    } else if (!best || length > best.length || (length === best.length && best.shy && !found.shy)) {
      best = { ...found, length, style: 'words', languages: [language] };
    }
  }
  if (best?.length === 1 && best.value === 1 && ONE_ARTICLES.has(first.folded)) best.style = 'article';
  if (!best && ONE_ARTICLES.has(first.folded))
    return { value: 1, length: 1, style: 'article', languages: ['en'], shy: true };
  return best;
}

/** The value of digits as written: `1,000` is a thousand, `1,5` and `1.5` are one and a half. NaN for dates and the like. */
function numeralValue(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}([.,]\d{3})+$/.test(text) && !/^0/.test(text)) return Number(text.replace(/[.,]/g, ''));
  const decimal = /^(\d+)[.,](\d+)$/.exec(text);
  if (decimal) return Number(`${decimal[1]}.${decimal[2]}`);
  const fraction = /^(\d+)[/⁄](\d+)$/.exec(text);
  return fraction && Number(fraction[2]) > 0 ? Number(fraction[1]) / Number(fraction[2]) : Number.NaN;
}

/** French "very", which without its accent would be Spanish three. */
const VERY = /^très$/i;

type NumberWord = { value: number; shy: boolean };

const LANGUAGES: ReadLanguage[] = ['en', 'es', 'pt', 'fr', 'hi-Latn'];
const WORDS = new Map(LANGUAGES.map((language) => [language, readWordList(NUMBER_WORDS[language])]));
const DOZENS = new Set([
  'dozen',
  'doz',
  'dzn',
  'docena',
  'duzia',
  'douzaine',
  'darjan',
  'dozens',
  'docenas',
  'duzias',
  'douzaines',
]);
const LONGEST_NUMERAL = 8;

function readWordList(list: string): Map<string, NumberWord> {
  return new Map(
    list.split(/\s+/).map((entry) => {
      const [word, value] = entry.split('=') as [string, string];
      return [word.replace('*', ''), { value: Number(value), shy: word.endsWith('*') }];
    }),
  );
}

/** `a dozen`, `une douzaine`, `un par`, `a couple`: the article says nothing more. */
function skipArticle(words: Word[], at: number): number {
  if (!ONE_ARTICLES.has(words[at]!.folded)) return at;
  const next = words[at + 1]?.folded ?? '';
  return DOZENS.has(next) || /^(?:couple|pair|half|par|paire|demi|medio|media|meio|meia)$/.test(next) ? at + 1 : at;
}

function digitsAt(words: Word[], at: number): Numeral | null {
  const value = numeralValue(words[at]!.folded);
  if (Number.isNaN(value)) return null;
  const dozen = DOZENS.has(words[at + 1]?.folded ?? '');
  return {
    value: dozen ? value * 12 : value,
    length: dozen ? 2 : 1,
    style: 'digits',
    languages: [...LANGUAGES],
    shy: false,
  };
}

function wordsAt(
  words: Word[],
  at: number,
  language: ReadLanguage,
): { value: number; length: number; shy: boolean } | null {
  const list = WORDS.get(language)!;
  let total = 0;
  let length = 0;
  let shy = false;
  while (length < LONGEST_NUMERAL) {
    const joined = length > 0 && NUMBER_JOINERS[language].includes(words[at + length]?.folded ?? '') ? 1 : 0;
    const word = words[at + length + joined];
    if (word?.kind !== 'letters') break;
    if (length > 0 && DOZENS.has(word.folded) && !joined) return { value: total * 12, length: length + 1, shy: false };
    const next = numberWord(list, word.folded);
    if (!next) break;
    const sum = length === 0 ? next.value : extend(total, next.value, joined === 1, language);
    if (sum === null) break;
    if (length === 0) shy = next.shy;
    else shy = false;
    total = sum;
    length += 1 + joined;
    if (total === 0.5) return halfDozen(words, at + length, length) ?? { value: total, length, shy };
  }
  return length === 0 ? null : { value: total, length, shy };
}

function numberWord(list: Map<string, NumberWord>, folded: string): NumberWord | undefined {
  const known = list.get(folded);
  return known ?? (DOZENS.has(folded) ? list.get(folded.slice(0, -1)) : undefined);
}

/** "half a dozen", "media docena": only then does a half go on. */
function halfDozen(words: Word[], at: number, length: number): { value: number; length: number; shy: boolean } | null {
  const article = words[at]?.folded === 'a' ? 1 : 0;
  return DOZENS.has(words[at + article]?.folded ?? '') ? { value: 6, length: length + article + 1, shy: false } : null;
}

/** The number so far with the next word, or null when the next word begins another number. */
function extend(total: number, next: number, joined: boolean, language: ReadLanguage): number | null {
  if (next === 0.5) return joined && total % 1 === 0 ? total + 0.5 : null; // one and a half
  if (next === 1000) return total > 0 && total < 1000 ? total * 1000 : null;
  if (next === 100) return total > 0 && total < 10 ? total * 100 : null;
  const rest = total % 1000;
  if (language === 'fr' && next === 20 && rest === 4 && !joined) return total + 76; // quatre-vingts
  if (language === 'fr' && next >= 10 && next < 20 && (rest % 100 === 60 || rest % 100 === 80)) return total + next;
  if (next >= 100) return rest === 0 ? total + next : null;
  if (next >= 10) return rest % 100 === 0 ? total + next : null;
  const units = rest % 10 === 0 && (rest % 100 === 0 || rest % 100 >= 20);
  return units && next > 0 ? total + next : null;
}

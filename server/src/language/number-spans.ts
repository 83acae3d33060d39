import { FILLER_WORDS } from './lexicon/filler-words.ts';
import { COUNTING_WORDS, type ReadLanguage } from './lexicon/number-words.ts';
import { CONNECTORS } from './lexicon/order-cues.ts';
import { PAIRS } from './lexicon/talk-words.ts';
import { LARGEST_QUANTITY } from './numbers.ts';
import { numeralAt } from './numerals.ts';
import type { Span } from './order-span.ts';
import type { ReadWord } from './order-words.ts';

/** The number that begins at `at`, when it counts things; a filler when it is money, time or the like. */
export function numberSpan(
  words: ReadWord[],
  at: number,
  votes: Record<ReadLanguage, number>,
  before: Span | undefined,
): Span | null {
  const numeral = numeralAt(words, at);
  if (!numeral) return null;
  if (isMoneyOrTime(words, at, numeral.length)) return { kind: 'filler', at, length: numeral.length };
  if (numeral.value < 1 || numeral.value > LARGEST_QUANTITY || numeral.value % 1 !== 0) return null;
  const word = words[at]!.folded;
  if (PRONOUNS.test(word) && numeral.length === 1 && standsFor(words, at, before)) return null;
  if (before?.kind === 'number' && PAIRS.test(word)) return null; // "1 pair"
  if (word === 'par' && numeral.length === 1 && words[at + 1]?.folded !== 'de') return null; // French "by"
  if (numeral.shy && !countsUnits(words, at) && !isSpoken(numeral.languages, votes, words, at)) {
    return closesThing(words, at, before)
      ? { kind: 'number', value: 2, style: 'words', unsure: true, at, length: 1 }
      : null;
  }
  const unsure = numeral.shy && closesThing(words, at, before);
  return { kind: 'number', value: numeral.value, style: numeral.style, unsure, at, length: numeral.length };
}

/** "do piece", "do kilo" count whatever the rest speaks. */
function countsUnits(words: ReadWord[], at: number): boolean {
  return words[at]!.folded === 'do' && COUNTING_WORDS.has(words[at + 1]?.folded ?? '');
}

/** Portuguese "capa do celular", between two words of a message that nothing else gives away. */
function isOfThe(words: ReadWord[], at: number): boolean {
  const [before, next] = [words[at - 1], words[at + 1]];
  return (
    words[at]!.folded === 'do' &&
    before?.kind === 'letters' &&
    next?.kind === 'letters' &&
    !CONNECTORS.has(before.folded)
  );
}

/** "sabun do" is two soaps, or: give soap. */
function closesThing(words: ReadWord[], at: number, before: Span | undefined): boolean {
  const next = words[at + 1];
  if (words[at]!.folded !== 'do' || (next && next.kind !== 'mark')) return false;
  return before?.kind === 'product' || before?.kind === 'option' || before?.kind === 'counting';
}

const PRONOUNS = /^(?:one|uno|una)$/;

/** "$20", "20 euros", "5pm", "8th", "6:30", "2 people", "DL123": numbers that count no goods. */
function isMoneyOrTime(words: ReadWord[], at: number, length: number): boolean {
  const before = words[at - 1];
  const next = words[at + length];
  if (before && (CURRENCY.test(before.text) || (before.unknown && words[at]!.glued))) return true;
  if (isClock(words, at - 1) || isClock(words, at + length)) return true;
  if (!next) return false;
  return (next.glued && (CURRENCY.test(next.text) || ORDINAL_OR_HOUR.test(next.folded))) || NOT_GOODS.test(next.folded);
}

/** The colon in 6:30. */
function isClock(words: ReadWord[], at: number): boolean {
  const [before, colon, after] = [words[at - 1], words[at], words[at + 1]];
  return colon?.text === ':' && colon.glued && before?.kind === 'number' && after?.kind === 'number' && after.glued;
}

const CURRENCY = /^[$€£₹¥%°º#@]$/;
const ORDINAL_OR_HOUR = /^(?:st|nd|rd|th|er|eme|h|hrs?|am|pm|k|yr|yrs)$/;
const NOT_GOODS =
  /^(?:am|pm|dollars?|usd|bucks?|rs|inr|rupees?|rupaye|rupay|rupiye|euros?|eur|pounds|quid|gbp|pesos?|mxn|cop|ars|soles|reais|real|brl|rupiah|minutes?|mins?|minutos?|minuts?|hours?|hrs?|horas?|heures?|ghante|ghanta|days?|dias?|jours?|din|weeks?|semanas?|semaines?|hafte|months?|mes|meses|mois|mahine|years?|yrs?|anos?|ans|saal|people|persons?|personas?|pessoas?|personnes?|log|percent|por ciento|times|veces|vezes|fois|baar|bar ki|guests?|adults?|o'?clock)$/;

/** "the red one", "that one": the thing, not the number. */
function standsFor(words: ReadWord[], at: number, before: Span | undefined): boolean {
  const next = words[at + 1];
  const ends = !next || next.kind === 'mark' || FILLER_WORDS.has(next.folded);
  return (
    ((before?.kind === 'option' || before?.kind === 'measure') && ends) ||
    (/^(?:the|this|that|other|which)$/.test(words[at - 1]?.folded ?? '') && ends)
  );
}

/** A doubtful number word counts when its language speaks at least as loud as the others, or nobody speaks. */
function isSpoken(
  languages: ReadLanguage[],
  votes: Record<ReadLanguage, number>,
  words: ReadWord[],
  at: number,
): boolean {
  const own = Math.max(...languages.map((language) => votes[language]));
  const others = Math.max(
    ...(Object.keys(votes) as ReadLanguage[])
      .filter((language) => !languages.includes(language))
      .map((language) => votes[language]),
  );
  if (own === others && isOfThe(words, at)) return false;
  if (own === others)
    return own === 0 || !/^(?:send|you|not|me|the|i|u|it|we|this|that)$/.test(words[at + 1]?.folded ?? 'the');
  return own > others;
}

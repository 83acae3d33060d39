import type { Facts } from './evidence.ts';
import { dayKey } from './evidence.ts';
import { DAY_WORDS, NUMBERED, POSSESSION, PRICED, STOCK, VAGUE_TIMES } from './lexicon.ts';
import { clauseAt, factsAt, hasOwner, quoted, type Reading, type Violation } from './reading.ts';
import { stemOf } from './subjects.ts';
import { foldText, plainWords, tokensOf } from './tokens.ts';
import { type SaidValue, valuesIn } from './values.ts';

/** Prices, stock, numbers, percentages, days and times that belong to nothing that was found. */
export function valueClaims(read: Reading): Violation[] {
  return valuesIn(read.tokens).flatMap((said, index) => {
    if (index === 0 && said.at === 0 && isListMark(read)) return [];
    return isSupported(read, said)
      ? []
      : [
          {
            kind: said.kind === 'day' || said.kind === 'weekday' ? ('day' as const) : ('number' as const),
            what: `"${quoted(read, said)}"`,
          },
        ];
  });
}

/** "1. " at the beginning of a line */
const isListMark = ({ folded }: Reading): boolean => /^\d{1,2}[.)]\s/.test(folded);

function isSupported(read: Reading, said: SaidValue): boolean {
  const { facts, isNamed } = factsAt(read, said.at);
  const { ownWords } = read.evidence;
  switch (said.kind) {
    case 'day':
      return facts.day.has(said.value) || ownWords.day.has(said.value);
    case 'weekday':
      return facts.weekday.has(said.value) || ownWords.weekday.has(said.value);
    case 'clock':
      return facts.clock.has(said.value) || ownWords.clock.has(said.value);
    case 'percent':
      return said.values.some((value) => facts.percent.has(value) || ownWords.percent.has(value));
    case 'money':
      return said.values.some((value) => isPrice(read, said, value, facts, isNamed));
    case 'plain':
      return said.values.some((value) => isSupportedCount(read, said, value, facts, isNamed));
  }
}

function isPrice(read: Reading, said: SaidValue, value: number, facts: Facts, isNamed: boolean): boolean {
  if (facts.money.has(value)) return hasOwner(read, said.at, 'money');
  return !isNamed && read.evidence.ownWords.money.has(value) && !PRICED.test(clauseAt(read, said.at).words);
}

function isSupportedCount(read: Reading, said: SaidValue, value: number, facts: Facts, isNamed: boolean): boolean {
  const { ownWords } = read.evidence;
  const { words: clause } = clauseAt(read, said.at);
  if (isNumbered(read, said)) return facts.number.has(value);
  if (isStock(read, said))
    return (facts.stock.has(value) && hasOwner(read, said.at, 'stock')) || ownWords.count.has(value);
  const isQuantity = read.subjects.at(said.end).isNamed && isWordNext(read, said);
  if (PRICED.test(clause) && !isQuantity) return isPrice(read, said, value, facts, isNamed);
  if (facts.count.has(value) || facts.stock.has(value) || facts.number.has(value) || ownWords.count.has(value))
    return true;
  return !read.around.isEcho && !POSSESSION.test(clause) && saidByCustomer(read.around.asked).has(value);
}

/** A quantity the customer named may be repeated; that is no claim. */
const saidByCustomer = (asked: string): Set<number> =>
  new Set(valuesIn(tokensOf(foldText(asked))).flatMap((said) => (said.kind === 'plain' ? said.values : [])));

/** "order number 1042", "pedido es el 1042" */
const BETWEEN = new Set(['number', 'is', 'numero', 'es', 'el', 'nummer', 'no', 'nr', 'de', 'of', 'your']);

function isNumbered({ tokens }: Reading, { at }: SaidValue): boolean {
  const [before, previous] = [tokens[at - 1], tokens[at - 2]];
  if (!before || before.values.length > 0) return false;
  return NUMBERED.has(before.text) || (BETWEEN.has(before.text) && NUMBERED.has(previous?.text ?? ''));
}

function isStock({ tokens }: Reading, { at, end }: SaidValue): boolean {
  return [...tokens.slice(Math.max(0, at - 2), at), ...tokens.slice(end, end + 3)].some(({ text }) => STOCK.has(text));
}

function isWordNext({ tokens, evidence }: Reading, { end }: SaidValue): boolean {
  const next = tokens.slice(end, end + 3).map(({ text }) => stemOf(text));
  return evidence.things.some(({ names }) => [...names].some((word) => next.includes(stemOf(word))));
}

/** Days that are said by their place: today, tomorrow, next week. */
export function dayClaims(read: Reading): Violation[] {
  const { tokens, evidence, around, isQuestion, folded } = read;
  const words = plainWords(folded);
  const violations = tokens.flatMap(({ text }, at): Violation[] => {
    const offset = DAY_WORDS.find(({ words }) => words.has(text))?.offset;
    if (offset === undefined || (text === 'morgen' && tokens[at - 1]?.text === 'guten')) return [];
    if (offset === 0 && isQuestion) return []; // "How can I help you today?"
    const { facts } = factsAt(read, at);
    const isKnown = facts.day.has(dayKey(around.today, offset)) || ` ${evidence.text} `.includes(` ${text} `);
    return isKnown ? [] : [{ kind: 'day', what: `"${quoted(read, { at, end: at + 1 })}"` }];
  });
  const vague = VAGUE_TIMES.exec(words)?.[0];
  if (vague && !evidence.text.includes(vague)) violations.push({ kind: 'day', what: `"${vague}"` });
  return violations;
}

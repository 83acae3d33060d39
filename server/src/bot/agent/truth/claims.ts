import type { Day } from '../../../platform/local-time.ts';
import { dayKey, type Evidence, type Facts, factsOf, type Thing } from './evidence.ts';
import {
  ALL_DONE,
  COMMON,
  CONDITIONAL,
  CURRENCY,
  DAY_WORDS,
  FIRST_PERSON_DONE,
  FIRST_PERSON_WILL,
  GENERIC,
  HINDI_DONE,
  LACK,
  NUMBERED,
  NUMERAL_WORDS,
  POLICIES,
  POSSESSION,
  PRICED,
  STATES,
  STOCK,
  VAGUE_TIMES,
} from './lexicon.ts';
import { stemOf, subjectsOf } from './subjects.ts';
import { clausesOf, foldText, plainWords, sentencesOf, type Token, tokensOf } from './tokens.ts';
import { type SaidValue, valuesIn } from './values.ts';

/** Something a draft says without support. `what` is for the trace, and for the model that tries again. */
export type Violation = { kind: 'number' | 'day' | 'done' | 'presence' | 'policy' | 'contact' | 'form'; what: string };

/** @property isEcho the text is the customer's question, which the draft agrees to. */
type Around = { today: Day; asked: string; isEcho: boolean };

/** What a text claims and nothing supports. */
export function claimsOf(text: string, evidence: Evidence, around: Around): Violation[] {
  const violations: Violation[] = [];
  let about: ReadonlySet<Thing> = subjectsOf(tokensOf(foldText(around.asked)), evidence.things, new Set()).last;
  for (const sentence of sentencesOf(text)) {
    const folded = foldText(sentence);
    const tokens = tokensOf(folded);
    const subjects = subjectsOf(tokens, evidence.things, about);
    const read: Reading = {
      folded,
      tokens,
      isQuestion: /[?？]\s*$/.test(sentence) && !around.isEcho,
      subjects,
      evidence,
      around,
    };
    violations.push(...valueClaims(read), ...dayClaims(read), ...policyClaims(read));
    violations.push(...presenceClaims(read), ...doneClaims(read));
    about = subjects.last;
  }
  return violations;
}

type Reading = {
  folded: string;
  tokens: Token[];
  isQuestion: boolean;
  subjects: ReturnType<typeof subjectsOf>;
  evidence: Evidence;
  around: Around;
};

const quoted = ({ folded, tokens }: Reading, { at, end }: { at: number; end: number }): string => {
  const from = tokens[Math.max(0, at - 2)]!.at;
  const last = tokens[Math.min(tokens.length, end + 2) - 1]!;
  return folded.slice(from, last.at + last.text.length);
};

/** What may be said of the things meant at a place; where nothing is meant, whatever was found. */
function factsAt({ subjects, evidence }: Reading, place: number): { facts: Facts; isNamed: boolean } {
  const { things, isNamed } = subjects.at(place);
  return { facts: isNamed || things.size > 0 ? factsOf(things) : evidence.all, isNamed };
}

/**
 * A price or a stock belongs to something. Where the sentence names nothing that was found, it may only go on about what
 * was named before, without a word that could be another thing: "it costs …", not "the turbo costs …".
 */
function hasOwner(read: Reading, place: number, values: 'money' | 'stock'): boolean {
  const { things, isNamed } = read.subjects.at(place);
  if (isNamed) return true;
  return (
    speaksOfNothingElse(read, plainWords(read.folded)) && (things.size > 0 || read.evidence.all[values].size === 1)
  );
}

const speaksOfNothingElse = ({ evidence }: Reading, words: string): boolean =>
  words
    .split(' ')
    .every(
      (word) =>
        /^\d/.test(word) ||
        COMMON.has(word) ||
        GENERIC.has(word) ||
        STOCK.has(word) ||
        CURRENCY.has(word) ||
        NUMERAL_WORDS.has(word) ||
        evidence.things.some(({ options }) => options.has(word)),
    );

// Numbers

function valueClaims(read: Reading): Violation[] {
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
  return !isNamed && read.evidence.ownWords.money.has(value) && !PRICED.test(clauseAround(read, said));
}

function isSupportedCount(read: Reading, said: SaidValue, value: number, facts: Facts, isNamed: boolean): boolean {
  const { ownWords } = read.evidence;
  const clause = clauseAround(read, said);
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

function isNumbered({ tokens }: Reading, { at }: SaidValue): boolean {
  const [before, previous] = [tokens[at - 1], tokens[at - 2]];
  if (!before || before.values.length > 0) return false;
  return NUMBERED.has(before.text) || NUMBERED.has(previous?.text ?? '');
}

function isStock({ tokens }: Reading, { at, end }: SaidValue): boolean {
  return [...tokens.slice(Math.max(0, at - 2), at), ...tokens.slice(end, end + 3)].some(({ text }) => STOCK.has(text));
}

function isWordNext({ tokens, evidence }: Reading, { end }: SaidValue): boolean {
  const next = tokens.slice(end, end + 3).map(({ text }) => stemOf(text));
  return evidence.things.some(({ names }) => [...names].some((word) => next.includes(stemOf(word))));
}

function clauseAround({ folded, tokens }: Reading, { at }: SaidValue): string {
  const place = tokens[at]!.at;
  let from = 0;
  for (const clause of clausesOf(folded)) {
    const begin = folded.indexOf(clause, from);
    from = begin + clause.length;
    if (place < from) return plainWords(clause);
  }
  return plainWords(folded);
}

// Days

function dayClaims(read: Reading): Violation[] {
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

// Offers

function policyClaims({ folded, evidence }: Reading): Violation[] {
  const words = plainWords(folded);
  return Object.values(POLICIES).flatMap((pattern): Violation[] => {
    const said = pattern.exec(words)?.[0];
    const isTheirs = pattern.test(plainWords(evidence.ownText));
    return said && !isTheirs ? [{ kind: 'policy', what: `"${said}"` }] : [];
  });
}

// Whether there is any

function presenceClaims(read: Reading): Violation[] {
  if (read.isQuestion) return [];
  return clausesOf(read.folded).flatMap((clause): Violation[] => {
    const words = plainWords(clause);
    const lacks = LACK.exec(words);
    const match = lacks ?? POSSESSION.exec(words);
    if (!match) return [];
    const { things, isNamed } = read.subjects.from(placeOf(read, clause));
    const isMeant = isNamed || (things.size > 0 && speaksOfNothingElse(read, words.replace(match[0], ' ')));
    const presences = [...things].map(({ facts }) => facts.presence);
    const isKnown = lacks ? isLacking(read, presences, isMeant) : isMeant && presences.some((one) => one.has('some'));
    return isKnown ? [] : [{ kind: 'presence', what: `"${words.slice(0, 80)}"` }];
  });
}

/** Gone is only what has none in any of its kinds; and what a search did not find. */
function isLacking({ evidence }: Reading, presences: Facts['presence'][], isMeant: boolean): boolean {
  if (isMeant) return presences.some((one) => one.has('none')) && !presences.some((one) => one.has('some'));
  return evidence.things.some(({ names, facts }) => names.size === 0 && facts.presence.has('none'));
}

function placeOf({ folded, tokens }: Reading, clause: string): number {
  const begin = folded.indexOf(clause);
  const first = tokens.findIndex(({ at }) => at >= begin);
  return first === -1 ? tokens.length - 1 : first;
}

// Done

/** Which states of an order bear out a word. Others must stand in what the business itself says. */
const BEARS_OUT: Readonly<Record<string, readonly string[]>> = {
  placed: ['pending', 'confirmed', 'shipped', 'delivered', 'cancelled'],
  confirmed: ['confirmed', 'shipped', 'delivered'],
  shipped: ['shipped', 'delivered'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
};
const ORDER_STATES = new Set(Object.values(BEARS_OUT).flat());

function doneClaims(read: Reading): Violation[] {
  const { isQuestion, around } = read;
  const violations: Violation[] = [];
  let from = 0;
  for (const clause of clausesOf(read.folded)) {
    const begin = read.folded.indexOf(clause, from);
    from = begin + clause.length;
    const words = plainWords(clause);
    const isOurs =
      FIRST_PERSON_DONE.exec(words) ?? (isQuestion ? null : FIRST_PERSON_WILL.exec(words)) ?? ALL_DONE.exec(words);
    const said = around.isEcho ? null : (isOurs ?? HINDI_DONE.exec(words));
    if (said) violations.push({ kind: 'done', what: `"${words.slice(0, 80)}"` });
    else if (!isQuestion && (around.isEcho || !CONDITIONAL.test(words)))
      violations.push(...statesIn(read, begin, from));
  }
  return violations;
}

function statesIn(read: Reading, begin: number, end: number): Violation[] {
  return read.tokens.flatMap(({ text, at }, place): Violation[] => {
    if (at < begin || at >= end) return [];
    const state = Object.keys(STATES).find((name) => STATES[name]!.has(text));
    if (!state) return [];
    return isBorneOut(read, state, text, place)
      ? []
      : [{ kind: 'done', what: `"${quoted(read, { at: place, end: place + 1 })}"` }];
  });
}

function isBorneOut(read: Reading, state: string, word: string, place: number): boolean {
  const { state: known, number } = factsAt(read, place).facts;
  // "Your order has been placed" is about this moment, unless it says which one.
  if (state === 'placed' && !read.tokens.some(({ values }) => values.some((value) => number.has(value)))) return false;
  if (BEARS_OUT[state]?.some((one) => known.has(one))) return true;
  const isTicket = state === 'noted' && [...known].some((one) => !ORDER_STATES.has(one));
  return isTicket || ` ${plainWords(read.evidence.ownText)} `.includes(` ${word} `);
}

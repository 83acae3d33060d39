import {
  ALL_DONE,
  CONDITIONAL,
  FIRST_PERSON_DONE,
  FIRST_PERSON_WILL,
  HINDI_DONE,
  STATE_PHRASES,
  STATES,
} from './lexicon.ts';
import { type Clause, clausesIn, factsAt, quoted, type Reading, type Violation } from './reading.ts';
import { plainWords } from './tokens.ts';

/** Which states of an order bear out a word. Others must stand in what the business itself says. */
const BEARS_OUT: Readonly<Record<string, readonly string[]>> = {
  placed: ['pending', 'confirmed', 'shipped', 'delivered', 'cancelled'],
  confirmed: ['confirmed', 'shipped', 'delivered'],
  shipped: ['shipped', 'delivered'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
};
const ORDER_STATES = new Set(Object.values(BEARS_OUT).flat());

/** Things said to be done, or promised, that no state of an order bears out. */
export function doneClaims(read: Reading): Violation[] {
  const { isQuestion, around } = read;
  return clausesIn(read).flatMap((clause): Violation[] => {
    const { words } = clause;
    const ours =
      FIRST_PERSON_DONE.exec(words) ?? (isQuestion ? null : FIRST_PERSON_WILL.exec(words)) ?? ALL_DONE.exec(words);
    const said = around.isEcho ? null : (ours ?? HINDI_DONE.exec(words));
    if (said) return [{ kind: 'done', what: `"${words.slice(0, 80)}"` }];
    return isQuestion ? [] : statesIn(read, clause);
  });
}

function statesIn(read: Reading, clause: Clause): Violation[] {
  const { words, from, to } = clause;
  const isEcho = read.around.isEcho;
  const phrases = Object.entries(STATE_PHRASES).flatMap(([state, pattern]): Violation[] => {
    const said = pattern.exec(words)?.[0];
    const isClaimed = said && (isEcho || !CONDITIONAL.test(words));
    return isClaimed && !isBorneOut(read, state, said, from) ? [{ kind: 'done', what: `"${said}"` }] : [];
  });
  const single = read.tokens.slice(from, to).flatMap(({ text }, at): Violation[] => {
    const place = from + at;
    const state = Object.keys(STATES).find((name) => STATES[name]!.has(text));
    if (!state || (!isEcho && isOpen(read, place, clause)) || isBorneOut(read, state, text, place)) return [];
    return [{ kind: 'done', what: `"${quoted(read, { at: place, end: place + 1 })}"` }];
  });
  return [...phrases, ...single];
}

/** "Once you confirm", "cannot be", "not yet": said close to the word, so that a "no" elsewhere opens nothing. */
function isOpen({ tokens }: Reading, place: number, { from, to }: Clause): boolean {
  const near = tokens.slice(Math.max(from, place - WORDS_BEFORE), Math.min(to, place + WORDS_AFTER + 1));
  return CONDITIONAL.test(near.map(({ text }) => text).join(' '));
}
const WORDS_BEFORE = 5;
const WORDS_AFTER = 4;

function isBorneOut(read: Reading, state: string, word: string, place: number): boolean {
  const { state: known, number } = factsAt(read, place).facts;
  // "Your order has been placed" is about this moment, unless it says which one.
  if (state === 'placed' && !read.tokens.some(({ values }) => values.some((value) => number.has(value)))) return false;
  if (BEARS_OUT[state]?.some((one) => known.has(one))) return true;
  const isTicket = state === 'noted' && [...known].some((one) => !ORDER_STATES.has(one));
  return isTicket || ` ${plainWords(read.evidence.ownText)} `.includes(` ${word} `);
}

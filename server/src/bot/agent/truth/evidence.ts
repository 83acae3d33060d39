import { addDays, type Day } from '../../../platform/local-time.ts';
import { foldText, plainWords, tokensOf } from './tokens.ts';
import { valuesIn } from './values.ts';

/** What a tool said in this turn. `isOwnWords`: written by the business for its customers, such as a common answer. */
export type Finding = { tool: string; result: unknown; isOwnWords?: boolean };

/** The values of one thing (a product, a variant, an order, an answer) by what they are. */
export type Facts = {
  money: Set<number>;
  stock: Set<number>;
  count: Set<number>;
  number: Set<number>; // of orders and tickets
  percent: Set<number>;
  day: Set<string>; // "3-2", the second of March
  weekday: Set<number>; // 0: Sunday
  clock: Set<string>; // "9:30"
  state: Set<string>; // "cancelled"
  presence: Set<'some' | 'none'>; // whether there is any
};

/**
 * A thing with the words it is known by, and the words that tell it from others of the name ("large", "black"). Its
 * facts include those of what it lies in and of its own parts.
 */
export type Thing = {
  names: ReadonlySet<string>;
  options: ReadonlyMap<string, number>; // to the place among the options: 0 for the size, 1 for the colour
  facts: Facts;
  isOwnWords: boolean;
};

export type Evidence = {
  things: Thing[];
  all: Facts;
  ownWords: Facts; // of what the business wrote for its customers: may be said beside anything
  text: string; // everything, as plain words
  ownText: string; // what the business wrote itself, folded: only this may bring links and policies
};

const NAME_KEYS = /^(?:name|product|item|line|question|topic|summary|title|category|kind|number)$/;
const MONEY_KEYS = /price|total|amount|cost/;
const STOCK_KEYS = /stock|available|left/;
const NUMBER_KEYS = /^(?:number|order_number|ticket_number)$/;
const PERCENT_KEYS = /percent|progress|quality/;
const MISSING = new Set(['none', 'not_found', 'not_sold', 'sold_out', 'empty']);

export const noFacts = (): Facts => ({
  money: new Set(),
  stock: new Set(),
  count: new Set(),
  number: new Set(),
  percent: new Set(),
  day: new Set(),
  weekday: new Set(),
  clock: new Set(),
  state: new Set(),
  presence: new Set(),
});

/** Everything that may be said after these findings. */
export function evidenceOf(findings: readonly Finding[]): Evidence {
  const things = findings.flatMap(({ result, isOwnWords = false }) => thingsIn(result, isOwnWords));
  const textOf = (some: readonly Finding[]) => foldText(some.flatMap(({ result }) => stringsIn(result)).join('\n'));
  return {
    things,
    all: factsOf(things),
    ownWords: factsOf(things.filter(({ isOwnWords }) => isOwnWords)),
    text: plainWords(textOf(findings)),
    ownText: textOf(findings.filter(({ isOwnWords }) => isOwnWords)),
  };
}

export function factsOf(things: Iterable<Thing>): Facts {
  const all = noFacts();
  for (const { facts } of things) merge(all, facts);
  return all;
}

type Around = { own: Facts; facts: Facts };
type Known = Pick<Thing, 'names' | 'options'>;
const NOBODY: Known = { names: new Set(), options: new Map() };

/** One object is one thing. What lies around it is known of it too, what lies beside it is not. */
function thingsIn(value: unknown, isOwnWords: boolean, known: Known = NOBODY, around: Around[] = []): Thing[] {
  if (Array.isArray(value)) {
    for (const { facts } of around) facts.count.add(value.length);
    return value.flatMap((one) => thingsIn(one, isOwnWords, known, around));
  }
  if (typeof value !== 'object' || value === null) return [];

  const own = noFacts();
  const [names, options] = [new Set(known.names), new Map(known.options)];
  const parts: unknown[] = [];
  for (const [key, field] of Object.entries(value)) {
    if (typeof field === 'object') parts.push(field);
    else learn(own, key, field);
    if (NAME_KEYS.test(key)) join(names, wordsOf(field));
    if (key === 'options' && typeof field === 'string')
      for (const [place, value] of field.split(',').entries())
        for (const word of wordsOf(value)) options.set(word, place);
  }
  const facts = noFacts();
  merge(facts, own);
  for (const outer of around) {
    learnFrom(facts, outer.own);
    learnFrom(outer.facts, own);
  }
  const inside = [...around, { own, facts }];
  const thing = { names, options, facts, isOwnWords };
  return [thing, ...parts.flatMap((part) => thingsIn(part, isOwnWords, thing, inside))];
}

const wordsOf = (field: unknown): Set<string> =>
  new Set(typeof field === 'object' ? [] : plainWords(foldText(String(field))).split(' '));

/** Whether there is any, a thing knows best itself: one size that is gone does not make the product gone. */
function learnFrom(facts: Facts, other: Facts): void {
  const knows = facts.presence.size > 0;
  merge(facts, knows ? { ...other, presence: new Set() } : other);
}

function learn(facts: Facts, key: string, field: unknown): void {
  if (typeof field === 'number') learnNumber(facts, key, field);
  if (typeof field !== 'string') return;
  if (key === 'state' || key === 'status') facts.state.add(field);
  if (key === 'outcome') facts.presence.add(MISSING.has(field) ? 'none' : 'some');
  for (const [day] of field.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)) learnDay(facts, day);
  for (const said of valuesIn(tokensOf(foldText(field)))) {
    if (said.kind === 'day') facts.day.add(said.value);
    else if (said.kind === 'weekday') facts.weekday.add(said.value);
    else if (said.kind === 'clock') facts.clock.add(said.value);
    else {
      const into = said.kind !== 'plain' ? said.kind : MONEY_KEYS.test(key) ? 'money' : 'count';
      for (const value of said.values) facts[into].add(value);
    }
  }
}

function learnNumber(facts: Facts, key: string, value: number): void {
  if (MONEY_KEYS.test(key)) facts.money.add(value);
  else if (NUMBER_KEYS.test(key)) facts.number.add(value);
  else if (PERCENT_KEYS.test(key)) facts.percent.add(value);
  else if (STOCK_KEYS.test(key)) {
    facts.stock.add(value);
    facts.presence.add(value > 0 ? 'some' : 'none');
  } else facts.count.add(value);
}

export function learnDay(facts: Pick<Facts, 'day' | 'weekday'>, day: Day): void {
  facts.day.add(dayKey(day, 0));
  facts.weekday.add(new Date(`${day}T12:00:00Z`).getUTCDay());
}

/** A day some days from `today`, as facts have it. */
export const dayKey = (today: Day, offset: number): string => {
  const [, month, date] = addDays(today, offset).split('-').map(Number);
  return `${month}-${date}`;
};

function merge(into: Facts, from: Facts): void {
  join(into.money, from.money);
  join(into.stock, from.stock);
  join(into.count, from.count);
  join(into.number, from.number);
  join(into.percent, from.percent);
  join(into.day, from.day);
  join(into.weekday, from.weekday);
  join(into.clock, from.clock);
  join(into.state, from.state);
  join(into.presence, from.presence);
}

function join<V>(into: Set<V>, from: ReadonlySet<V>): void {
  for (const one of from) into.add(one);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

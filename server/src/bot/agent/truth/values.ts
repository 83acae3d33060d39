import { CURRENCY, CURRENCY_SIGNS, MONTHS, NUMERAL_WORDS, PERCENT, SHY_WEEKDAYS, WEEKDAYS } from './lexicon.ts';
import type { Token } from './tokens.ts';

/** A day, a time or a number, wherever it is said: in what tools found, and in drafts. `at` and `end` count tokens. */
export type SaidValue = { at: number; end: number } & (
  | { kind: 'day'; value: string } // "3-2", the second of March
  | { kind: 'weekday'; value: number } // 0: Sunday
  | { kind: 'clock'; value: string } // "9:30"
  | { kind: 'money' | 'percent' | 'plain'; values: number[] } // what it may mean
);

/** Every value in a text, each token read once. */
export function valuesIn(tokens: Token[]): SaidValue[] {
  const said: SaidValue[] = [];
  for (let at = 0; at < tokens.length; ) {
    const one = dayAt(tokens, at) ?? weekdayAt(tokens, at) ?? clockAt(tokens, at) ?? numberAt(tokens, at);
    if (one) said.push(one);
    at = one ? one.end : at + 1;
  }
  return said;
}

const LINKING = new Set(['de', 'of', 'the', 'st', 'nd', 'rd', 'th', 'er', 'do']);

/** "Mar 5", "5 de marzo", "5th of March". "5/3" means two days in two countries: it is read as numbers. */
function dayAt(tokens: Token[], at: number): SaidValue | null {
  const month = MONTHS.get(tokens[at]!.text);
  if (month !== undefined) {
    const next = LINKING.has(tokens[at + 1]?.text ?? '') ? at + 2 : at + 1;
    const date = dateOf(tokens[next]);
    return date === null ? null : { kind: 'day', value: `${month}-${date}`, at, end: next + 1 };
  }
  const date = dateOf(tokens[at]);
  if (date === null) return null;
  let next = at + 1;
  while (next < at + 3 && LINKING.has(tokens[next]?.text ?? '')) next++;
  const named = MONTHS.get(tokens[next]?.text ?? '');
  return named === undefined ? null : { kind: 'day', value: `${named}-${date}`, at, end: next + 1 };
}

function dateOf(token: Token | undefined): number | null {
  const date = Number(/^(\d{1,2})(?:st|nd|rd|th|er|e)?$/.exec(token?.text ?? '')?.[1] ?? 0);
  return date >= 1 && date <= 31 ? date : null;
}

function weekdayAt(tokens: Token[], at: number): SaidValue | null {
  const { text } = tokens[at]!;
  const day = WEEKDAYS.get(text);
  if (day === undefined) return null;
  const isBesideDate = [tokens[at - 1], tokens[at + 1]].some(
    (token) => token && (/^\d/.test(token.text) || WEEKDAYS.has(token.text) || MONTHS.has(token.text)),
  );
  return SHY_WEEKDAYS.has(text) && !isBesideDate ? null : { kind: 'weekday', value: day, at, end: at + 1 };
}

const CLOCK = /^(\d{1,2})(?::(\d{2}))?(am|pm|h|hrs|uhr)?$/;
const CLOCK_UNIT = /^(?:am|pm|uhr|h|baje)$/;

/** "9:30", "9am", "9 am", "18h": on a clock of 24 hours. */
function clockAt(tokens: Token[], at: number): SaidValue | null {
  const [, hour, minute, glued] = CLOCK.exec(tokens[at]!.text) ?? [];
  if (hour === undefined) return null;
  const next = tokens[at + 1]?.text ?? '';
  const apart = glued === undefined && CLOCK_UNIT.test(next) ? next : undefined;
  const unit = glued ?? apart;
  if (minute === undefined && unit === undefined) return null;
  const isHalfDay = unit === 'am' || unit === 'pm';
  const hours = isHalfDay ? (Number(hour) % 12) + (unit === 'pm' ? 12 : 0) : Number(hour);
  return { kind: 'clock', value: `${hours}:${minute ?? '00'}`, at, end: apart ? at + 2 : at + 1 };
}

function numberAt(tokens: Token[], at: number): SaidValue | null {
  const read = numeralAt(tokens, at);
  if (!read) return null;
  const before = signOf(tokens[at - 1]);
  const after = signOf(tokens[read.end]);
  const end = before === null && after !== null ? read.end + 1 : read.end;
  return { kind: before ?? after ?? 'plain', values: read.values, at, end };
}

function signOf(token: Token | undefined): 'money' | 'percent' | null {
  if (!token) return null;
  if (CURRENCY_SIGNS.has(token.text) || CURRENCY.has(token.text)) return 'money';
  return PERCENT.has(token.text) ? 'percent' : null;
}

const AND = new Set(['y', 'e', 'et', 'and']);

/** In digits, or in words: "twenty five", "ciento cincuenta". */
function numeralAt(tokens: Token[], begin: number): { values: number[]; end: number } | null {
  const { values } = tokens[begin]!;
  if (values.length > 0) return { values, end: begin + 1 };
  let [end, sum, group] = [begin, 0, 0];
  for (; end < tokens.length; end++) {
    const value = NUMERAL_WORDS.get(tokens[end]!.text);
    if (value === undefined) {
      const isLink = end > begin && AND.has(tokens[end]!.text) && NUMERAL_WORDS.has(tokens[end + 1]?.text ?? '');
      if (isLink) continue;
      break;
    }
    if (value >= 1_000) [sum, group] = [sum + Math.max(1, group) * value, 0];
    else group = value === 100 ? Math.max(1, group) * value : group + value;
  }
  return end === begin ? null : { values: [sum + group], end };
}

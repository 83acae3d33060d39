import type { CompiledCase } from './flow.ts';
import { isWithinHours } from './timetable.ts';
import type { Turn } from './turn.ts';

/** Whether a case of a condition holds; everything it says must. @param value of its variable. */
export function holds(one: CompiledCase, value: unknown, turn: Pick<Turn, 'now' | 'input'>): boolean {
  if (one.hours && !isWithinHours(one.hours, turn.now, turn.input.business.timeZone)) return false;
  if (one.known !== undefined && isKnown(value) !== one.known) return false;
  if (one.is !== undefined && !isSame(value, one.is)) return false;
  if (one.is_not !== undefined && isSame(value, one.is_not)) return false;
  if (one.in && !one.in.some((expected) => isSame(value, expected))) return false;
  if (one.at_least !== undefined && !(amountOf(value) >= one.at_least)) return false;
  return one.at_most === undefined || amountOf(value) <= one.at_most;
}

const isKnown = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What came out of a text box is text: "2" is 2. */
const isSame = (value: unknown, expected: string | number | boolean): boolean =>
  value !== undefined && value !== null && String(value) === String(expected);

/** A number, or how many there are in a list. */
const amountOf = (value: unknown): number =>
  Array.isArray(value)
    ? value.length
    : value === null || value === undefined || value === ''
      ? Number.NaN
      : Number(value);

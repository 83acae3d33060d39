import { perLocale } from './locale.ts';

/** A day on the calendar, "2026-03-02", in whatever time zone the sentence is about. Days compare as strings. */
export type Day = string;

/** From the first day to the last, both included. */
export type Days = { from: Day; to: Day };

const DAY_MS = 86_400_000;
const MONDAY = 1;

/** What the calendar on the wall of a business says at `at`. @param timeZone IANA name. */
export function dayAt(at: Date, timeZone: string): Day {
  const parts = new Map(
    calendarOf('en', timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** What the clock on that wall says: "14:05". Hours of a day compare as strings too. */
export function clockAt(at: Date, timeZone: string): string {
  return clockOf('en', timeZone).format(at);
}

/** `count` days later; negative: earlier. Days have no hours here, so a change of the clocks cannot shift them. */
export function addDays(day: Day, count: number): Day {
  return new Date(noon(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

/** Monday to Sunday around `day` (ISO 8601 weeks). */
export function weekOf(day: Day): Days {
  const sinceMonday = (noon(day).getUTCDay() + 7 - MONDAY) % 7;
  const from = addDays(day, -sinceMonday);
  return { from, to: addDays(from, 6) };
}

/** How many days `to` is after `from`; 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / DAY_MS);
}

/** Every day from `from` to `to`, both included. */
export function eachDay({ from, to }: Days): Day[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, n) => addDays(from, n));
}

/** "Mon, Mar 2" in en, "lun, 2 mar" in es. @param language BCP 47. */
export function formatDay(day: Day, language: string): string {
  return dayFormat(language, 'UTC').format(noon(day));
}

/** "Mar 2, 2026, 9:30 AM" by the clock on the wall of the business. */
export function formatMoment(at: Date, timeZone: string, language: string): string {
  return momentFormat(language, timeZone).format(at);
}

const calendarOf = perLocale(
  (locales, timeZone) =>
    new Intl.DateTimeFormat(locales, { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
);
const clockOf = perLocale(
  (locales, timeZone) =>
    new Intl.DateTimeFormat(locales, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);
const dayFormat = perLocale(
  (locales, timeZone) =>
    new Intl.DateTimeFormat(locales, { timeZone, weekday: 'short', month: 'short', day: 'numeric' }),
);
const momentFormat = perLocale(
  (locales, timeZone) => new Intl.DateTimeFormat(locales, { timeZone, dateStyle: 'medium', timeStyle: 'short' }),
);

/** A day as the middle of it in UTC: a moment that no rounding moves into another day. */
const noon = (day: Day): Date => new Date(`${day}T12:00:00Z`);

/** Days of the calendar, "2026-03-02", without hours: no change of the clocks can shift them. */
const DAY_MS = 86_400_000;

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** A day as an address says it; null when it is none. */
export const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(noon(text)) ? text : null;

export const addDays = (day: string, count: number): string =>
  new Date(noon(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Monday of the week of `day`. */
export const mondayOf = (day: string): string => addDays(day, -((new Date(noon(day)).getUTCDay() + 6) % 7));

/** Seven days from `monday`. */
export const weekFrom = (monday: string): string[] => Array.from({ length: 7 }, (_, n) => addDays(monday, n));

/** "Mon, 2 Mar" as the reader's language writes it. */
export const dayName = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(`${locale}-u-nu-latn`, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }).format(noon(day));

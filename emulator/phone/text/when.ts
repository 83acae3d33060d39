/** Times as a phone words them, in the reader's own locale and zone. `now` is the emulator's, which may run ahead. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** "10:32" or "10:32 AM". */
export const timeOf = (at: string, locale?: string): string =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(new Date(at));

/** The line between two days of a chat: Today, Yesterday, a weekday of the last week, then the date. */
export function dayOf(at: string, now: Date, locale?: string): string {
  const day = new Date(at);
  const daysAgo = daysBetween(day, now);
  if (daysAgo === 0) return 'Today';
  if (daysAgo === 1) return 'Yesterday';
  if (daysAgo > 1 && daysAgo < 7) return new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(day);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(day);
}

/** The short time in a chat list: the hour today, else the day. */
export function shortTimeOf(at: string, now: Date, locale?: string): string {
  const day = new Date(at);
  const daysAgo = daysBetween(day, now);
  if (daysAgo === 0) return timeOf(at, locale);
  if (daysAgo === 1) return 'Yesterday';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).format(day);
}

/** "0:07" of a recording or a track. */
export function durationOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Counts midnights, not hours: 23:59 to 00:01 is one day. Rounded, since a day of changing clocks has 23 or 25 hours. */
const daysBetween = (earlier: Date, later: Date) =>
  Math.round((startOfDay(later).getTime() - startOfDay(earlier).getTime()) / DAY_MS);

const startOfDay = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate());

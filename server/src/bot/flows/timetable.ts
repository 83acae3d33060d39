import { addDays, dayAt } from '../../platform/local-time.ts';
import { perLocale } from '../../platform/locale.ts';
import { later } from '../../platform/time.ts';
import { DAYS, type Day } from './definition.ts';

/**
 * When a wait is over: after its duration, or the next time the clock on the wall of the business shows `until` on
 * one of its days. A time that the change of the clocks skips counts an hour later, one that it repeats counts once.
 */
export function nextInstant(
  wait: { forMs: number | null; until: string | null; days: readonly Day[] | null | undefined },
  now: Date,
  timeZone: string,
): Date {
  if (wait.until === null) return later(now, wait.forMs ?? 0);
  const today = dayAt(now, timeZone);
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = addDays(today, ahead);
    const at = instantOf(day, wait.until, timeZone);
    if (at > now && isAmong(wait.days, day)) return at;
  }
  return later(now, 0); // no day at all: the schema refuses an empty list
}

/** Whether the clock on the wall of the business is between two times; from 22:00 to 06:00 spans midnight. */
export function isWithinHours(
  { days, from, to }: { days?: readonly Day[] | undefined; from: string; to: string },
  now: Date,
  timeZone: string,
): boolean {
  const today = dayAt(now, timeZone);
  const time = timeAt(now, timeZone);
  if (from <= to) return time >= from && time < to && isAmong(days, today);
  return (time >= from && isAmong(days, today)) || (time < to && isAmong(days, addDays(today, -1)));
}

const isAmong = (days: readonly Day[] | null | undefined, day: string): boolean =>
  !days || days.includes(weekdayOf(day));

const weekdayOf = (day: string): Day => DAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7]!;

const timeAt = (at: Date, timeZone: string): string => clockOf('en-GB', timeZone).format(at);

function instantOf(day: string, time: string, timeZone: string): Date {
  const asUtc = new Date(`${day}T${time}:00Z`);
  const offsets = [later(asUtc, -86_400_000), later(asUtc, 86_400_000)].map((near) => offsetMs(near, timeZone));
  const candidates = offsets.map((offset) => later(asUtc, -offset)).sort((a, b) => a.getTime() - b.getTime());
  return candidates.find((at) => dayAt(at, timeZone) === day && timeAt(at, timeZone) === time) ?? candidates.at(-1)!;
}

/** How far the clock there is ahead of UTC. */
function offsetMs(at: Date, timeZone: string): number {
  const minute = later(at, -(at.getTime() % 60_000));
  return new Date(`${dayAt(minute, timeZone)}T${timeAt(minute, timeZone)}:00Z`).getTime() - minute.getTime();
}

const clockOf = perLocale(
  (locales, timeZone) =>
    new Intl.DateTimeFormat(locales, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);

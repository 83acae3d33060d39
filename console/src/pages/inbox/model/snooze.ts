const HOUR_MS = 3_600_000;
const MORNING = 9;

export type Snooze = { key: 'hour' | 'evening' | 'tomorrow' | 'monday'; until: Date };

/** When one may want to see it again, in the reader's own time; what is over or soon is not offered. */
export function snoozeChoices(now: Date): Snooze[] {
  const evening = at(now, 0, 18);
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  const all: Snooze[] = [
    { key: 'hour', until: new Date(now.getTime() + HOUR_MS) },
    { key: 'evening', until: evening },
    { key: 'tomorrow', until: at(now, 1, MORNING) },
    { key: 'monday', until: at(now, daysToMonday, MORNING) },
  ];
  return all.filter(({ key, until }) => key !== 'evening' || until.getTime() - now.getTime() > 2 * HOUR_MS);
}

const at = (now: Date, days: number, hour: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);

const LONGEST_DAYS = 365;

/** Whether the server takes it: ahead of us, within a year. */
export const isSnooze = (until: Date, now: Date): boolean =>
  until.getTime() > now.getTime() && until.getTime() <= now.getTime() + LONGEST_DAYS * 24 * HOUR_MS;

/** As a field for day and time wants it, in the reader's own time. */
export function localMoment(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

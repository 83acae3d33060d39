/** Numbers, money and times as the user's language writes them, in the user's time zone. */
export type Formats = ReturnType<typeof formatsOf>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Each unit with the distance from which the next larger one reads better. */
const STEPS = [
  { unit: 'second', ms: SECOND, below: MINUTE },
  { unit: 'minute', ms: MINUTE, below: HOUR },
  { unit: 'hour', ms: HOUR, below: DAY },
  { unit: 'day', ms: DAY, below: 14 * DAY },
] as const;

/**
 * @param locale a BCP 47 tag. Digits stay Latin in every language: order numbers and prices are read aloud from them.
 * @param timeZone IANA name; undefined: the browser's.
 */
export function formatsOf(locale: string, timeZone?: string) {
  const latin = `${locale}-u-nu-latn`;
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(latin, { timeZone, ...options });
  const exact = dated({ dateStyle: 'medium', timeStyle: 'short' });
  const day = dated({ day: 'numeric', month: 'short' });
  const dayOfYear = dated({ day: 'numeric', month: 'short', year: 'numeric' });
  const clock = dated({ timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(latin, { numeric: 'auto', style: 'short' });
  const number = new Intl.NumberFormat(latin);
  const percent = new Intl.NumberFormat(latin, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });

  return {
    number: (value: number) => number.format(value),
    /** A change with its sign: 0.12 is "+12%". */
    change: (value: number) => percent.format(value),
    /** @param amount in minor units: 1999 USD is 19.99. */
    money: (amount: number, currency: string) => money(latin, amount, currency),
    exact: (at: Date) => exact.format(at),
    day: (at: Date, now: Date) => (at.getFullYear() === now.getFullYear() ? day : dayOfYear).format(at),
    clock: (at: Date) => clock.format(at),
    /** "5 min. ago"; beyond two weeks the date. */
    ago: (at: Date, now: Date) => {
      const distance = at.getTime() - now.getTime();
      const step = STEPS.find(({ below }) => Math.abs(distance) < below);
      if (!step) return (at.getFullYear() === now.getFullYear() ? day : dayOfYear).format(at);
      if (step.unit === 'second') return relative.format(0, 'second');
      return relative.format(Math.trunc(distance / step.ms), step.unit);
    },
    /** "1 h 20 min", for waits and answer times. */
    duration: (ms: number) => duration(latin, ms),
  };
}

const RIGHT_TO_LEFT = /^(ar|he|fa|ur)\b/;

function money(locale: string, amount: number, currency: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const written = format.format(amount / 10 ** digits);
  // Among words from right to left "US$" would come apart and read "$US".
  return RIGHT_TO_LEFT.test(locale) ? `\u2066${written.replace(/[\u200e\u200f]/g, '')}\u2069` : written;
}

function duration(locale: string, ms: number): string {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (ms < MINUTE) return part(Math.round(ms / SECOND), 'second');
  if (ms < HOUR) return part(Math.round(ms / MINUTE), 'minute');
  if (ms >= 2 * DAY) return part(Math.round(ms / DAY), 'day');
  const [hours, minutes] = [Math.floor(ms / HOUR), Math.round((ms % HOUR) / MINUTE)];
  return minutes === 0 ? part(hours, 'hour') : `${part(hours, 'hour')} ${part(minutes, 'minute')}`;
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
export const latest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));
export const earliest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

/** Rings once at `at`, at once when that has passed; the returned function silences it. Tests bring their own. */
export type Alarm = (at: Date, ring: () => void) => () => void;

export const systemAlarm =
  (now: () => Date): Alarm =>
  (at, ring) => {
    const timer = setTimeout(ring, Math.max(0, at.getTime() - now().getTime()));
    return () => clearTimeout(timer);
  };

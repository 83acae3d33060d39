import { later } from './time.ts';

/** `burst` at once, then one every `everyMs`. */
export type Pace = { burst: number; everyMs: number };

/**
 * Generic cell rate algorithm: one timestamp remembers the whole past. `busyUntil` is the moment at which everything
 * allowed so far would have been spread out evenly.
 *
 * @returns when the next one may go (now or later) and the timestamp to keep once it has gone.
 * @see ITU-T I.371, Annex A
 */
export function nextAt(pace: Pace, busyUntil: Date | null, now: Date): { at: Date; busyUntil: Date } {
  const spreadTo = busyUntil !== null && busyUntil > now ? busyUntil : now;
  const earliest = later(spreadTo, -(pace.burst - 1) * pace.everyMs);
  return { at: earliest > now ? earliest : now, busyUntil: later(spreadTo, pace.everyMs) };
}

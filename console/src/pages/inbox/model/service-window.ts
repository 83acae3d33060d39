const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The last stretch, in which somebody should answer. */
const CLOSING_MS = 4 * HOUR_MS;
/** The server stops a little earlier, because a send takes time. @see service-window.ts of the server */
const SAFETY_MARGIN_MS = 2 * MINUTE_MS;

export type ServiceWindow =
  | { state: 'open' | 'closing'; hours: number; minutes: number; closesAt: Date }
  | { state: 'closed'; closesAt: Date | null };

/** How long anything may still be written; afterwards only templates. `closesAt` null: nobody ever wrote. */
export function serviceWindow(closesAt: string | null, now: Date): ServiceWindow {
  if (closesAt === null) return { state: 'closed', closesAt: null };
  const end = new Date(closesAt);
  const left = end.getTime() - SAFETY_MARGIN_MS - now.getTime();
  if (left <= 0) return { state: 'closed', closesAt: end };
  const minutes = Math.max(1, Math.floor(left / MINUTE_MS));
  return {
    state: left <= CLOSING_MS ? 'closing' : 'open',
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    closesAt: end,
  };
}

/** Which words say it: hours while there are many, minutes when every one counts. */
export function windowWords(window: ServiceWindow): { key: string; values: { hours: number; minutes: number } } {
  if (window.state === 'closed') return { key: 'window.closed', values: { hours: 0, minutes: 0 } };
  const { hours, minutes } = window;
  if (hours === 0) return { key: 'window.minutes', values: { hours, minutes } };
  return { key: window.state === 'closing' ? 'window.hoursMinutes' : 'window.hours', values: { hours, minutes } };
}

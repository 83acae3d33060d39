/** What the corner of a bubble says. Nothing is claimed that the provider has not told. */
export type Tick = 'waiting' | 'sent' | 'delivered' | 'read' | 'played' | 'doubt' | 'failed' | 'expired';

const TICKS: Readonly<Record<string, Tick>> = {
  queued: 'waiting',
  sending: 'waiting',
  in_doubt: 'doubt',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'played',
  failed: 'failed',
  expired: 'expired',
};

/** @returns null for inbound messages, which have no ticks. */
export const tickOf = (status: string): Tick | null => TICKS[status] ?? null;

/** Whether the message did not reach anybody, and will not by itself. */
export const isLost = (status: string): boolean => status === 'failed' || status === 'expired';

/** How far a message is; it only moves forward, so that old news arriving late changes nothing. */
const RANKS: Readonly<Record<string, number>> = {
  queued: 1,
  sending: 2,
  in_doubt: 3,
  sent: 4,
  delivered: 6,
  read: 7,
  played: 8,
};

/**
 * Whether `now` may take the place of `before`. A failed one may be queued again by a retry; otherwise nothing goes back,
 * except that what was being sent may have to wait for its next try.
 */
export function mayFollow(before: string, now: string): boolean {
  if (isLost(before)) return true;
  if (isLost(now)) return (RANKS[before] ?? 0) < RANKS.delivered!;
  if (now === 'queued') return (RANKS[before] ?? 0) <= RANKS.in_doubt!;
  return (RANKS[now] ?? 0) >= (RANKS[before] ?? 0);
}

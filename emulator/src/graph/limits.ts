import { numberState } from '../meta/number-state.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { GraphError } from './errors.ts';

/** @see WhatsApp Business Platform, Throughput and pair rate limits: 1 message per 6 s, 45 at once borrowed from the future. */
const PAIR_SPACING_MS = 6_000;
const PAIR_BURST = 45;
const SECOND_MS = 1_000;

/** @throws 130429 or 131056 when this message is one too many. What is refused does not count. */
export function takeFromLimits(world: World, business: BusinessPhone, toDigits: string): void {
  const { limits } = world.settings;
  const now = limits.throughput || limits.pair ? world.clock.now().getTime() : 0;
  const pair = `${business.phoneNumberId}/${toDigits}`;
  if (limits.pair && isFull(world.pairBuckets, pair, PAIR_SPACING_MS, PAIR_BURST * PAIR_SPACING_MS, now)) {
    throw new GraphError(131056, {
      details: 'Too many messages sent from this phone number to the same phone number in a short period of time.',
    });
  }
  if (
    limits.throughput &&
    isFull(world.throughputBuckets, business.phoneNumberId, spacingOf(world, business), SECOND_MS, now)
  ) {
    throw new GraphError(130429, { details: 'Cloud API message throughput has been reached.' });
  }
  if (limits.pair) take(world.pairBuckets, pair, PAIR_SPACING_MS, now);
  if (limits.throughput) take(world.throughputBuckets, business.phoneNumberId, spacingOf(world, business), now);
}

/** What customers write counts toward the throughput of a number too, but is never refused. */
export function countInbound(world: World, business: BusinessPhone): void {
  if (world.settings.limits.throughput) {
    take(world.throughputBuckets, business.phoneNumberId, spacingOf(world, business), world.clock.now().getTime());
  }
}

const spacingOf = (world: World, business: BusinessPhone) => SECOND_MS / numberState(world, business).messagesPerSecond;

/** Each bucket holds the time until which its future is spent already. */
function isFull(buckets: Map<string, number>, key: string, spacingMs: number, ahead: number, now: number): boolean {
  return Math.max(buckets.get(key) ?? 0, now) + spacingMs - now > ahead;
}

function take(buckets: Map<string, number>, key: string, spacingMs: number, now: number): void {
  buckets.set(key, Math.max(buckets.get(key) ?? 0, now) + spacingMs);
}

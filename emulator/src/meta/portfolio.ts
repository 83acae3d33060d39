import type { World } from '../world.ts';
import { tellAccount } from './tell-account.ts';

/** What Meta keeps about a business portfolio: how many people its numbers may write to first. */
export type Portfolio = {
  id: string;
  tier: Tier;
  growsAt: number | null; // when the next tier is due
};

/**
 * Who was written to outside a service window, and when last: in the last day, which the limit is about, and in the last
 * week, which decides whether it grows. Oldest first, so that forgetting begins at the front.
 */
export type Reached = { day: Map<string, number>; week: Map<string, number> };

/** One of them as it is written down. */
export type Reach = { portfolioId: string; waId: string; at: number };

/** @see WhatsApp Business Platform, Messaging limits */
export const TIERS = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1_000,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: null,
} as const;
export type Tier = keyof typeof TIERS;

const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** Steps that come by themselves, when quality is good and half of the limit was used within 7 days. */
const NEXT: Partial<Record<Tier, Tier>> = { TIER_2K: 'TIER_10K', TIER_10K: 'TIER_100K', TIER_100K: 'TIER_UNLIMITED' };
const GROWS_AFTER_MS = 6 * 3_600_000;

export function portfolioOf(world: World, id: string): Portfolio {
  const known = world.portfolios.get(id);
  if (known) return known;
  const [first] = [...world.businesses.values()].filter(({ portfolioId }) => portfolioId === id);
  const portfolio: Portfolio = { id, tier: first?.messagingTier ?? 'TIER_UNLIMITED', growsAt: null };
  world.portfolios.set(id, portfolio);
  return portfolio;
}

export const limitOf = ({ tier }: Portfolio): Tier => tier;

/** Whether writing first to this person would be one person too many in 24 hours. */
export function isLimitReached(world: World, portfolio: Portfolio, waId: string): boolean {
  const most = TIERS[portfolio.tier];
  if (most === null) return false;
  const { day } = reachedBy(world, portfolio);
  return day.size >= most && !day.has(waId);
}

/** Counts a person who was written to outside a service window, once. An unlimited portfolio is not counted. */
export function countReached(world: World, portfolio: Portfolio, waId: string): void {
  if (TIERS[portfolio.tier] === null) return;
  const reach = { portfolioId: portfolio.id, waId, at: world.clock.now().getTime() };
  placeReach(world, reach);
  world.journal.put('reach', `${portfolio.id}/${waId}`, reach);
  growLater(world, portfolio);
}

/** How many people were reached in the last 24 hours. */
export const reachedToday = (world: World, portfolio: Portfolio) => reachedBy(world, portfolio).day.size;

/** Puts one where it is counted, as the latest, without writing it down; for the journal. */
export function placeReach(world: World, { portfolioId, waId, at }: Reach): void {
  const known = world.reached.get(portfolioId) ?? { day: new Map(), week: new Map() };
  world.reached.set(portfolioId, known);
  for (const map of [known.day, known.week]) {
    map.delete(waId);
    map.set(waId, at);
  }
}

/** Meta raises or lowers the limit; every account of the portfolio hears of it. */
export function setTier(world: World, portfolio: Portfolio, tier: Tier): void {
  portfolio.tier = tier;
  portfolio.growsAt = null;
  savePortfolio(world, portfolio);
  for (const wabaId of accountsOf(world, portfolio)) {
    tellAccount(world, wabaId, {
      field: 'business_capability_update',
      value: {
        max_daily_conversations_per_business: TIERS[tier] ?? tier,
        max_phone_numbers_per_business: TIERS[tier] !== null && TIERS[tier] <= 250 ? 2 : 20,
      },
      summary: tier,
    });
  }
}

export function goOnWithPortfolios(world: World): void {
  for (const known of world.reached.values()) {
    known.day = inOrder(known.day);
    known.week = inOrder(known.week);
  }
  for (const portfolio of world.portfolios.values()) {
    if (portfolio.growsAt !== null) growAt(world, portfolio, portfolio.growsAt);
  }
}

/** The journal keeps a person at the place of the first line. */
const inOrder = (map: Map<string, number>) => new Map([...map].sort(([, one], [, other]) => one - other));

function growLater(world: World, portfolio: Portfolio): void {
  const most = TIERS[portfolio.tier];
  if (portfolio.growsAt !== null || most === null || !NEXT[portfolio.tier]) return;
  if (reachedBy(world, portfolio).week.size * 2 < most || !hasGoodQuality(world, portfolio)) return;
  portfolio.growsAt = world.clock.now().getTime() + GROWS_AFTER_MS;
  savePortfolio(world, portfolio);
  growAt(world, portfolio, portfolio.growsAt);
}

function growAt(world: World, portfolio: Portfolio, due: number): void {
  world.timers.start(Math.max(0, due - world.clock.now().getTime()), () => {
    const next = NEXT[portfolio.tier];
    if (portfolio.growsAt !== due || !next) return;
    if (hasGoodQuality(world, portfolio)) setTier(world, portfolio, next);
    else portfolio.growsAt = null;
  });
}

function hasGoodQuality(world: World, { id }: Portfolio): boolean {
  return [...world.businesses.values()].every(
    ({ portfolioId, phoneNumberId }) => portfolioId !== id || world.numbers.get(phoneNumberId)?.quality !== 'RED',
  );
}

function reachedBy(world: World, { id }: Portfolio): Reached {
  const known = world.reached.get(id);
  if (!known) return { day: new Map(), week: new Map() };
  const now = world.clock.now().getTime();
  forgetBefore(known.day, now - DAY_MS);
  for (const waId of forgetBefore(known.week, now - WEEK_MS)) world.journal.remove('reach', `${id}/${waId}`);
  return known;
}

function forgetBefore(map: Map<string, number>, time: number): string[] {
  const gone: string[] = [];
  for (const [waId, at] of map) {
    if (at > time) break;
    map.delete(waId);
    gone.push(waId);
  }
  return gone;
}

function accountsOf(world: World, { id }: Portfolio): Set<string> {
  return new Set(
    [...world.businesses.values()].flatMap(({ portfolioId, wabaId }) => (portfolioId === id ? [wabaId] : [])),
  );
}

function savePortfolio(world: World, portfolio: Portfolio): void {
  world.journal.put('portfolio', portfolio.id, portfolio);
}

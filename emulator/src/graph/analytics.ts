import type { Json } from '../json.ts';
import { countryOf, rateOf } from '../meta/rate-card.ts';
import type { Message } from '../records.ts';
import { pricingTypeOf } from '../webhooks/pricing.ts';
import type { World } from '../world.ts';
import { invalidParameter } from './errors.ts';
import { topLevel } from './nodes.ts';

/**
 * `GET /{WABA_ID}?fields=pricing_analytics.start(…).end(…).granularity(…)`: how many messages were delivered, and what
 * they cost. Only messages that are still in memory are counted.
 *
 * @see WhatsApp Business Platform, Analytics (not read again for this edition)
 */
const GRANULARITY_MS = { HALF_HOUR: 1_800_000, DAILY: 86_400_000, MONTHLY: 30 * 86_400_000 };
type Granularity = keyof typeof GRANULARITY_MS;

/** One line of the bill. */
export type CostLine = {
  start: number; // unix seconds
  end: number;
  country: string;
  phone_number: string;
  pricing_type: string;
  pricing_category: string;
  volume: number;
  cost: number;
};

export function analyticsOf(world: World, wabaId: string, query: URLSearchParams): Json {
  const asked = topLevel(query.get('fields') ?? '').find((field) => field.startsWith('pricing_analytics'));
  if (!asked) return {};
  const start = Number(argumentOf(asked, 'start'));
  const end = Number(argumentOf(asked, 'end'));
  const granularity = granularityIn(argumentOf(asked, 'granularity') ?? 'DAILY');
  if (!(start > 0 && end > start)) throw invalidParameter('pricing_analytics needs start and end, in unix seconds.');
  return { pricing_analytics: { data: [{ data_points: costsOf(world, wabaId, start, end, granularity) }] } };
}

/** What delivered messages of an account cost, added up by day (or another step), country and category. */
export function costsOf(world: World, wabaId: string, start: number, end: number, step: Granularity): CostLine[] {
  const lines = new Map<string, CostLine>();
  for (const message of world.messages.values()) {
    const line = costOf(world, wabaId, message, GRANULARITY_MS[step] / 1000);
    if (!line || line.start >= end || line.end <= start) continue;
    const key = [line.start, line.country, line.phone_number, line.pricing_type, line.pricing_category].join();
    const sum = lines.get(key);
    if (!sum) lines.set(key, line);
    else {
      sum.volume++;
      sum.cost += line.cost;
    }
  }
  return [...lines.values()].map((line) => ({ ...line, cost: Math.round(line.cost * 1e6) / 1e6 }));
}

function costOf(world: World, wabaId: string, message: Message, stepSeconds: number): CostLine | null {
  const business = world.businesses.get(message.numberId);
  if (business?.wabaId !== wabaId || message.from !== 'business' || !message.category || message.arrivedAt === null)
    return null;
  const person = message.phoneId === null ? undefined : world.people.get(message.phoneId);
  const country = countryOf(person?.waId ?? message.recipient?.waId ?? '');
  const type = pricingTypeOf(message, message.at);
  const start = Math.floor(message.arrivedAt / 1000 / stepSeconds) * stepSeconds;
  return {
    start,
    end: start + stepSeconds,
    country,
    phone_number: business.digits,
    pricing_type: type.toUpperCase(),
    pricing_category: message.category.toUpperCase(),
    volume: 1,
    cost: type === 'regular' ? rateOf(world.settings.rateCard, country, message.category, message.at) : 0,
  };
}

function argumentOf(field: string, name: string): string | undefined {
  return new RegExp(`\\.${name}\\(([^)]*)\\)`).exec(field)?.[1]?.replace(/["'\s]/g, '');
}

function granularityIn(text: string): Granularity {
  const known = Object.keys(GRANULARITY_MS).find((one): one is Granularity => one === text);
  if (!known) throw invalidParameter('granularity must be one of {HALF_HOUR, DAILY, MONTHLY}.');
  return known;
}

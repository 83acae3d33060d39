import type { Usage } from './api.ts';

/** US dollars for a million tokens. `cached`: input that the provider read from its cache. */
export type Price = { input: number; cached: number; output: number };

/** A price that holds from a day on, for models whose name (without the provider) begins so. */
type Entry = { model: string; from: string } & Price;

/**
 * What models cost, as their makers list it. The longest beginning that fits counts, then the newest entry in force.
 * OpenRouter says with each answer what it cost, which goes before this table. Add rows; never change an old one: old
 * calls keep their price.
 *
 * @see Anthropic, "Pricing"; OpenAI, "API pricing"; both as of the date in the row
 */
const TABLE: readonly Entry[] = [
  { model: 'claude-haiku-4.5', from: '2025-10-15', input: 1, cached: 0.1, output: 5 },
  { model: 'claude-sonnet-4', from: '2025-05-22', input: 3, cached: 0.3, output: 15 },
  { model: 'claude-opus-4', from: '2025-05-22', input: 15, cached: 1.5, output: 75 },
  { model: 'claude-opus-4.5', from: '2025-11-24', input: 5, cached: 0.5, output: 25 },
  { model: 'claude-3-5-haiku', from: '2024-11-04', input: 0.8, cached: 0.08, output: 4 },
  { model: 'gpt-5', from: '2025-08-07', input: 1.25, cached: 0.125, output: 10 },
  { model: 'gpt-5-mini', from: '2025-08-07', input: 0.25, cached: 0.025, output: 2 },
  { model: 'gpt-5-nano', from: '2025-08-07', input: 0.05, cached: 0.005, output: 0.4 },
  { model: 'gpt-4.1', from: '2025-04-14', input: 2, cached: 0.5, output: 8 },
  { model: 'gpt-4.1-mini', from: '2025-04-14', input: 0.4, cached: 0.1, output: 1.6 },
  { model: 'gpt-4.1-nano', from: '2025-04-14', input: 0.1, cached: 0.025, output: 0.4 },
  { model: 'gpt-4o', from: '2024-08-06', input: 2.5, cached: 1.25, output: 10 },
  { model: 'gpt-4o-mini', from: '2024-07-18', input: 0.15, cached: 0.075, output: 0.6 },
];

/** For a model nobody gave a price: dear, so that a budget is rather kept too early than too late. */
const ASSUMED: Price = { input: 5, cached: 5, output: 25 };
const FREE: Price = { input: 0, cached: 0, output: 0 };

export type PriceList = (link: { provider: string; model: string }, at: Date) => Priced;
export type Priced = { price: Price; priced: 'table' | 'assumed' };

/**
 * What a model costs at a moment.
 *
 * @param own prices of the operator, by name as in LLM_CHAIN without the provider; they go before the table.
 * @param free providers that charge nothing, such as a model on one's own machine.
 */
export function priceList(own: ReadonlyMap<string, Price>, free: ReadonlySet<string>): PriceList {
  return ({ provider, model }, at) => {
    const given = own.get(model) ?? own.get(`${provider}:${model}`);
    if (given) return { price: given, priced: 'table' };
    if (free.has(provider)) return { price: FREE, priced: 'table' };
    const listed = listedPrice(model, at);
    return listed ? { price: listed, priced: 'table' } : { price: ASSUMED, priced: 'assumed' };
  };
}

/** Providers write one name in many ways: "anthropic/claude-haiku-4.5:beta", "claude-haiku-4-5-20251001". */
function listedPrice(model: string, at: Date): Price | undefined {
  const name = plain(model.slice(model.lastIndexOf('/') + 1).split(':')[0]!);
  const day = at.toISOString().slice(0, 10);
  return TABLE.filter((entry) => begins(name, plain(entry.model)) && entry.from <= day).sort(
    (a, b) => b.model.length - a.model.length || (a.from < b.from ? 1 : -1),
  )[0];
}

const plain = (name: string): string => name.toLowerCase().replaceAll('.', '-');
/** A whole word of it: "gpt-4o" is the beginning of "gpt-4o-2024-08-06" but not of "gpt-4omni". */
const begins = (name: string, start: string): boolean => name === start || name.startsWith(`${start}-`);

/** Billionths of a US dollar, rounded up to whole ones: a dollar for a million is a thousand of them for one. */
export function costOf({ input, cached, output }: Usage, price: Price): number {
  return Math.ceil(
    round((input - cached) * price.input * 1_000 + cached * price.cached * 1_000 + output * price.output * 1_000),
  );
}

/** Products of decimal fractions are a little off; a thousandth of a billionth is nothing to round up for. */
const round = (nano: number): number => Math.round(nano * 1_000) / 1_000;

export const NANO = 1_000_000_000;
/** As people read it: 1234500000 is "1.2345". */
export const usd = (nanoUsd: number): number => nanoUsd / NANO;

import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { MessageCategory } from '../records.ts';

/**
 * What a delivered message costs, in US dollars, from a day on. Meta changes prices on 1 January, April, July and
 * October. The amounts here are samples to calculate with, not Meta's rate card: give your own by `rateCard`.
 *
 * @see WhatsApp Business Platform, Pricing
 */
export type RateCard = RateRow[];
export type RateRow = {
  from: string; // ISO day, UTC
  /** ISO country, or "*" for every other. */
  country: string;
  marketing: number;
  utility: number;
  authentication: number;
  /** Free-form messages; billed from October 2026 on. */
  service: number;
};

export const SAMPLE_RATES: RateCard = [
  { from: '2025-07-01', country: 'US', marketing: 0.025, utility: 0.004, authentication: 0.004, service: 0 },
  { from: '2025-07-01', country: 'GB', marketing: 0.053, utility: 0.022, authentication: 0.022, service: 0 },
  { from: '2025-07-01', country: 'BR', marketing: 0.062, utility: 0.008, authentication: 0.008, service: 0 },
  { from: '2025-07-01', country: 'IN', marketing: 0.011, utility: 0.0014, authentication: 0.0014, service: 0 },
  { from: '2025-07-01', country: 'MX', marketing: 0.03, utility: 0.0085, authentication: 0.0085, service: 0 },
  { from: '2025-07-01', country: '*', marketing: 0.06, utility: 0.01, authentication: 0.01, service: 0 },
  { from: '2026-10-01', country: 'US', marketing: 0.025, utility: 0.004, authentication: 0.004, service: 0.004 },
  { from: '2026-10-01', country: 'GB', marketing: 0.053, utility: 0.022, authentication: 0.022, service: 0.022 },
  { from: '2026-10-01', country: 'BR', marketing: 0.062, utility: 0.008, authentication: 0.008, service: 0.008 },
  { from: '2026-10-01', country: 'IN', marketing: 0.011, utility: 0.0014, authentication: 0.0014, service: 0.0014 },
  { from: '2026-10-01', country: 'MX', marketing: 0.03, utility: 0.0085, authentication: 0.0085, service: 0.0085 },
  { from: '2026-10-01', country: '*', marketing: 0.06, utility: 0.01, authentication: 0.01, service: 0.01 },
];

/** @returns US dollars for one delivered message of that category to that country at that time. */
export function rateOf(card: RateCard, country: string, category: MessageCategory, at: number): number {
  const valid = card
    .filter(({ from }) => Date.parse(from) <= at)
    .sort((one, other) => other.from.localeCompare(one.from));
  const row = valid.find((rate) => rate.country === country) ?? valid.find((rate) => rate.country === '*');
  return row?.[category] ?? 0;
}

/** The country of a number, which decides what a message to it costs. */
export function countryOf(digits: string): string {
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.country ?? parsed?.getPossibleCountries()[0] ?? 'US';
}

import { perLocale } from './locale.ts';

/** Money is whole minor units (cents, yen, fils) of an ISO 4217 currency; never a fraction, never a float. */
export type Money = { amount: number; currency: string };

/**
 * Money as people of a language write it: 3900 USD is "$39.00" in en, "39,00 US$" in es, "$39.00" in es-US.
 *
 * @param amount   minor units.
 * @param language BCP 47, with a region where one is known (`localeOf`).
 */
export function formatMoney(amount: number, currency: string, language: string): string {
  // The quotient is only written, never calculated with: rounding to the currency's digits gives the integers back.
  return formatterOf(language, currency).format(amount / 10 ** minorUnitDigits(currency));
}

/** How many digits of an amount are minor units: 2 for USD, 0 for JPY, 3 for KWD. @see ISO 4217 */
export function minorUnitDigits(currency: string): number {
  return formatterOf('en', currency).resolvedOptions().maximumFractionDigits ?? 0;
}

const formatterOf = perLocale((locales, currency) => new Intl.NumberFormat(locales, { style: 'currency', currency }));

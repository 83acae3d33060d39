import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Reads a phone number as people write it.
 *
 * @param country ISO 3166 code: how a number without country code is meant.
 * @returns E.164 with "+", or null when it cannot be a number.
 */
export function readPhone(text: string, country: string): string | null {
  const given = text.trim().replace(/^00/, '+');
  const region: CountryCode = isSupportedCountry(country) ? country : 'US';
  const read = parsePhoneNumberFromString(given, region);
  if (read?.isPossible()) return read.number;
  // WhatsApp's own spelling: all digits with country code, without "+".
  const international = /^\d{8,15}$/.test(given) ? parsePhoneNumberFromString(`+${given}`) : undefined;
  return international?.isPossible() ? international.number : null;
}

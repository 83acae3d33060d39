import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/mobile';

/**
 * Reads a phone number as people write it, in digits of any script.
 *
 * Bare digits are ambiguous: people write them without country code, WhatsApp with it and without "+". A mobile number
 * of the own country wins; then a mobile number of any other one.
 *
 * @param country ISO 3166 code: how a number without country code is meant.
 * @returns E.164 with "+", or null when it cannot be a number that one can write to.
 */
export function readPhone(text: string, country: string): string | null {
  const given = text.normalize('NFKC').trim().replace(/^tel:/i, '').replace(/^00/, '+');
  const region: CountryCode = isSupportedCountry(country) ? country : 'US';
  const national = parse(given, region);
  const readings = /^\p{Nd}{7,15}$/u.test(given) ? bothReadings(national, parse(`+${given}`), region) : [national];
  const read = readings.find((one) => one?.isValid()) ?? readings.find((one) => one?.isPossible());
  return read && !read.ext ? read.number : null;
}

type Reading = PhoneNumber | undefined;

/** The likelier one first. */
function bothReadings(national: Reading, international: Reading, region: CountryCode): Reading[] {
  const isOwnInFull =
    international?.countryCallingCode === national?.countryCallingCode || international?.country === region;
  return isOwnInFull ? [international, national] : [national, international];
}

const parse = (text: string, defaultCountry?: CountryCode): Reading =>
  parsePhoneNumberFromString(text.replace(OLD_MEXICAN_MOBILE, '+52'), {
    extract: false,
    ...(defaultCountry ? { defaultCountry } : {}),
  });

/** Mexican mobiles had a 1 after the country code until 2019; phones and WhatsApp still write it, the metadata do not. */
const OLD_MEXICAN_MOBILE = /^\+52[\s.-]*1(?=(?:[\s().-]*\d){10}$)/;

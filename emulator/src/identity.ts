import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** "+1 (650) 555-1234" → "16505551234"; null when it cannot be a number. */
export function digitsOf(number: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(number)) return null;
  const digits = number.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? digits : null;
}

/**
 * The business-scoped user id: country, a dot, and digits that are the same for one number in one portfolio.
 *
 * @see WhatsApp Business Platform, Business-scoped user IDs: regenerated when the customer changes the number.
 */
export function userIdOf(portfolioId: string, number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  const country = parsed?.country ?? parsed?.getPossibleCountries()[0] ?? 'US';
  const hash = createHash('sha256').update(`${portfolioId}/${number}`).digest();
  return `${country}.${hash.readBigUInt64BE(0).toString().padStart(20, '1')}`;
}

/**
 * The spellings under which one person may be dialled.
 *
 * Brazilian mobiles with and without the ninth digit, Mexican with and without 1, Argentine with and without 9.
 */
export function spellingsOf(digits: string): string[] {
  const brazilian = /^55(\d\d)9?(\d{8})$/.exec(digits);
  if (brazilian) return [`55${brazilian[1]}9${brazilian[2]}`, `55${brazilian[1]}${brazilian[2]}`];
  const mexican = /^521?(\d{10})$/.exec(digits);
  if (mexican) return [`52${mexican[1]}`, `521${mexican[1]}`];
  const argentine = /^549?(\d{10})$/.exec(digits);
  if (argentine) return [`54${argentine[1]}`, `549${argentine[1]}`];
  return [digits];
}

import type { Violation } from './reading.ts';

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;
const ADDRESS =
  /\b[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+|\b(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]+)\b(?:\/\S*)?/giu;
const HIDDEN =
  /\b(?:dot|punto|ponto|point|punkt)\s+(?:com|net|org|info|biz|shop|store|io|me|co|xyz|link|site|online)\b|[[({]\s*(?:\.|dot|punto)\s*[\])}]|\bhxxps?\b/giu;
const HANDLE = /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_.]{3,}/gu;
/** Groups of digits as numbers to call are written; an amount, a day or a count beside another is none. */
const NUMBER = /(?<![\p{Sc}\d.,-])\+?\(?\d{1,4}\)?(?:[ .-]{0,2}\(?\d{2,4}\)?){2,5}(?![\d,]|\.\d)/gu;
const LEAST_DIGITS = 7;

/** A text without its links, addresses and numbers to call: what is left makes other claims. */
export const withoutContacts = (text: string): string =>
  [EMAIL, ADDRESS, HANDLE]
    .reduce((left, pattern) => left.replace(pattern, ' '), text.normalize('NFKC'))
    .replace(NUMBER, (found) => (isToCall(found) ? ' ' : found));

/**
 * Ways to reach somebody, in a draft, that the business itself does not name: links, addresses, numbers.
 *
 * @param trusted texts that the business wrote; what products, orders and customers say is not among them.
 */
export function foreignContacts(draft: string, trusted: string): Violation[] {
  const text = draft.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const own = trusted.normalize('NFKC').toLowerCase();
  const ownNumbers = [...own.matchAll(NUMBER)].map(([one]) => digitsOf(one));
  const found = [EMAIL, ADDRESS, HIDDEN, HANDLE].flatMap((pattern) => [...text.matchAll(pattern)].map(([one]) => one));
  const numbers = [...text.matchAll(NUMBER)].map(([one]) => one).filter(isToCall);
  return [
    ...found.filter((one) => !standsIn(own, one)),
    ...numbers.filter((one) => !ownNumbers.some((other) => other.endsWith(digitsOf(one)))),
  ].map((one) => ({ kind: 'contact' as const, what: `"${one.trim().slice(0, 80)}" is no address of the business` }));
}

/** As a whole: "shop.example" is not in "my-shop.example". */
function standsIn(own: string, found: string): boolean {
  const whole = found.toLowerCase().replace(/[.,;:!?)\]]+$/, '');
  return new RegExp(`(?<![\\p{L}\\p{N}.-])${RegExp.escape(whole)}(?![\\p{L}\\p{N}-])`, 'u').test(own);
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const isToCall = (found: string): boolean => digitsOf(found).length >= LEAST_DIGITS && !ISO_DAY.test(found);
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

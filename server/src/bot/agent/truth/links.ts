import type { Violation } from './claims.ts';

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu;
const ADDRESS =
  /\b[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+|\b(?:[\p{L}\p{N}-]+\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]+)\b(?:\/\S*)?/giu;
const HIDDEN =
  /\b(?:dot|punto|ponto|point|punkt)\s+(?:com|net|org|info|biz|shop|store|io|me|co|xyz|link|site|online)\b|[[({]\s*(?:\.|dot|punto)\s*[\])}]|\bhxxps?\b/giu;
const HANDLE = /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_.]{3,}/gu;
const NUMBER = /\+?\d(?:[\s().-]*\d){6,}/g;

/** A text without its links, addresses and numbers to call: what is left makes other claims. */
export const withoutContacts = (text: string): string =>
  [EMAIL, ADDRESS, HANDLE, NUMBER].reduce((left, pattern) => left.replace(pattern, ' '), text.normalize('NFKC'));

/**
 * Ways to reach somebody, in a draft, that the business itself does not name: links, addresses, numbers.
 *
 * @param trusted texts that the business wrote; what products, orders and customers say is not among them.
 */
export function foreignContacts(draft: string, trusted: string): Violation[] {
  const text = draft.normalize('NFKC').replace(/\p{Cf}/gu, '');
  const own = trusted.normalize('NFKC').toLowerCase();
  const digits = trusted.replace(/\D+/g, ' ');
  const isOwn = (found: string) => own.includes(found.toLowerCase().replace(/[.,;:!?)\]]+$/, ''));
  const found = [EMAIL, ADDRESS, HIDDEN, HANDLE].flatMap((pattern) => [...text.matchAll(pattern)].map(([one]) => one));
  const numbers = [...text.matchAll(NUMBER)].map(([one]) => one);
  return [
    ...found.filter((one) => !isOwn(one)),
    ...numbers.filter((one) => !digits.replaceAll(' ', '').includes(one.replace(/\D/g, ''))),
  ].map((one) => ({ kind: 'contact' as const, what: `"${one.trim().slice(0, 80)}" is no address of the business` }));
}

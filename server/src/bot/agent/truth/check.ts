import { detectLanguage } from '../../../language/index.ts';
import type { Day } from '../../../platform/local-time.ts';
import { claimsOf } from './claims.ts';
import type { Evidence } from './evidence.ts';
import { AGREES, CHECKED_LANGUAGES } from './lexicon.ts';
import { foreignContacts, withoutContacts } from './links.ts';
import type { Violation } from './reading.ts';
import { foldText, plainWords } from './tokens.ts';

export type { Violation } from './reading.ts';

/** What a draft is judged against, besides what tools found. */
export type Circumstances = {
  today: Day; // in the time zone of the business
  asked: string; // what the customer wrote in this turn
  trusted: string; // texts of the business that may bring addresses and links: its contact card
  names: string; // names that may stand in a draft as they are: of the business, of the contact
  secret: string; // what we told the model about its work; it stays here
};

const LONGEST = 1_500; // characters; nobody reads more on a phone
const LEAKED_WORDS = 9; // in a row, from our instructions
const SURELY_FOREIGN = 0.8;

/**
 * Everything in a draft that nothing found in this turn supports: prices, stock, numbers, days, things said to be done,
 * offers, addresses. A draft without any may go to the customer.
 *
 * It is strict: what it cannot read counts as unsupported. A false alarm costs a second draft; a miss costs trust.
 */
export function checkDraft(draft: string, evidence: Evidence, circumstances: Circumstances): Violation[] {
  const { asked, names } = circumstances;
  const violations = [
    ...unreadableIn(draft, evidence, names),
    ...foreignContacts(draft, `${circumstances.trusted}\n${evidence.ownText}`),
    ...leaksOf(draft, circumstances.secret),
    ...claimsOf(withoutContacts(draft), evidence, { ...circumstances, isEcho: false }),
    ...agreedTo(draft, evidence, circumstances, asked),
  ];
  return violations.filter(({ what }, at) => violations.findIndex((other) => other.what === what) === at);
}

/** "Yes" says all that the customer asked. */
function agreedTo(draft: string, evidence: Evidence, circumstances: Circumstances, asked: string): Violation[] {
  if (!AGREES.test(plainWords(foldText(draft)))) return [];
  return claimsOf(asked, evidence, { ...circumstances, isEcho: true });
}

function unreadableIn(draft: string, { text }: Evidence, names: string): Violation[] {
  const violations: Violation[] = [];
  if (draft.length > LONGEST) violations.push({ kind: 'form', what: 'it is too long' });
  const known = new Set(`${text} ${plainWords(foldText(names))}`.split(' '));
  const words = plainWords(foldText(draft)).split(' ');
  for (const word of words) {
    if (known.has(word)) continue;
    const isMixed = /\p{L}/u.test(word) && /\p{N}/u.test(word) && !UNITS.test(word);
    const isOtherScript = /[^\p{Script=Latin}\p{N}]/u.test(word) || /[^\P{N}0-9]/u.test(word);
    if (isMixed || isOtherScript) violations.push({ kind: 'form', what: `"${word.slice(0, 40)}" cannot be read` });
  }
  if (/(?:^|\s)(?:\p{L}\s+){4,}/u.test(`${foldText(draft)} `))
    violations.push({ kind: 'form', what: 'letters stand apart' });
  const { language, confidence } = detectLanguage(draft);
  if (language !== null && !CHECKED_LANGUAGES.includes(language) && confidence >= SURELY_FOREIGN)
    violations.push({ kind: 'form', what: `it is in a language that cannot be checked (${language})` });
  return violations;
}

/** "2x", "1st", "9am", "30min" */
const UNITS = /^\d+(?:x|st|nd|rd|th|er|e|a|o|am|pm|h|hrs|min|s|cm|mm|m|kg|g|ml|l|uhr)$|^x\d+$/;

function leaksOf(draft: string, secret: string): Violation[] {
  const kept = ` ${plainWords(foldText(secret))} `;
  const words = plainWords(foldText(draft)).split(' ');
  for (let at = 0; at + LEAKED_WORDS <= words.length; at++) {
    const run = words.slice(at, at + LEAKED_WORDS).join(' ');
    if (kept.includes(` ${run} `)) return [{ kind: 'form', what: 'it repeats instructions' }];
  }
  return [];
}

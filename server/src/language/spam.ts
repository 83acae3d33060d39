import type { Recipe } from './learning/model-shelf.ts';
import { classifyText, type TextModel } from './learning/text-model.ts';
import { MARK } from './learning/tokens.ts';
import type { Example } from './learning/train-text-model.ts';

/** What makes a text look like spam, to be shown to whoever wrote or received it. */
export type SpamReason =
  | 'link'
  | 'short_link'
  | 'long_number'
  | 'money'
  | 'capitals'
  | 'exclamations'
  | 'prize'
  | 'urgency'
  | 'call_to_act';
export type SpamVerdict = { isSpam: boolean; likelihood: number; reasons: SpamReason[] };

/**
 * Whether a text looks like spam, and why.
 *
 * @param model of {@link spamRecipe}; null while there is none: then three reasons together are spam.
 * @returns `reasons` also of a text that is none: a campaign that sounds like spam is read like it.
 */
export function checkSpam(model: TextModel | null, text: string): SpamVerdict {
  const reasons = spamReasons(text);
  if (!model)
    return {
      isSpam: reasons.length >= REASONS_ENOUGH,
      likelihood: Math.min(1, reasons.length / (2 * REASONS_ENOUGH)),
      reasons,
    };
  const { ranked } = classifyText(model, withMarks(text));
  const likelihood = ranked.find(({ label }) => label === SPAM)?.confidence ?? 0;
  return { isSpam: likelihood > SPAM_LIKELIHOOD, likelihood, reasons };
}

/** @param examples with the labels `spam` and `ham`. */
export const spamRecipe = (examples: readonly Example[]): Recipe => ({
  examples: examples.map(({ text, label }) => ({ text: withMarks(text), label })),
});

const SPAM = 'spam';
/** Chosen on the development data: taking a customer's message for spam is worse than the reverse. */
const SPAM_LIKELIHOOD = 0.55;
const REASONS_ENOUGH = 3;

const PATTERNS: [reason: SpamReason, pattern: RegExp][] = [
  ['link', /https?:|www\.|\.(?:com|net|org|info|biz|co\.uk)\b/iu],
  ['short_link', /\b(?:bit\.ly|tinyurl|goo\.gl|t\.co|cutt\.ly|is\.gd|ow\.ly|shorturl|rb\.gy|wa\.link)\b/iu],
  ['long_number', /\d{5,}/u],
  ['money', /[$£€₹]|\b(?:rs|usd|eur|inr|gbp)\.? ?\d/iu],
  ['exclamations', /!{2,}|!.*!/su],
  [
    'prize',
    /\b(?:free|prizes?|win|won|winner|awarded|guaranteed|cash|bonus|reward|lottery|jackpot|gratis|premio|ganaste|ganador|gagn[ée]|cadeau|ganhou|pr[êe]mio|inaam|jeeta)\b/iu,
  ],
  [
    'urgency',
    /\b(?:urgent|now|today|hurry|expires?|last chance|limited|immediately|act fast|urgente|hoy|[uú]ltima|aujourd'hui|derni[eè]re|hoje|jaldi|abhi)\b/iu,
  ],
  [
    'call_to_act',
    /\b(?:claim|call|text|txt|reply|click|subscribe|stop|llama|responde|clic|cliquez|appelez|clique|ligue|responda)\b/iu,
  ],
];
const FEWEST_LETTERS = 6;
const MANY_CAPITALS = 0.3;

function spamReasons(text: string): SpamReason[] {
  const reasons = PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([reason]) => reason);
  return shareOfCapitals(text) > MANY_CAPITALS ? [...reasons, 'capitals'] : reasons;
}

function shareOfCapitals(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length < FEWEST_LETTERS
    ? 0
    : letters.filter((letter) => /\p{Lu}/u.test(letter)).length / letters.length;
}

const CHARACTERS_PER_STEP = 25;
const MOST_STEPS = 8;
const MANY_DIGITS = 5;
const LONGEST_NUMBER = 12;

/** The text with what it looks like beside what it says: numbers never come twice, their lengths do. */
function withMarks(text: string): string {
  const numbers = (text.match(/\d{5,}/gu) ?? []).map((number) => `number${Math.min(LONGEST_NUMBER, number.length)}`);
  const marks = [
    ...spamReasons(text).map((reason) => reason.replace(/_/g, '')),
    ...numbers,
    `length${Math.min(MOST_STEPS, Math.floor(text.length / CHARACTERS_PER_STEP))}`,
    ...((text.match(/\d/gu) ?? []).length >= MANY_DIGITS ? ['digits'] : []),
  ];
  return `${text} ${marks.map((mark) => MARK + mark).join(' ')}`;
}

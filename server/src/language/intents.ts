import { readOrderNumber } from './identifiers.ts';
import { INTENT_WORDS } from './lexicon/intent-words.ts';
import { goodsOf } from './product-mentions.ts';
import { splitWords } from './words.ts';

/** What a customer is after. `none`: nothing we can tell. */
export type Intent =
  | 'order'
  | 'change_order'
  | 'cancel_order'
  | 'order_status'
  | 'order_history'
  | 'delivery_date'
  | 'product_question'
  | 'browse'
  | 'faq'
  | 'report_defect'
  | 'complaint'
  | 'production_schedule'
  | 'human'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'help'
  | 'opt_out'
  | 'none';

/** The four kinds of message that support sorts by. */
export type SupportIntent = 'product' | 'order' | 'faq' | 'general' | 'none';

export type ClassifiedIntent = {
  intent: Intent;
  support: SupportIntent;
  /** From 0 to 1; of `none`, how sure it is that it is none of them. */
  confidence: number;
  /** What else it may be, best first, with the best in front. */
  ranked: { intent: Intent; confidence: number }[];
};

/**
 * What a message is about, by the phrases in it: in English and Spanish, for the basics also Portuguese, French and
 * Hindi in Latin letters.
 *
 * @returns `none` when no phrase speaks clearly enough.
 */
export function classifyIntent(text: string): ClassifiedIntent {
  const words = splitWords(text)
    .filter(({ kind }) => kind === 'letters' || kind === 'number')
    .map(({ folded }) => folded)
    .slice(0, MOST_WORDS);
  const scores = scoreAll(words, text);
  const ranked = probabilitiesOf(scores);
  const [best] = ranked;
  const unsure = !best || best.confidence < LEAST_CONFIDENCE;
  const intent = unsure ? 'none' : best.intent;
  const confidence = unsure ? round(1 - (best?.confidence ?? 0)) : best.confidence;
  return { intent, support: SUPPORT[intent], confidence, ranked: ranked.slice(0, 3) };
}

const MOST_WORDS = 60;
const LEAST_CONFIDENCE = 0.4;
/** The score that silence has: an intent must speak louder. */
const NONE_SCORE = 1.2;
/** How sharply scores turn into probabilities; chosen on the development data. */
const SHARPNESS = 1.1;
/** A greeting or thanks in a longer message is manners, not what it is about. */
const MANNERS: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'goodbye']);
const LONGEST_MANNERS = 4;

const SUPPORT: Record<Intent, SupportIntent> = {
  order: 'order',
  change_order: 'order',
  cancel_order: 'order',
  order_status: 'order',
  order_history: 'order',
  delivery_date: 'order',
  product_question: 'product',
  browse: 'product',
  faq: 'faq',
  report_defect: 'order',
  complaint: 'general',
  production_schedule: 'order',
  human: 'general',
  greeting: 'general',
  thanks: 'general',
  goodbye: 'general',
  help: 'general',
  opt_out: 'general',
  none: 'none',
};

type Evidence = { intent: Intent; weight: number };

/** Phrase to the intents it speaks for; found word by word. */
const EVIDENCE = new Map<string, Evidence[]>();
for (const [intent, byWeight] of Object.entries(INTENT_WORDS) as [Intent, Record<string, string>][]) {
  for (const [weight, phrases] of Object.entries(byWeight)) {
    for (const phrase of phrases.split(/,\s*/)) {
      const known = EVIDENCE.get(phrase.trim()) ?? [];
      if (!known.some((one) => one.intent === intent))
        EVIDENCE.set(phrase.trim(), [...known, { intent, weight: Number(weight) }]);
    }
  }
}

function scoreAll(words: string[], text: string): Map<Intent, number> {
  const scores = new Map<Intent, number>();
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(LONGEST_PHRASE, words.length - at); length >= 1; length--) {
      const evidence = EVIDENCE.get(words.slice(at, at + length).join(' ')) ?? [];
      for (const { intent, weight } of evidence) raise(scores, intent, weight * (1 + 0.15 * (length - 1)));
    }
  }
  if (readOrderNumber(text) !== null && scores.has('order_status')) raise(scores, 'order_status', 1.5);
  if (words.some((word) => goodsOf([word]).length > 0))
    for (const intent of ['product_question', 'order'] as const) raise(scores, intent, scores.has(intent) ? 1 : 0);
  if (/[?¿؟]/.test(text))
    for (const intent of ['product_question', 'faq'] as const) raise(scores, intent, scores.has(intent) ? 0.7 : 0);
  if (words.some((word) => /^\d{1,3}$/.test(word)) && scores.has('order')) raise(scores, 'order', 0.7);
  if (words.length > LONGEST_MANNERS)
    for (const intent of MANNERS) if (scores.has(intent)) scores.set(intent, scores.get(intent)! * 0.4);
  return scores;
}

const LONGEST_PHRASE = 5;

/** Repeated evidence counts less and less. */
function raise(scores: Map<Intent, number>, intent: Intent, by: number): void {
  if (by > 0) scores.set(intent, (scores.get(intent) ?? 0) + by);
}

function probabilitiesOf(scores: Map<Intent, number>): { intent: Intent; confidence: number }[] {
  const powers = [...scores].map(([intent, score]) => ({ intent, power: Math.exp(SHARPNESS * Math.min(score, 6)) }));
  const total = powers.reduce((sum, { power }) => sum + power, Math.exp(SHARPNESS * NONE_SCORE));
  return powers
    .map(({ intent, power }) => ({ intent, confidence: round(power / total) }))
    .sort((a, b) => b.confidence - a.confidence);
}

function round(probability: number): number {
  return Math.round(probability * 1000) / 1000;
}

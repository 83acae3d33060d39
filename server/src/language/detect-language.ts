import { readFileSync } from 'node:fs';
import { languageFeatures } from './language-features.ts';
import { fold } from './words.ts';

/** The language of a text and how sure that is, from 0 to 1. */
export type DetectedLanguage = {
  /** ISO 639-1, or `hi-Latn` for Hindi in Latin letters; null when the text is too short or unclear to tell. */
  language: string | null;
  confidence: number;
};

/**
 * Recognises the language of a message, however short.
 *
 * Scripts that belong to one language decide at once. Latin letters are told apart by a small trained model for
 * English, Spanish, Portuguese, French, German, Italian, Indonesian and Hindi in Latin letters (`model/README.md`).
 *
 * @param enabled only these come into question; all that we know when left out.
 */
export function detectLanguage(text: string, enabled?: readonly string[]): DetectedLanguage {
  const script = languageOfScript(text);
  if (script) return isEnabled(script, enabled) ? { language: script, confidence: 0.99 } : NOBODY;
  return fold(text)
    .split(' ')
    .every((word) => NEUTRAL.test(word))
    ? NOBODY
    : byModel(text, enabled);
}

/** Words that are the same everywhere, and say nothing alone. */
const NEUTRAL =
  /^(?:ok|okay|okey|menu|no|si|hm+|a?(?:ha)+h?|lol|wow|stop|help|polo|pizza|taco|xs|s|m|l|xl|xxl|total|hotel|taxi|info|email|whatsapp|\d+)$/;
const NOBODY: DetectedLanguage = { language: null, confidence: 0 };
/** Below this probability we would rather ask in the shop's own language. Chosen on the development data. */
const LEAST_CONFIDENCE = 0.5;
/** A text with less evidence than this is "ok" or "polo". */
const LEAST_FEATURES = 2;

/** That a text is in none of our languages can only be said of a longer one. */
const LEAST_FEATURES_OF_OTHERS = 90;

type Model = { languages: string[]; index: Map<string, number>; weights: Int8Array; scale: number };

let loaded: Model | null = null;

/** Read at first use, once: about 5 ms. */
function model(): Model {
  if (loaded) return loaded;
  const file: { languages: string[]; scale: number; features: string; weights: string } = JSON.parse(
    readFileSync(new URL('model/languages.json', import.meta.url), 'utf8'),
  );
  const weights = Buffer.from(file.weights, 'base64');
  loaded = {
    languages: file.languages,
    index: new Map(file.features.split(' ').map((feature, at) => [feature, at])),
    weights: new Int8Array(weights.buffer, weights.byteOffset, weights.length),
    scale: file.scale,
  };
  return loaded;
}

function byModel(text: string, enabled: readonly string[] | undefined): DetectedLanguage {
  const { languages, index, weights, scale } = model();
  const features = new Set(languageFeatures(text).flatMap((feature) => index.get(feature) ?? []));
  if (features.size < LEAST_FEATURES) return NOBODY;

  const share = scale / Math.sqrt(features.size);
  const scores = languages.map((language, at) => {
    const asked = language === 'other' ? features.size >= LEAST_FEATURES_OF_OTHERS : isEnabled(language, enabled);
    if (!asked) return Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (const feature of features) sum += weights[feature * languages.length + at]!;
    return sum * share;
  });
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const best = scores.indexOf(top);
  const confidence = Math.round((powers[best]! / powers.reduce((sum, power) => sum + power, 0)) * 1000) / 1000;
  return languages[best] === 'other' || confidence < LEAST_CONFIDENCE
    ? NOBODY
    : { language: languages[best]!, confidence };
}

function isEnabled(language: string, enabled: readonly string[] | undefined): boolean {
  return !enabled || enabled.includes(language);
}

/** Scripts that say the language. Arabic letters are also Persian's and Urdu's, which have some of their own. */
const SCRIPTS: [script: RegExp, language: string][] = [
  [/[\u0679\u0688\u0691\u06ba\u06d2]/, 'ur'],
  [/[\u067e\u0686\u0698\u06af]/, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Telugu}/u, 'te'],
  [/\p{Script=Gujarati}/u, 'gu'],
];

/** Null when at least as many letters are Latin: "polo چاہیے XL" is for the model. */
function languageOfScript(text: string): string | null {
  const letters = text.slice(0, 1000).match(/\p{L}/gu) ?? [];
  const foreign = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter));
  if (foreign.length === 0 || foreign.length * 2 < letters.length) return null;
  const rest = foreign.join('');
  return SCRIPTS.find(([script]) => script.test(rest))?.[1] ?? null;
}

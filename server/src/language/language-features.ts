import { splitWords } from './words.ts';

/** Longer messages say nothing more about their language. */
const MOST_WORDS = 60;

/**
 * What a language is recognised by: every word with its edges (`_hola_`), and every run of 1 to 4 letters in it.
 * Accents are kept, they tell much; case is not.
 */
export function languageFeatures(text: string): string[] {
  const features: string[] = [];
  let read = 0;
  for (const word of splitWords(text)) {
    if (word.kind !== 'letters') continue;
    if (++read > MOST_WORDS) break;
    pushFeatures(features, `_${word.text.toLowerCase()}_`);
  }
  return features;
}

function pushFeatures(features: string[], word: string): void {
  const letters = [...word].slice(0, 30);
  if (letters.length > 6) features.push(letters.join(''));
  for (let size = 2; size <= 6; size++) {
    for (let at = 0; at + size <= letters.length; at++) {
      const whole = at === 0 && at + size === letters.length;
      if (size <= 4 || whole) features.push(letters.slice(at, at + size).join(''));
    }
  }
}

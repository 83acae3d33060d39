import { readFileSync } from 'node:fs';
import { wordForms } from './word-forms.ts';

/**
 * Whether people use a word so often that it is no slip for the name of a product: "flight" is no light. English,
 * Spanish, Portuguese and French words of 4 to 9 letters; read from `model/common-words.json` at first use.
 *
 * @param word as `foldWord` returns it.
 */
export function isCommon(word: string): boolean {
  loaded ??= readList();
  return wordForms(word).some((form) => loaded!.has(form));
}

let loaded: Set<string> | null = null;

function readList(): Set<string> {
  const words: string[] = JSON.parse(readFileSync(new URL('model/common-words.json', import.meta.url), 'utf8'));
  return new Set(words);
}

import { wordForms } from './word-forms.ts';

/** Phrases to be looked for in a folded text, word by word. */
export class PhraseSet {
  #phrases = new Set<string>();
  #longest = 1;

  /** @param phrases folded, comma between phrases. */
  constructor(phrases: string) {
    for (const phrase of phrases.split(/,\s*/)) {
      const clean = phrase.trim();
      if (!clean) continue;
      this.#phrases.add(clean);
      this.#longest = Math.max(this.#longest, clean.split(' ').length);
    }
  }

  /** How many words from `at` make up the longest phrase that begins there, 0 when none does; the last word may be a plural. */
  lengthAt(words: string[], at: number): number {
    for (let length = Math.min(this.#longest, words.length - at); length >= 1; length--) {
      const start = words.slice(at, at + length - 1).join(' ');
      for (const form of wordForms(words[at + length - 1]!)) {
        if (this.#phrases.has(start ? `${start} ${form}` : form)) return length;
      }
    }
    return 0;
  }

  isIn(words: string[]): boolean {
    return words.some((_, at) => this.lengthAt(words, at) > 0);
  }

  /** How many of the words belong to one of the phrases. */
  countIn(words: string[]): number {
    let count = 0;
    for (let at = 0; at < words.length; ) {
      const length = this.lengthAt(words, at);
      count += length;
      at += Math.max(1, length);
    }
    return count;
  }
}

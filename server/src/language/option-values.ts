import { OPTION_WORDS } from './lexicon/option-words.ts';
import { type Measure, readMeasure } from './measures.ts';
import { isSameWord, wordForms } from './word-forms.ts';
import { fold, splitWords } from './words.ts';

/** An option's value as a catalogue has it, read once. */
export type OptionValue = {
  text: string;
  words: string[];
  /** What it means, such as `colour:grey`; empty when the lexicon does not know it. */
  concepts: string[];
  measure: Measure | null;
};

/** What a customer said about an option, before it is known of which product. */
export type SaidOption = {
  /** Folded, for example "navy blue"; the number for a bare number. */
  text: string;
  concepts: string[];
  measure: Measure | null;
};

/** Reads a value of a catalogue, or the words of a customer. */
export function readOptionValue(text: string): OptionValue {
  const words = splitWords(text)
    .filter((word) => word.kind !== 'mark')
    .map((word) => word.folded);
  return { text, words, concepts: conceptsOf(words), measure: readMeasure(text) };
}

/**
 * How well a customer's words name a value: 1 the same words, 0.9 the same meaning, 0.6 a part of its name
 * ("choc" of "choc chip"), 0 not at all.
 */
export function fitOf(value: OptionValue, said: SaidOption): number {
  if (said.measure && value.measure) {
    return said.measure.unit === value.measure.unit && said.measure.amount === value.measure.amount ? 1 : 0;
  }
  if (value.words.join(' ') === said.text) return 1;
  if (value.concepts.some((concept) => said.concepts.includes(concept))) return 0.9;
  const saidWords = said.text.split(' ');
  if (saidWords.length === value.words.length && saidWords.every((word, at) => isSameWord(word, value.words[at]!)))
    return 0.9;
  return value.words.length > 1 && saidWords.every((word) => value.words.some((own) => isSameWord(word, own)))
    ? 0.6
    : 0;
}

/** The kind of a concept: `colour` of `colour:grey`. */
export function kindOf(concept: string): string {
  return concept.slice(0, concept.indexOf(':'));
}

/** What a phrase means as an option, in any language; empty when it means nothing we know. */
export function conceptsOf(words: string[]): string[] {
  const phrase = words.join(' ');
  const exact = CONCEPTS.get(phrase);
  if (exact || words.length === 0) return exact ?? [];
  const start = words.slice(0, -1);
  for (const form of wordForms(words.at(-1)!)) {
    const found = CONCEPTS.get([...start, form].join(' ')) ?? CONCEPTS.get([...start.map(singular), form].join(' '));
    if (found) return found;
  }
  return [];
}

/** Every single word and every phrase of the lexicon of options, folded. */
export function optionPhrases(): Iterable<string> {
  return CONCEPTS.keys();
}

const CONCEPTS = new Map<string, string[]>();
for (const [kind, concepts] of Object.entries(OPTION_WORDS)) {
  for (const [concept, phrases] of Object.entries(concepts)) {
    for (const phrase of phrases.split(/,\s*/)) {
      const words = fold(phrase); // "2xl" is two words
      CONCEPTS.set(words, [...new Set([...(CONCEPTS.get(words) ?? []), `${kind}:${concept}`])]);
    }
  }
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}

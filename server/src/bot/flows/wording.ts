import type { Text, Words } from './definition.ts';
import type { Assignments, ByPhrase, Say } from './flow.ts';
import { phraseOf } from './phrases.ts';
import { readTemplate } from './template.ts';

/** A missing translation is the checker's business; a running flow says the first language instead of nothing. */
export function sayIn(languages: string[], text: Text): Say {
  const inLanguage = (language: string) =>
    typeof text === 'string'
      ? text
      : (text[language] ?? text[languages[0]!] ?? text.en ?? Object.values(text)[0] ?? '');
  return Object.fromEntries(languages.map((language) => [language, readTemplate(inLanguage(language).trimEnd())]));
}

/** Words in every language count; where two languages disagree, the customer's own wins. */
export function phrasesOf(options: { title: Text; words?: Words | undefined }[], languages: string[]): ByPhrase {
  return Object.fromEntries(
    languages.map((own) => {
      const phrases = new Map<string, number>();
      const add = (phrase: string, at: number) => phrase && !phrases.has(phrase) && phrases.set(phrase, at);
      for (const language of [own, ...languages]) {
        options.forEach((option, at) => {
          for (const word of [...textsIn(option.title, language), ...wordsIn(option.words, language)])
            if (!word.includes('{{')) add(phraseOf(word), at);
        });
      }
      return [own, phrases];
    }),
  );
}

const textsIn = (text: Text, language: string): string[] =>
  typeof text === 'string' ? [text] : (text[language] ?? '') ? [text[language]!] : [];

/** What customers write for something in `language`; words without a language count in all. */
export const wordsIn = (words: Words | undefined, language: string): string[] =>
  !words ? [] : Array.isArray(words) ? words : (words[language] ?? []);

/** Values a node sets or gives: texts become templates. */
export function assignments(values: Record<string, string | number | boolean>): Assignments {
  return Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? readTemplate(value) : value]);
}

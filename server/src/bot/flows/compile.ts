import { compileNode } from './compile-node.ts';
import {
  durationMs,
  type FlowDefinition,
  GLOBAL_WORDS,
  type GlobalWord,
  STANDARD_TEXTS,
  type StandardText,
  type Text,
  type Trigger,
} from './definition.ts';
import type { CompiledTrigger, Flow, Say } from './flow.ts';
import { phraseOf } from './phrases.ts';
import { STANDARD, STANDARD_WORDS } from './standard.ts';
import { assignments, sayIn, wordsIn } from './wording.ts';

/**
 * Makes a definition ready to run.
 *
 * @throws TemplateMistake for a text with broken slots; the checker names its place first.
 */
export function compileFlow(definition: FlowDefinition, version: string): Flow {
  const { languages } = definition;
  const say = (text: Text): Say => sayIn(languages, text);
  const globals = globalWords(definition);
  return {
    name: definition.name,
    version,
    definition,
    languages,
    start: definition.start,
    help: definition.help ?? definition.start,
    handOff: definition.hand_off ?? null,
    expiresAfterMs: durationMs(definition.expires_after),
    variables: Object.fromEntries(Object.entries(definition.variables).filter(([, value]) => value !== null)),
    globals,
    wishesForPerson: [...globals].flatMap(([phrase, { word }]) =>
      word === 'human' && wordsOf(phrase) >= CLEAR_WISH_WORDS ? [phrase] : [],
    ),
    languageWords: new Map(
      Object.entries(definition.words.language ?? {})
        .filter(([language]) => languages.includes(language))
        .flatMap(([language, words]) => words.map((word) => [phraseOf(word), language] as const)),
    ),
    texts: Object.fromEntries(
      STANDARD_TEXTS.map((name) => [name, say(definition.texts[name] ?? STANDARD[name])]),
    ) as Record<StandardText, Say>,
    labels: mapValues(definition.labels, (table) => mapValues(table, say)),
    triggers: definition.triggers.map((trigger) => compileTrigger(trigger, languages)),
    intents: new Set(definition.triggers.flatMap(({ intent }) => intent ?? [])),
    nodes: new Map(Object.entries(definition.nodes).map(([name, node]) => [name, compileNode(name, node, languages)])),
  };
}

/** "Person" may be about anything; "talk to a person" is a wish. */
const CLEAR_WISH_WORDS = 3;
const wordsOf = (phrase: string): number => phrase.split(' ').length;

/** "Stop" comes first and in every language: nobody may lose it to another word. */
function globalWords(definition: FlowDefinition): Flow['globals'] {
  const found = new Map<string, { word: GlobalWord; languages: string[] }>();
  const add = (word: GlobalWord, text: string, language: string) => {
    const phrase = phraseOf(text);
    const known = found.get(phrase);
    if (!known) found.set(phrase, { word, languages: [language] });
    else if (known.word === word && !known.languages.includes(language)) known.languages.push(language);
  };
  for (const [language, words] of Object.entries(STANDARD_WORDS.stop))
    for (const text of words) add('stop', text, language);
  for (const word of GLOBAL_WORDS) {
    const words = definition.words[word] ?? STANDARD_WORDS[word];
    for (const language of definition.languages) for (const text of wordsIn(words, language)) add(word, text, language);
  }
  return found;
}

function compileTrigger(trigger: Trigger, languages: string[]): CompiledTrigger {
  const phrases = languages.flatMap((language) => wordsIn(trigger.words, language)).map(phraseOf);
  return {
    phrases: [...new Set(phrases.filter((phrase) => phrase.includes(' ')))],
    words: new Set(phrases),
    examples: Object.fromEntries(languages.map((language) => [language, wordsIn(trigger.words, language)])),
    intent: trigger.intent ?? null,
    message: trigger.message ?? null,
    title: trigger.title ? sayIn(languages, trigger.title) : null,
    set: assignments(trigger.set ?? {}),
    next: trigger.next,
  };
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

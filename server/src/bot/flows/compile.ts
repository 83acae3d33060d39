import {
  type Case,
  durationMs,
  type FlowDefinition,
  GLOBAL_WORDS,
  type GlobalWord,
  type NodeOf,
  STANDARD_TEXTS,
  type StandardText,
  type Text,
  type Trigger,
  type Words,
} from './definition.ts';
import { phraseOf } from './phrases.ts';
import { STANDARD, STANDARD_WORDS } from './standard.ts';
import { readTemplate, type Template } from './template.ts';

/** A sentence in every language of its flow. */
export type Say = Record<string, Template>;
export type Message = {
  text: Say | null;
  lines: { path: string[]; as: string; text: Say; most: number } | null;
  after: Say | null;
};
export type Assignments = [variable: string, value: Template | number | boolean][];
export type MenuOption = { id: string; title: Say; description: Say | null; set: Assignments; next: string };
export type Choices = {
  path: string[];
  as: string;
  id: Template;
  title: Say;
  description: Say | null;
  save: string;
  next: string;
};

/** Numbers, titles and words of the options, as phrases, to the option's place; by language of the customer. */
type ByPhrase = Record<string, ReadonlyMap<string, number>>;

export type Menu = {
  type: 'menu';
  name: string;
  message: Message;
  again: Message | null;
  show: NodeOf<'menu'>['show'];
  label: Say | null;
  choices: Choices | null;
  options: MenuOption[];
  byPhrase: ByPhrase;
  otherwise: string | null;
  fresh: boolean;
};
export type Question = {
  type: 'question';
  name: string;
  message: Message;
  expect: NodeOf<'question'>['expect'];
  save: string;
  photos: string | null;
  atLeast: number | null;
  atMost: number | null;
  options: MenuOption[];
  byPhrase: ByPhrase;
  quietMs: number;
  retry: Say | null;
  tries: number;
  otherwise: string | null;
  next: string | null;
  on: { yes: string; no: string } | null;
};
export type CompiledCase = Omit<Case, 'variable'> & { path: string[] | null };
export type CompiledNode =
  | Menu
  | Question
  | { type: 'text'; message: Message; next: string }
  | { type: 'condition'; cases: CompiledCase[]; else: string }
  | {
      type: 'action';
      action: string;
      with: Assignments;
      save: string | null;
      on: Record<string, string>;
      next: string | null;
    }
  | {
      type: 'wait';
      name: string;
      forMs: number | null;
      until: string | null;
      days: NodeOf<'wait'>['days'] | null;
      next: string;
      reply: string | null;
    }
  | { type: 'hand_off'; text: Say | null; reason: Say | null }
  | { type: 'end'; message: Message }
  | { type: 'goto'; to: string; set: Assignments };

export type CompiledTrigger = {
  phrases: string[]; // several words: anywhere in the message
  words: ReadonlySet<string>; // whole messages
  examples: Record<string, string[]>; // as they are written, by language
  intent: string | null;
  message: Trigger['message'] | null;
  title: Say | null;
  set: Assignments;
  next: string;
};

/** A flow ready to run: nothing is parsed in a turn any more. */
export type Flow = {
  name: string;
  version: string;
  definition: FlowDefinition;
  languages: string[];
  start: string;
  help: string;
  handOff: string | null;
  expiresAfterMs: number;
  variables: Record<string, unknown>;
  globals: ReadonlyMap<string, { word: GlobalWord; languages: string[] }>;
  languageWords: ReadonlyMap<string, string>;
  texts: Record<StandardText, Say>;
  labels: Record<string, Record<string, Say>>;
  triggers: CompiledTrigger[];
  intents: ReadonlySet<string>;
  nodes: ReadonlyMap<string, CompiledNode>;
};

/**
 * Makes a definition ready to run.
 *
 * @throws TemplateMistake for a text with broken slots; the checker names its place first.
 */
export function compileFlow(definition: FlowDefinition, version: string): Flow {
  const { languages } = definition;
  const say = (text: Text): Say => sayIn(languages, text);
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
    globals: globalWords(definition),
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

function compileNode(name: string, node: FlowDefinition['nodes'][string], languages: string[]): CompiledNode {
  const say = (text: Text): Say => sayIn(languages, text);
  switch (node.type) {
    case 'text':
      return { type: 'text', message: messageOf(node, languages), next: node.next };
    case 'end':
      return { type: 'end', message: messageOf(node, languages) };
    case 'menu':
      return compileMenu(name, node, languages);
    case 'question':
      return compileQuestion(name, node, languages);
    case 'condition':
      return {
        type: 'condition',
        cases: node.cases.map(({ variable, ...rest }) => ({ ...rest, path: variable?.split('.') ?? null })),
        else: node.else,
      };
    case 'action':
      return {
        type: 'action',
        action: node.action,
        with: assignments(node.with),
        save: node.save ?? null,
        on: node.on ?? {},
        next: node.next ?? null,
      };
    case 'wait':
      return {
        type: 'wait',
        name,
        forMs: node.for ? durationMs(node.for) : null,
        until: node.until ?? null,
        days: node.days ?? null,
        next: node.next,
        reply: node.reply ?? null,
      };
    case 'hand_off':
      return {
        type: 'hand_off',
        text: node.text ? say(node.text) : null,
        reason: node.reason ? say(node.reason) : null,
      };
    case 'goto':
      return { type: 'goto', to: node.to, set: assignments(node.set ?? {}) };
  }
}

function compileMenu(name: string, node: NodeOf<'menu'>, languages: string[]): Menu {
  const say = (text: Text): Say => sayIn(languages, text);
  return {
    type: 'menu',
    name,
    message: messageOf(node, languages),
    again: node.again ? messageOf({ ...node, text: node.again }, languages) : null,
    show: node.show,
    label: node.label ? say(node.label) : null,
    choices: node.choices
      ? {
          path: node.choices.each.split('.'),
          as: node.choices.as,
          id: readTemplate(node.choices.id),
          title: say(node.choices.title),
          description: node.choices.description ? say(node.choices.description) : null,
          save: node.choices.save,
          next: node.choices.next,
        }
      : null,
    options: node.options.map((option) => ({
      id: option.id,
      title: say(option.title),
      description: option.description ? say(option.description) : null,
      set: assignments(option.set ?? {}),
      next: option.next,
    })),
    byPhrase: phrasesOf(node.options, languages),
    otherwise: node.otherwise ?? null,
    fresh: node.fresh,
  };
}

function compileQuestion(name: string, node: NodeOf<'question'>, languages: string[]): Question {
  const say = (text: Text): Say => sayIn(languages, text);
  const options = node.options ?? [];
  return {
    type: 'question',
    name,
    message: messageOf(node, languages),
    expect: node.expect,
    save: node.save,
    photos: node.photos ?? null,
    atLeast: node.at_least ?? null,
    atMost: node.at_most ?? null,
    options: options.map((option) => ({
      id: option.id,
      title: say(option.title),
      description: option.description ? say(option.description) : null,
      set: [],
      next: '',
    })),
    byPhrase: phrasesOf(options, languages),
    quietMs: node.quiet ? durationMs(node.quiet) : 0,
    retry: node.retry ? say(node.retry) : null,
    tries: node.tries,
    otherwise: node.otherwise ?? null,
    next: node.next ?? null,
    on: node.on ?? null,
  };
}

function messageOf(node: Pick<NodeOf<'text'>, 'text' | 'lines' | 'after'>, languages: string[]): Message {
  return {
    text: node.text ? sayIn(languages, node.text) : null,
    lines: node.lines
      ? {
          path: node.lines.each.split('.'),
          as: node.lines.as,
          text: sayIn(languages, node.lines.text),
          most: node.lines.most,
        }
      : null,
    after: node.after ? sayIn(languages, node.after) : null,
  };
}

/** A missing translation is the checker's business; a running flow says the first language instead of nothing. */
function sayIn(languages: string[], text: Text): Say {
  const inLanguage = (language: string) =>
    typeof text === 'string'
      ? text
      : (text[language] ?? text[languages[0]!] ?? text.en ?? Object.values(text)[0] ?? '');
  return Object.fromEntries(languages.map((language) => [language, readTemplate(inLanguage(language).trimEnd())]));
}

/** Words in every language count; where two languages disagree, the customer's own wins. */
function phrasesOf(options: { title: Text; words?: Words | undefined }[], languages: string[]): ByPhrase {
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
export const wordsIn = (words: Words | undefined, language: string): string[] =>
  !words ? [] : Array.isArray(words) ? words : (words[language] ?? []);

function globalWords(definition: FlowDefinition): Flow['globals'] {
  const found = new Map<string, { word: GlobalWord; languages: string[] }>();
  const add = (word: GlobalWord, phrase: string, language: string) => {
    const known = found.get(phrase);
    if (known?.word === word) known.languages.push(language);
    else if (!known && phrase) found.set(phrase, { word, languages: [language] });
  };
  for (const word of GLOBAL_WORDS) {
    const own = definition.words[word];
    for (const language of definition.languages)
      for (const text of wordsIn(own ?? STANDARD_WORDS[word], language)) add(word, phraseOf(text), language);
  }
  for (const [language, words] of Object.entries(STANDARD_WORDS.stop))
    for (const text of words) add('stop', phraseOf(text), language);
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

function assignments(values: Record<string, string | number | boolean>): Assignments {
  return Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? readTemplate(value) : value]);
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

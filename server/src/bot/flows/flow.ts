import type { Case, FlowDefinition, GlobalWord, NodeOf, StandardText, Trigger } from './definition.ts';
import type { Template } from './template.ts';

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
export type ByPhrase = Record<string, ReadonlyMap<string, number>>;

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
  amounts: boolean;
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
  wishesForPerson: readonly string[]; // phrases of `human` that count within a sentence too
  languageWords: ReadonlyMap<string, string>;
  texts: Record<StandardText, Say>;
  labels: Record<string, Record<string, Say>>;
  triggers: CompiledTrigger[];
  intents: ReadonlySet<string>;
  nodes: ReadonlyMap<string, CompiledNode>;
};

import type { PendingMessage, TurnInput } from '../../conversations/turn.ts';
import { readOrderNumber } from '../../language/index.ts';
import type { Tx } from '../../platform/context.ts';
import type { AgentTrace } from '../agent/trace.ts';
import type { StandardText } from './definition.ts';
import type { Flow, Say } from './flow.ts';
import type { Output } from './output.ts';
import type { FlowState } from './state.ts';
import { fill, type Scope } from './template.ts';

/** One message of the customer, reduced to what a flow can use. */
export type Said = {
  text: string; // '' when there were no words
  tap: string | null; // id of the tapped button or row
  media: string[]; // photos and files, as references
  content: string; // type of the message: "text", "image" …
  readable: boolean; // false for stickers, voice notes and what the platform could not deliver
};

/** What the assistant thinks a message means. `score` runs from 0 to 1. */
export type Understood = { how: string; what: string; score?: number };

/** Why a turn answered what it answered. Small, plain JSON; stored with the first reply. */
export type Trace = {
  flow: string;
  version: string;
  owners: string[]; // who answered, message by message
  understood: Understood[];
  path: string[]; // nodes in the order they were visited
  actions: { name: string; outcome: string; ms: number }[];
  agent?: AgentTrace; // what a language model did for this turn
  summary?: string; // for the person who takes over
};

/** One turn under way. Owners of the turn change it in place; `takeTurn` makes the result of it. */
export type Turn = {
  input: TurnInput;
  message: PendingMessage | null; // the one being answered; null when a timer rang
  said: Said;
  now: Date;
  language: string;
  flow: Flow;
  newestFlow: Flow; // where conversations go on from the main menu
  state: FlowState;
  results: Record<string, unknown>; // what actions found in this turn
  found: { faq?: string }; // what the assistant noticed in the message
  suggestions: { target: string; title: string }[]; // not sure enough to go there
  beginning: 'new' | 'returning' | null; // no question was open
  out: Output;
  trace: Trace;
  handOff: { reason: string } | null;
  learntLanguage: string | null;
  tx: Tx | null; // the turn's transaction once it is open; then everything is read through it too
  services: TurnServices;
};

/** `effect`: something outside the conversation changed, so this must not be done again on the way back. */
export type ActionResult = { outcome: string; result: unknown; effect: boolean };

/** What a turn asks of the rest of the program. */
export type TurnServices = {
  runAction(turn: Turn, name: string, input: Record<string, unknown>): Promise<ActionResult>;
  /** Records that the contact wants news or no more of them; false when nothing changed. */
  recordConsent(turn: Turn, granted: boolean): Promise<boolean>;
};

/** The sentence in the language of the turn, filled in. */
export function speak(turn: Turn, say: Say, scope: Scope = scopeOf(turn)): string {
  const template = say[turn.language] ?? say[turn.flow.languages[0]!]!;
  return template.isFixed ? template.source : fill(template, scope, (table, value) => labelOf(turn, table, value));
}

export const standardSay = (turn: Turn, name: StandardText): string => speak(turn, turn.flow.texts[name]);

/** The words for a value in the language of the turn, from the flow's `labels`. */
export function labelOf(turn: Turn, table: string, value: string): string | undefined {
  const say = turn.flow.labels[table]?.[value];
  return say && speak(turn, say, nothing);
}

const nothing: Scope = () => undefined;

/** Names a text can use: results of this turn, variables, then what is always there. */
export const scopeOf =
  (turn: Turn, item?: { name: string; value: unknown }): Scope =>
  (name) => {
    if (item?.name === name) return item.value;
    if (Object.hasOwn(turn.results, name)) return turn.results[name];
    if (Object.hasOwn(turn.state.variables, name)) return turn.state.variables[name];
    return BUILT_IN[name]?.(turn);
  };

/** Always there: who asks whom, and what was said. The checker knows these names from here. */
export const BUILT_IN: Record<string, (turn: Turn) => unknown> = {
  contact: ({ input: { contact }, language }) => ({
    name: contact.name,
    first_name: contact.name.split(/\s/)[0],
    language,
    phone: contact.phone,
  }),
  business: ({ input: { business } }) => ({ name: business.name, ...business.contactCard }),
  said: ({ said }) => said.text,
  found: ({ said, found }) => ({ order_number: readOrderNumber(said.text) ?? undefined, ...found }),
  offered: ({ state }) => state.offers?.map(({ id }) => id) ?? [],
};
/** Fields of what is always there; null: a value by itself, [] a list of values. */
export const BUILT_IN_FIELDS: Record<string, string[] | null> = {
  contact: ['name', 'first_name', 'language', 'phone'],
  business: ['name', 'email', 'phone', 'hours', 'address'],
  said: null,
  found: ['order_number', 'faq'],
  offered: [],
};

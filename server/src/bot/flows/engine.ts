import { holds } from './conditions.ts';
import type { Assignments, CompiledNode, Menu, Message, Question } from './flow.ts';
import type { PromptOption } from './output.ts';
import type { FlowState, Place } from './state.ts';
import { lookUp, type Scope, valueIn } from './template.ts';
import { nextInstant } from './timetable.ts';
import { labelOf, scopeOf, speak, standardSay, type Turn } from './turn.ts';

const MOST_NODES = 60; // in one turn; the checker refuses circles without a question, this catches the rest
const MOST_PLACES = 10; // to go back to
const LONGEST_ID = 120; // with the name of its menu in front a row's id has up to 200 characters
const LONGEST_SAID = 300; // characters of a message kept for going back
const MOST_CHOICES = 50; // more than anybody reads; the platform's text limit is near

/**
 * Goes to `target` and on from there until something waits for the customer, or the flow ends.
 *
 * This is the whole interpreter: it runs a compiled flow over the state of one conversation and changes `turn` in place.
 *
 * @returns false when the way ended in `pass`: then nothing has changed, and somebody else may answer.
 */
export async function go(turn: Turn, target: string): Promise<boolean> {
  const before = { state: { ...turn.state }, texts: turn.out.texts.length, path: turn.trace.path.length };
  const walk: Walk = { from: target, leaving: placeOf(turn) };
  let at: string | null = target;
  for (let steps = 0; at !== null; steps++) {
    if (steps === MOST_NODES) throw new Error(`flow ${turn.flow.name} goes round in circles at ${at}`);
    if (at === 'pass') {
      turn.state = before.state;
      turn.out.texts.length = before.texts;
      turn.trace.path.length = before.path;
      return false;
    }
    at = await step(turn, walk, at);
  }
  return true;
}

/** The flow's timer rang: goes on behind the wait. */
export async function ring(turn: Turn): Promise<void> {
  const node = turn.state.timer && turn.flow.nodes.get(turn.state.timer.node);
  delete turn.state.timer;
  if (node?.type === 'wait') await go(turn, node.next);
}

/** The prompt of a menu again, with `body` in place of its text; nothing moves. */
export function askAgain(turn: Turn, node: Menu | Question, body: string): void {
  turn.out.prompt = {
    body,
    options: optionsOf(turn, node),
    show: node.type === 'menu' ? node.show : 'auto',
    label: labelOfList(turn, node),
  };
}

/** The node whose answer is awaited. */
export const standingAt = ({ flow, state }: Turn): CompiledNode | undefined =>
  state.node === null ? undefined : flow.nodes.get(state.node);

export function assign(turn: Turn, assignments: Assignments): void {
  if (assignments.length === 0) return;
  turn.state.variables = { ...turn.state.variables, ...evaluate(turn, assignments) };
}

/** Where a walk began, for coming back to the menu it ends at; and what it leaves behind. */
type Walk = { from: string; leaving: Place | null };

/** Does what one node says and names the next one; null when the turn ends here. */
async function step(turn: Turn, walk: Walk, at: string): Promise<string | null> {
  if (at === 'back') return goBack(turn, walk);
  if (at === 'start' || at === turn.flow.start) return beginAgain(turn, walk);
  const node = turn.flow.nodes.get(at);
  if (!node) throw new Error(`flow ${turn.flow.name} (${turn.flow.version}) has no node ${at}`);
  turn.trace.path.push(at);
  return visit(turn, walk, at, node);
}

async function visit(turn: Turn, walk: Walk, at: string, node: CompiledNode): Promise<string | null> {
  switch (node.type) {
    case 'text':
      say(turn, messageText(turn, node.message));
      return node.next;
    case 'goto':
      assign(turn, node.set);
      return node.to;
    case 'condition':
      return node.cases.find((one) => holds(one, one.path && lookUp(one.path, scopeOf(turn)), turn))?.next ?? node.else;
    case 'action':
      return act(turn, walk, node);
    case 'menu':
    case 'question':
      ask(turn, node, land(turn, walk, at));
      return null;
    case 'wait':
      land(turn, walk, at);
      turn.state.timer = { node: at, at: nextInstant(node, turn.now, turn.input.business.timeZone).toISOString() };
      return null;
    case 'hand_off':
      handOff(
        turn,
        node.text ? speak(turn, node.text) : standardSay(turn, 'hand_off'),
        node.reason ? speak(turn, node.reason) : 'asked for a person',
      );
      return null;
    case 'end':
      say(turn, messageText(turn, node.message));
      rest(turn.state);
      return null;
  }
}

/** Says so, leaves the rest to a person, and forgets where we were: given back, the conversation begins anew. */
export function handOff(turn: Turn, text: string, reason: string): void {
  say(turn, text);
  rest(turn.state);
  turn.state.misunderstandings = 0;
  turn.handOff = { reason };
}

async function act(turn: Turn, walk: Walk, node: Extract<CompiledNode, { type: 'action' }>): Promise<string> {
  const { outcome, result, effect } = await turn.services.runAction(turn, node.action, evaluate(turn, node.with));
  if (node.save) {
    if (node.save in turn.flow.definition.variables)
      turn.state.variables = { ...turn.state.variables, [node.save]: result };
    else turn.results[node.save] = result;
  }
  const next = node.on[outcome] ?? node.next;
  if (!next) throw new Error(`flow ${turn.flow.name}: outcome ${outcome} of ${node.action} leads nowhere`);
  if (effect) walk.from = next; // going back must not order again
  return next;
}

/** The previous menu, shown as it was reached: what filled it is looked up again. */
function goBack(turn: Turn, walk: Walk): string {
  const { stack } = turn.state;
  const place = stack.at(-1);
  turn.state.stack = stack.slice(0, -1);
  walk.from = place?.from ?? turn.flow.start;
  turn.said = { ...turn.said, text: place?.said ?? '' };
  walk.leaving = null;
  return walk.from;
}

/** The main menu is where a conversation takes up a newer version of its flow, and forgets what it was about. */
async function beginAgain(turn: Turn, walk: Walk): Promise<string | null> {
  turn.flow = turn.newestFlow;
  turn.state = {
    ...turn.state,
    flow: turn.flow.name,
    version: turn.flow.version,
    variables: { ...turn.flow.variables },
    stack: [],
  };
  walk.from = turn.flow.start;
  walk.leaving = null;
  turn.trace.path.push(turn.flow.start);
  return visit(turn, walk, turn.flow.start, turn.flow.nodes.get(turn.flow.start)!);
}

/** @returns whether the customer has been here on the way that led here: this is no new step, but the way back. */
function land(turn: Turn, { from, leaving }: Walk, at: string): boolean {
  const { state } = turn;
  const known = state.stack.findIndex((place) => place.node === at);
  const isAgain = known >= 0 || leaving?.node === at;
  if (known >= 0) state.stack = state.stack.slice(0, known);
  else if (leaving && leaving.node !== at) state.stack = [...state.stack, leaving].slice(-MOST_PLACES);
  rest(state);
  state.node = at;
  state.from = from;
  if (from !== at && turn.said.tap === null && turn.said.text) state.said = turn.said.text.slice(0, LONGEST_SAID);
  state.asked += 1;
  return isAgain;
}

function rest(state: FlowState): void {
  state.node = null;
  state.from = null;
  state.tries = 0;
  delete state.said;
  delete state.offers;
  delete state.quietMs;
  delete state.timer;
}

/** Rests at the main menu without showing it: something else was just said, with its options. */
export function standAtStart(turn: Turn): void {
  rest(turn.state);
  turn.state = { ...turn.state, node: turn.flow.start, from: turn.flow.start, stack: [], asked: turn.state.asked + 1 };
}

/** Only menus are places to come back to: a question would be asked twice, a confirmation is about what is over. */
function placeOf({ flow, state }: Turn): Walk['leaving'] {
  const node = state.node === null ? undefined : flow.nodes.get(state.node);
  if (state.node === null || node?.type !== 'menu' || node.fresh) return null;
  return { node: state.node, from: state.from ?? state.node, ...(state.said ? { said: state.said } : {}) };
}

function ask(turn: Turn, node: Menu | Question, isAgain: boolean): void {
  if (node.type === 'menu' && node.choices) turn.state.offers = offersOf(turn, node.choices);
  if (node.type === 'question' && node.quietMs > 0) turn.state.quietMs = node.quietMs;
  askAgain(turn, node, messageText(turn, (isAgain && node.type === 'menu' && node.again) || node.message));
}

/** Everything that can be chosen at `node` now, with the ids that taps come back with. */
export function optionsOf(turn: Turn, node: Menu | Question): PromptOption[] {
  const showing = node.type === 'menu' && node.fresh ? `#${turn.state.asked}` : '';
  const offered = (node.type === 'menu' && node.choices && turn.state.offers) || [];
  const options: PromptOption[] = offered.map((offer) => ({ ...offer, id: `${node.name}=${offer.id}${showing}` }));
  if (node.type === 'question' && node.expect === 'yes_no') {
    options.push(
      { id: `${node.name}/yes`, title: standardSay(turn, 'yes') },
      { id: `${node.name}/no`, title: standardSay(turn, 'no') },
    );
  }
  for (const { id, title, description } of node.options) {
    const option: PromptOption = { id: `${node.name}/${id}${showing}`, title: speak(turn, title) };
    if (description) option.description = speak(turn, description);
    options.push(option);
  }
  return options;
}

function offersOf(turn: Turn, choices: NonNullable<Menu['choices']>): FlowState['offers'] {
  const list = lookUp(choices.path, scopeOf(turn));
  if (!Array.isArray(list)) return [];
  return list.slice(0, MOST_CHOICES).map((value) => {
    const scope = scopeOf(turn, { name: choices.as, value });
    const id = String(valueIn(choices.id, scope, noLabels) ?? '').slice(0, LONGEST_ID);
    const offer = { id, title: speak(turn, choices.title, scope) || id };
    return choices.description ? { ...offer, description: speak(turn, choices.description, scope) } : offer;
  });
}

const noLabels = () => undefined;

const labelOfList = (turn: Turn, node: Menu | Question): string =>
  node.type === 'menu' && node.label ? speak(turn, node.label) : standardSay(turn, 'choose');

/** Text, then a line for everything in the list, then what comes after. */
export function messageText(turn: Turn, { text, lines, after }: Message): string {
  if (!lines && !after) return text ? speak(turn, text) : '';
  const parts = text ? [speak(turn, text)] : [];
  if (lines) {
    const list = lookUp(lines.path, scopeOf(turn));
    for (const value of Array.isArray(list) ? list.slice(0, lines.most) : [])
      parts.push(speak(turn, lines.text, scopeOf(turn, { name: lines.as, value })));
  }
  if (after) parts.push(speak(turn, after));
  return parts.join('\n');
}

function say(turn: Turn, text: string): void {
  if (text) turn.out.texts.push(text);
}

function evaluate(turn: Turn, assignments: Assignments): Record<string, unknown> {
  const scope: Scope = scopeOf(turn);
  const labels = (table: string, value: string) => labelOf(turn, table, value);
  return Object.fromEntries(
    assignments.map(([name, value]) => [name, typeof value === 'object' ? valueIn(value, scope, labels) : value]),
  );
}

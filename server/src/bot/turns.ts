import type { PendingMessage, TurnInput, TurnResult } from '../conversations/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { later, latest } from '../platform/time.ts';
import { digestForPerson } from './agent/memory.ts';
import { takeOptIn, takeOptOut } from './flows/answering.ts';
import { ring } from './flows/engine.ts';
import type { Flow } from './flows/flow.ts';
import type { FlowLibrary } from './flows/library.ts';
import { contents, emptyOutput, joined, type Output } from './flows/output.ts';
import { phraseOf } from './flows/phrases.ts';
import { standardText } from './flows/standard.ts';
import { type FlowState, freshState, readState } from './flows/state.ts';
import type { Said, Turn, TurnServices } from './flows/turn.ts';
import type { Owner } from './owner.ts';
import { readContent, readTogether } from './said.ts';
import { languageFor, learnLanguage } from './speaking.ts';

/** What turns are taken with. */
export type BotParts = {
  ctx: Ctx;
  flows: Pick<FlowLibrary, 'newest' | 'version' | 'keep'>;
  services: TurnServices;
  owners: readonly Owner[];
  listen: ((turn: Turn) => Promise<void>) | null; // puts words to voice notes and pictures
  tx?: Tx; // everything is read through it from the start: of a simulation, which nobody commits
};

/** One turn, from the stored state to the replies and the new state. */
export async function takeTurn(bot: BotParts, input: TurnInput): Promise<TurnResult> {
  const newest = bot.flows.newest(input.business);
  if (!newest) return withoutFlow(bot, input);

  const turn = await openTurn(bot, input, newest);
  if (input.waiting) return listenForConsent(turn);
  if (input.messages.length === 0) return wakeUp(turn);
  const heard = readMessages(input.messages, turn);
  return heard.length === 0 ? unchanged(input) : answer(bot, turn, heard);
}

/**
 * What was said, message by message. A question that waits for quiet takes everything as one answer, unless a word that
 * works everywhere is among it: "menu" leaves the question, whatever was written before.
 */
function readMessages(messages: PendingMessage[], { state, flow }: Turn): Heard[] {
  const heard = messages.flatMap((message): Heard[] => {
    const said = readContent(message.content);
    return said ? [{ message, said }] : [];
  });
  const isOneAnswer =
    heard.length > 1 &&
    (state.quietMs || state.agent?.isTalking) &&
    !heard.some(({ said }) => flow.globals.has(phraseOf(said.text)));
  return isOneAnswer ? [{ message: heard.at(-1)!.message, said: readTogether(heard.map(({ said }) => said)) }] : heard;
}

type Heard = { message: PendingMessage; said: Said };

async function answer(bot: BotParts, turn: Turn, heard: Heard[]): Promise<TurnResult> {
  const outputs: Output[] = [];
  for (const { message, said } of heard) {
    Object.assign(turn, { message, said, suggestions: [], results: {}, found: {}, out: emptyOutput() });
    if (bot.listen && !said.readable) await bot.listen(turn);
    learnLanguage(turn);
    await firstOwner(bot, turn);
    outputs.push(turn.out);
    turn.beginning = null;
    if (turn.handOff) {
      settle(bot, turn);
      turn.trace.summary = await digestForPerson(bot.ctx, turn);
      break; // a person reads the rest
    }
  }
  return resultOf(turn, joined(outputs), turn.now);
}

/** The matter is a person's now: once it is given back, the mood and the agent begin anew behind it. */
function settle({ owners }: BotParts, { state, message }: Turn): void {
  state.upset = undefined;
  if (message && owners.some(({ name }) => name === 'agent')) state.agent = { since: message.seq };
}

async function firstOwner({ owners }: BotParts, turn: Turn): Promise<void> {
  for (const { name, answer } of owners) {
    if (!(await answer(turn))) continue;
    turn.trace.owners.push(name);
    if (name !== 'agent' && turn.state.agent?.isTalking) turn.state.agent = { ...turn.state.agent, isTalking: false };
    if (name !== 'fallback') turn.state.misunderstandings = 0;
    return;
  }
}

/** A timer of the flow rang: nobody said anything, so the conversation grows no younger. */
async function wakeUp(turn: Turn): Promise<TurnResult> {
  const { timer } = turn.state;
  if (!timer || new Date(timer.at) > turn.now) return unchanged(turn.input);
  await ring(turn);
  turn.trace.owners.push('timer');
  return resultOf(turn, turn.out, new Date(turn.state.lastInteractionAt));
}

/** A person has the conversation; only STOP and START are ours whoever speaks. */
async function listenForConsent(turn: Turn): Promise<TurnResult> {
  for (const { content } of turn.input.messages) {
    if (content.type !== 'text') continue;
    const phrase = phraseOf(content.body);
    turn.said = { ...turn.said, text: content.body };
    if ((await takeOptOut(turn, phrase)) || (await takeOptIn(turn, phrase))) turn.trace.owners.push('consent');
  }
  return {
    ...unchanged(turn.input),
    state: withoutPast(turn.input),
    replies: contents(turn.out),
    trace: turn.trace.owners.length > 0 ? turn.trace : null,
  };
}

/** What is said while a person answers is no concern of the agent later on. */
function withoutPast({ state, messages }: TurnInput): unknown {
  const stored = readState(state);
  return stored?.agent && messages.length > 0 ? { ...stored, agent: { since: messages.at(-1)!.seq } } : state;
}

async function openTurn({ ctx, flows, services, tx }: BotParts, input: TurnInput, newest: Flow): Promise<Turn> {
  const now = ctx.now();
  const keeping = flows.keep(input.business.id, newest);
  if (keeping) await keeping;

  const stored = readState(input.state);
  const isOpen = stored?.flow === newest.name && new Date(stored.expiresAt) > now;
  const begun = isOpen ? await flowOf(flows, input, stored, newest) : null;
  const flow = begun ?? newest;
  const state = begun && stored ? stored : freshState(newest, stored?.asked ?? 0);
  return {
    input,
    message: null,
    said: { text: '', tap: null, media: [], content: 'none', readable: true },
    now,
    language: languageFor(input.contact.language, input.business, flow),
    flow,
    newestFlow: newest,
    state,
    results: {},
    found: {},
    suggestions: [],
    beginning: begun ? null : stored ? 'returning' : 'new',
    out: emptyOutput(),
    trace: { flow: flow.name, version: flow.version, owners: [], understood: [], path: [], actions: [] },
    handOff: null,
    learntLanguage: null,
    tx: tx ?? null,
    services,
  };
}

function flowOf(
  flows: BotParts['flows'],
  { business }: TurnInput,
  { flow, version }: FlowState,
  newest: Flow,
): Flow | null | Promise<Flow | null> {
  return version === newest.version ? newest : flows.version(business.id, flow, version);
}

function resultOf(turn: Turn, output: Output, lastInteractionAt: Date): TurnResult {
  const { state, flow, trace, handOff, learntLanguage } = turn;
  const idleUntil = later(lastInteractionAt, flow.expiresAfterMs);
  state.lastInteractionAt = lastInteractionAt.toISOString();
  state.expiresAt = latest(
    idleUntil,
    state.timer ? later(new Date(state.timer.at), flow.expiresAfterMs) : null,
  )!.toISOString();
  return {
    state,
    replies: contents(output),
    trace,
    ...(handOff ? { handOff } : {}),
    ...(learntLanguage ? { language: learntLanguage } : {}),
  };
}

const unchanged = (input: TurnInput): TurnResult => ({ state: input.state, replies: [], trace: null });

function withoutFlow({ ctx }: BotParts, input: TurnInput): TurnResult {
  const { flow, slug } = input.business;
  if (input.waiting || input.messages.length === 0) return unchanged(input);
  ctx.log.error({ flow, business: slug }, 'there is no such flow, so a person has to answer');
  const body = standardText('hand_off', input.contact.language ?? input.business.languages[0] ?? 'en');
  return {
    ...unchanged(input),
    replies: [{ type: 'text', body }],
    handOff: { reason: `there is no flow called "${flow}"` },
  };
}

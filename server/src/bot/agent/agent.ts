import { z } from 'zod';
import type { Models } from '../../models/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { dayAt } from '../../platform/local-time.ts';
import { type Alarm, SECOND } from '../../platform/time.ts';
import type { CatalogueShelf } from '../catalogue.ts';
import { callPerson } from '../flows/answering.ts';
import { askAgain, messageText, standingAt } from '../flows/engine.ts';
import { labelOf, type Turn } from '../flows/turn.ts';
import type { Owner } from '../owner.ts';
import { actionTurn } from '../services.ts';
import type { Plan, ToolTurn } from '../tools/index.ts';
import { askToConfirm } from './confirming.ts';
import { converse, type Ending } from './conversing.ts';
import type { Line } from './history.ts';
import { recall, saidOf, summarise } from './memory.ts';
import { tellPlainly } from './plainly.ts';
import { secretText, systemText } from './prompt.ts';
import { type Watch, watchForPerson } from './takeover.ts';
import { sayIn } from './texts.ts';
import type { AgentTrace } from './trace.ts';

export type AgentParts = { ctx: Ctx; models: Models; shelf: CatalogueShelf; alarm: Alarm };

const LONG_MESSAGE = 300; // characters
const MOST_SAID = 4_096;
const LONGEST_TURN_MS = 60 * SECOND; // whatever the chain still would try: the customer gets an answer without it

/**
 * Answers what neither the flow nor the understanding could, with a language model that can look things up and propose,
 * but neither do anything nor say what was not found.
 *
 * All calls to models end before the turn's transaction begins. Where the model does not answer, or not truthfully, what
 * was found is told plainly; where nothing was found the message is left to the honest fallback.
 */
export const agent = (parts: AgentParts): Owner => ({
  name: 'agent',
  async answer(turn) {
    if (turn.tx !== null || !turn.said.readable || !/\p{L}{2}/u.test(turn.said.text)) return false;
    const { business, conversationId } = turn.input;
    const watch = watchForPerson(parts.ctx, parts.alarm, { businessId: business.id, conversationId });
    try {
      return await answerWith(parts, turn, watch);
    } finally {
      watch.end();
    }
  },
});

async function answerWith({ ctx, models, shelf }: AgentParts, turn: Turn, watch: Watch): Promise<boolean> {
  const began = ctx.now();
  const trace: AgentTrace = {
    outcome: 'gave up',
    models: [],
    tools: [],
    refused: [],
    tokens: { input: 0, output: 0 },
    nanoUsd: 0,
    ms: 0,
  };
  turn.trace.agent = trace;
  const { input, said } = turn;
  const { business, contact, conversationId } = input;
  const charge = { businessId: business.id, contactId: contact.id, conversationId };
  const memory = await recall(ctx, turn);
  const asked = said.text.slice(0, MOST_SAID);
  const signal = AbortSignal.any([watch.signal, AbortSignal.timeout(LONGEST_TURN_MS)]);
  const [ending, summary] = await Promise.all([
    converse(ctx, {
      models,
      question: { charge, system: systemText(turn, memory), signal, isHard: isHard(asked) },
      said: saidOf(memory, asked),
      turn: toolTurn(ctx, turn, shelf, heardIn(memory.lines, asked)),
      circumstances: {
        today: dayAt(turn.now, business.timeZone),
        asked,
        trusted: Object.values(business.contactCard).join('\n'),
        names: `${business.name} ${contact.name}`,
        secret: secretText(),
      },
      trace,
    }),
    summarise(models, memory, charge, signal),
  ]);
  trace.ms = ctx.now().getTime() - began.getTime();
  if (await watch.isOver()) return stayedSilent(trace);
  if (summary) turn.state.agent = { ...turn.state.agent, ...summary };
  return deliver(turn, ending, trace);
}

const isHard = (asked: string): boolean => asked.length > LONG_MESSAGE || (asked.match(/[?？]/g)?.length ?? 0) >= 3;

const heardIn = (lines: readonly Line[], asked: string): string =>
  [...lines.filter(({ by }) => by === 'customer').map(({ text }) => text), asked].join('\n');

function toolTurn(ctx: Ctx, turn: Turn, shelf: CatalogueShelf, heard: string): ToolTurn {
  return Object.assign(actionTurn(ctx, turn, shelf), {
    heard,
    act: (name: string, input: Record<string, unknown>) => turn.services.runAction(turn, name, input),
  });
}

/** A person has answered meanwhile, or is about to: nothing is said on top of that. */
function stayedSilent(trace: AgentTrace): true {
  trace.outcome = 'silent';
  trace.why = 'a person took over';
  return true;
}

/** From here on nothing asks a model; what has to be changed is changed in the turn's transaction. */
async function deliver(turn: Turn, ending: Ending, trace: AgentTrace): Promise<boolean> {
  const { plans, findings } = ending;
  const handOff = plans.find((plan) => plan.kind === 'hand_off');
  if (handOff) {
    trace.outcome = 'handed off';
    await callPerson(turn, handOff.reason);
    return true;
  }
  const stateIn = (state: string) => labelOf(turn, 'order_state', state) ?? state;
  const own = Object.values(turn.input.business.contactCard).join('\n');
  const told = ending.kind === 'answered' ? null : tellPlainly(findings, turn.language, { stateIn, own });
  const text = ending.kind === 'answered' ? ending.text : plans.length > 0 ? '' : (told ?? '');
  if (ending.kind !== 'answered') trace.why = ending.kind === 'unavailable' ? ending.why : 'unsupported';
  if (text === '' && plans.length === 0) return false;

  trace.outcome = plans.length > 0 ? 'proposed' : ending.kind === 'answered' ? 'answered' : 'told plainly';
  if (text) turn.out.texts.push(text);
  for (const plan of plans) await carryOut(turn, plan);
  turn.state.agent = { ...turn.state.agent, isTalking: true };
  keepAsking(turn);
  return true;
}

const Ticket = z.object({ ticket: z.object({ number: z.number() }) });

async function carryOut(turn: Turn, plan: Plan): Promise<void> {
  if (plan.kind === 'confirm') askToConfirm(turn, plan.what);
  if (plan.kind !== 'report') return;
  const { description, ...about } = plan.input;
  const words = [turn.said.text, `(${String(description)})`].join('\n').slice(0, MOST_SAID);
  const input = { ...about, description: words, photos: turn.said.media };
  const { outcome, result } = await turn.services.runAction(turn, 'report-ticket', input);
  if (outcome === 'reported')
    turn.out.texts.push(sayIn(turn.language, 'reported', { number: Ticket.parse(result).ticket.number }));
}

/** A question of the flow that is still open stands below the answer, so that the customer finds back. */
function keepAsking(turn: Turn): void {
  const node = standingAt(turn);
  if (node?.type === 'question' && turn.out.prompt === null) askAgain(turn, node, messageText(turn, node.message));
}

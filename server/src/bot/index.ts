import type { OutboundContent } from '../conversations/api.ts';
import type { Bot, PendingMessage } from '../conversations/index.ts';
import type { Models, Senses } from '../models/index.ts';
import type { Ctx } from '../platform/context.ts';
import { changesSoFar } from '../platform/counters.ts';
import type { Business } from '../platform/schema.ts';
import { type Alarm, SECOND, systemAlarm } from '../platform/time.ts';
import { actions } from './actions/index.ts';
import { listen, type OpenFile, openAgent } from './agent/index.ts';
import { catalogueShelf } from './catalogue.ts';
import type { Desk } from './desk.ts';
import { bankShelf } from './faqs.ts';
import type { Flow } from './flows/flow.ts';
import { openFlowLibrary } from './flows/library.ts';
import { phraseOf } from './flows/phrases.ts';
import { simulate, type TakeTurn } from './flows/simulation.ts';
import { standardText } from './flows/standard.ts';
import { readState } from './flows/state.ts';
import type { Turn } from './flows/turn.ts';
import { learntShelf } from './learnt.ts';
import { owners } from './owners.ts';
import { resembling } from './resembling.ts';
import { turnServices } from './services.ts';
import { languageFor } from './speaking.ts';
import { takeTurn } from './turns.ts';
import { INTENTS, understanding } from './understanding.ts';

export type { Classifier } from './ai/classifying.ts';
export { openClassifier } from './ai/classifying.ts';
export { aiRoutes } from './ai-routes.ts';
export type { Desk } from './desk.ts';
export { faqRoutes } from './faq-routes.ts';
export { faqsOf } from './faqs.ts';
export { flowRoutes } from './flow-routes.ts';
export type { FlowFile, FlowLibrary } from './flows/library.ts';

export type FlowBot = Bot & { desk: Desk; close(): void } & Pick<Desk, 'flows'>;

/**
 * The assistant: answers customers with the flow of their business.
 *
 * What it says follows from the stored state, the messages, the flow and the tables. Between turns it keeps nothing
 * but caches, so any node may take any turn.
 *
 * @param options.flowsFolder where `shop.yaml` and its neighbours lie; edits there count without a restart.
 * @param options.learntFolder where what was learnt from the business's examples lies; nothing is learnt without.
 * @param options.models language models for what nobody understood; null: everything is understood offline.
 * @param options.senses make words of voice notes and pictures; null: the customer is asked to type.
 */
export async function createBot(
  ctx: Ctx,
  options: {
    flowsFolder: string;
    learntFolder?: string;
    models?: Models | null;
    senses?: { of: Senses; open: OpenFile } | null;
    alarm?: Alarm;
  },
): Promise<FlowBot> {
  const vocabulary = { actions, intents: INTENTS };
  const flows = await openFlowLibrary(ctx, options.flowsFolder, vocabulary);
  const changes = changesSoFar(ctx.db);
  const shelf = catalogueShelf(ctx.db, changes);
  const { models = null, senses = null, alarm = systemAlarm(ctx.now) } = options;
  const agent = models ? openAgent({ ctx, models, shelf, alarm }) : null;
  const learnt = learntShelf(ctx, options.learntFolder ?? null);
  const resembles = resembling(bankShelf(changes), learnt);
  const bot = {
    ctx,
    flows,
    services: turnServices(ctx, actions, shelf),
    owners: owners(understanding(ctx, shelf, resembles), agent),
    listen: senses && ((turn: Turn) => listen(turn, senses.of, senses.open)),
  };
  const untrained = resembling(bankShelf(changes), learntShelf(ctx, null)); // nobody trains a model for a draft
  const takeSimulated: TakeTurn = (ctx, tx, flow, input) => {
    const inUse = { newest: () => flow, version: () => flow, keep: () => undefined };
    const parts = { ctx, flows: inUse, services: turnServices(ctx, actions, shelf), listen: null, tx };
    return takeTurn({ ...parts, owners: owners(understanding(ctx, shelf, untrained), null) }, input);
  };
  return {
    flows,
    desk: { flows, vocabulary, resembles, simulate: (talk) => simulate(ctx, takeSimulated, talk) },
    close() {
      flows.close();
      void learnt.close();
    },
    takeTurn: (input) => takeTurn(bot, input),
    burst: (state, waiting, business) => burstOf(state, waiting, flows.newest(business)),
    wakeAt: (state) => timerOf(state),
    catchingUp: (contact, business) => catchingUp(flows.newest(business), contact, business),
  };
}

/** Who talks with the agent often writes a thought in several messages. */
const TALK_QUIET_MS = 1.5 * SECOND;

/** A question may take several messages as one answer; a tap or a word like "menu" ends it and stands alone. */
function burstOf(state: unknown, waiting: PendingMessage[], flow: Flow | null): ReturnType<Bot['burst']> {
  const { quietMs = 0, agent } = readState(state) ?? {};
  const isTalk = quietMs === 0 && agent?.isTalking === true && waiting.every(({ content }) => isSentence(content));
  const waitMs = isTalk ? TALK_QUIET_MS : quietMs;
  if (waitMs === 0) return { messages: waiting.slice(0, 1), quietMs: 0 };
  const end = waiting.findIndex(({ content }) => isCommand(content, flow));
  if (end === -1) return { messages: waiting, quietMs: waitMs };
  return { messages: waiting.slice(0, Math.max(1, end)), quietMs: 0 };
}

/** Not a number of a menu, not a yes: something one may go on with. */
const isSentence = (content: PendingMessage['content']): boolean =>
  content.type === 'text' && /\p{L}\P{L}+\p{L}/u.test(content.body);

const isCommand = (content: PendingMessage['content'], flow: Flow | null): boolean =>
  content.type === 'choice' || (content.type === 'text' && (flow?.globals.has(phraseOf(content.body)) ?? false));

function timerOf(state: unknown): Date | null {
  const timer = readState(state)?.timer;
  return timer ? new Date(timer.at) : null;
}

function catchingUp(flow: Flow | null, contact: { language: string | null }, business: Business): OutboundContent {
  const own = flow?.texts.catching_up[languageFor(contact.language, business, flow)]?.source;
  return { type: 'text', body: own ?? standardText('catching_up', contact.language ?? business.languages[0] ?? 'en') };
}

import type { OutboundContent } from '../conversations/api.ts';
import type { Bot, PendingMessage } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import { actions } from './actions/index.ts';
import { catalogueShelf } from './catalogue.ts';
import { bankShelf } from './faqs.ts';
import type { Flow } from './flows/flow.ts';
import { type FlowLibrary, openFlowLibrary } from './flows/library.ts';
import { phraseOf } from './flows/phrases.ts';
import { standardText } from './flows/standard.ts';
import { readState } from './flows/state.ts';
import { owners } from './owners.ts';
import { turnServices } from './services.ts';
import { languageFor } from './speaking.ts';
import { takeTurn } from './turns.ts';
import { INTENTS, understanding } from './understanding.ts';

export { faqsOf } from './faqs.ts';
export type { FlowFile, FlowLibrary } from './flows/library.ts';

export type FlowBot = Bot & { flows: FlowLibrary; close(): void };

/**
 * The assistant: answers customers with the flow of their business.
 *
 * What it says follows from the stored state, the messages, the flow and the tables. Between turns it keeps nothing
 * but caches, so any node may take any turn.
 *
 * @param options.flowsFolder where `shop.yaml` and its neighbours lie; edits there count without a restart.
 */
export async function createBot(ctx: Ctx, options: { flowsFolder: string }): Promise<FlowBot> {
  const flows = await openFlowLibrary(ctx, options.flowsFolder, { actions, intents: INTENTS });
  const shelf = catalogueShelf();
  const bot = {
    ctx,
    flows,
    services: turnServices(ctx, actions, shelf),
    owners: owners(understanding(ctx, shelf, bankShelf())),
  };
  return {
    flows,
    close: () => flows.close(),
    takeTurn: (input) => takeTurn(bot, input),
    burst: (state, waiting, business) => burstOf(state, waiting, flows.newest(business.flow)),
    wakeAt: (state) => timerOf(state),
    catchingUp: (contact, business) => catchingUp(flows.newest(business.flow), contact, business),
  };
}

/** A question may take several messages as one answer; a tap or a word like "menu" ends it and stands alone. */
function burstOf(state: unknown, waiting: PendingMessage[], flow: Flow | null): ReturnType<Bot['burst']> {
  const quietMs = readState(state)?.quietMs ?? 0;
  if (quietMs === 0) return { messages: waiting.slice(0, 1), quietMs };
  const end = waiting.findIndex(({ content }) => isCommand(content, flow));
  return end === -1 ? { messages: waiting, quietMs } : { messages: waiting.slice(0, Math.max(1, end)), quietMs: 0 };
}

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

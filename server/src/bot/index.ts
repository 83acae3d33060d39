import type { OutboundContent } from '../conversations/api.ts';
import type { Bot, TurnInput, TurnResult } from '../conversations/turn.ts';
import type { Ctx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import { actions } from './actions/index.ts';
import { catalogues } from './catalogue.ts';
import { standardText } from './flows/standard.ts';
import { type FlowLibrary, openFlowLibrary } from './flows/library.ts';
import { readState } from './flows/state.ts';
import { speakableLanguage } from './speaking.ts';
import { services } from './services.ts';
import { owners } from './owners.ts';
import { answerMessages, listenForConsent, openTurn, resultOf, unchanged, wakeUp } from './taking-turns.ts';
import { INTENTS } from './understanding.ts';

export type { FlowFile, FlowLibrary } from './flows/library.ts';
export { flowDefinitionSchema } from './flows/json-schema.ts';
export { faqsOf } from './faqs.ts';

export type FlowBot = Bot & { flows: FlowLibrary; close(): void };

/**
 * The assistant: answers with the flow of the business, from the folder `flows`.
 *
 * Its decisions are a function of the stored state, the messages, the flow and the tables; it keeps nothing between
 * turns but caches, so any node may take any turn.
 */
export async function createBot(ctx: Ctx, options: { flowsFolder: string }): Promise<FlowBot> {
  const flows = await openFlowLibrary(ctx, options.flowsFolder, { actions, intents: INTENTS });
  const does = services(ctx, actions, catalogues(ctx.db));
  const inOrder = owners(ctx, catalogues(ctx.db));

  return {
    flows,
    close: () => flows.close(),
    quietMs: (state) => readState(state)?.quietMs ?? 0,
    wakeAt: (state) => wakeTimeOf(state),
    catchingUp: (contact, business) => catchingUp(contact, business),
    async takeTurn(input: TurnInput): Promise<TurnResult> {
      const newest = flows.newest(input.business.flow);
      if (!newest) {
        ctx.log.error({ flow: input.business.flow, business: input.business.slug }, 'there is no such flow, so a person has to answer');
        return { ...unchanged(input), handOff: { reason: `there is no flow called ${input.business.flow}` } };
      }
      const turn = await openTurn(input, { newest, flows, now: ctx.now(), services: does });
      if (input.waiting) return listenForConsent(turn);
      if (input.messages.length === 0) return wakeUp(turn);
      return answerMessages(turn, inOrder);
    },
  };
}

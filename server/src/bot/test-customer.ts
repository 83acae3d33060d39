import { contacts } from '../contacts/schema.ts';
import type { InboundContent, OutboundContent } from '../conversations/api.ts';
import type { Bot, PendingMessage, TurnResult } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import type { Business } from '../platform/schema.ts';
import { tapOn } from './flows/talking.ts';

export { bodyOf, optionsOf } from './flows/talking.ts';

/** Somebody who writes to a business, and the conversation as the database would keep it between turns. */
export type Customer = {
  contact: { id: string; name: string; language: string | null; phone: string | null };
  conversationId: string;
  state: unknown;
  waiting: boolean; // for a person
  /** Everything the bot said, oldest first. */
  heard: OutboundContent[];
  /** Sends messages as one burst and takes the bot's turn in a transaction; without any, the timer rings. */
  sends(...contents: InboundContent[]): Promise<TurnResult>;
  says(text: string): Promise<TurnResult>;
  /** A message that waits for its turn. */
  writes(text: string): PendingMessage;
  /** Taps the newest button or row with this title. */
  taps(title: string): Promise<TurnResult>;
};

export async function newCustomer(
  ctx: Ctx,
  bot: Bot,
  business: Business,
  language: string | null = null,
): Promise<Customer> {
  const [row] = await ctx.db
    .insert(contacts)
    .values({ businessId: business.id, name: 'Ada Moreno', language })
    .returning();
  let seq = 0;
  const pending = (content: InboundContent): PendingMessage => ({
    id: newId(),
    seq: ++seq,
    providerMessageId: `wamid.${newId()}`,
    sentAt: ctx.now(),
    content,
    failures: 0,
    groupId: null,
  });

  const customer: Customer = {
    contact: { id: row!.id, name: row!.name, language, phone: '+15550100001' },
    conversationId: newId(),
    state: null,
    waiting: false,
    heard: [],
    says: (body) => customer.sends({ type: 'text', body }),
    writes: (body) => pending({ type: 'text', body }),
    taps: (title) => customer.sends(tapOf(customer.heard, title)),
    async sends(...contents) {
      const messages = contents.map(pending);
      const { contact, conversationId, state, waiting } = customer;
      const result = await ctx.db.transaction((tx) =>
        bot.takeTurn({
          business,
          channelId: newId(),
          conversationId,
          contact: { ...contact },
          state,
          waiting,
          messages,
          write: async () => tx,
        }),
      );
      customer.state = JSON.parse(JSON.stringify(result.state ?? null)); // as the database gives it back
      customer.waiting = result.handOff ? true : waiting;
      contact.language = result.language ?? contact.language;
      customer.heard.push(...result.replies);
      return result;
    },
  };
  return customer;
}

function tapOf(heard: OutboundContent[], title: string): InboundContent {
  const tap = tapOn(heard, title);
  if (tap) return tap;
  throw new Error(`there is nothing to tap called "${title}"; the last message was ${JSON.stringify(heard.at(-1))}`);
}

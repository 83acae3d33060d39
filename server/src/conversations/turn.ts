import type { Tx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import type { InboundContent, OutboundContent } from './api.ts';

/** One inbound message waiting for its turn. */
export type PendingMessage = {
  id: string;
  seq: number;
  providerMessageId: string;
  sentAt: Date;
  content: InboundContent;
  failures: number; // turns of it that ended in an error so far
  groupId: string | null; // said in a group: stored, never answered
};

/** Everything a turn may look at. `messages` are one burst, oldest first, usually a single one. */
export type TurnInput = {
  business: Business;
  channelId: string;
  conversationId: string;
  contact: { id: string; name: string; language: string | null; phone: string | null };
  state: unknown; // what the last turn returned; null at first
  waiting: boolean; // a person is to answer: the bot stays silent but for consent words (STOP, START)
  messages: PendingMessage[]; // empty when a timer of the flow rang
  /**
   * The transaction that this turn will commit in, opened at the first call. For effects (an order, a ticket) and
   * what must be read under their locks; no network and no waiting from then on. If the turn throws, all is undone.
   */
  write(): Promise<Tx>;
};

export type TurnResult = {
  state: unknown;
  replies: OutboundContent[];
  handOff?: { reason: string }; // a person is to answer; the bot is silent until it is given back
  giveBack?: boolean;
  language?: string; // the contact's, learnt in this turn
  trace: unknown; // why: understood what, which flow, node, action
};

/** What conversations ask of a bot; `wiring.ts` introduces the one in `bot/`. */
export type Bot = {
  takeTurn(input: TurnInput): Promise<TurnResult>;
  /**
   * Which of the waiting messages (oldest first, at least one) make the next turn, and how long the customer must have
   * been quiet before (ms; 0: take it at once).
   */
  burst(state: unknown, waiting: PendingMessage[], business: Business): { messages: PendingMessage[]; quietMs: number };
  /** When the state wants a turn without a message (a flow that waits); null: never. */
  wakeAt(state: unknown): Date | null;
  /** Said once when a contact writes faster than CONTACT_RATE_LIMIT: answers will take a moment. */
  catchingUp(contact: { language: string | null }, business: Business): OutboundContent;
};

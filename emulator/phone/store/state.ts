import type {
  Bubble,
  BusinessNumber,
  Chat,
  KnobSettings,
  LedgerEntry,
  Phone,
  PhoneEvent,
  PhoneMessage,
  PhoneState,
} from '../../src/phone-api.ts';
import type { ChatRef } from '../api/client.ts';

export type ChatKey = `${string}/${string}`;
export const chatKey = ({ phoneId, numberId }: ChatRef): ChatKey => `${phoneId}/${numberId}`;

/** How many messages nobody has read in the chats that `which` picks. */
export const unreadOf = ({ chats }: Pick<State, 'chats'>, which: (chat: Chat) => boolean = () => true): number =>
  Object.values(chats).reduce((sum, chat) => (which(chat) ? sum + chat.unread : sum), 0);

/** The part of a chat that is here, oldest first. Not `loaded`: it was just opened and its latest page is on the way. */
export type Thread = { bubbles: Bubble[]; hasOlder: boolean; loaded: boolean };

/** A message the customer sent that the emulator has not confirmed yet. */
export type Outgoing = {
  localId: string;
  message: PhoneMessage;
  file?: { blob: Blob; name?: string }; // uploaded first; its id then goes into the message
  bubble: Bubble; // what is drawn meanwhile; its id is `localId`
  state: 'waiting' | 'sending' | 'failed';
  problem?: string;
  arrivedAs?: string; // the wamid, when the event came before the answer
};

/** `editing`: the message whose words these will replace. */
export type Draft = { text: string; quoting?: string; editing?: string };

export type State = {
  link: 'connecting' | 'live' | 'lost';
  loaded: boolean;
  clockOffsetMs: number; // what to add to the browser's clock to get the emulator's
  numbers: BusinessNumber[];
  phones: Phone[];
  chats: Record<ChatKey, Chat>;
  threads: Record<ChatKey, Thread>;
  outgoing: Record<ChatKey, Outgoing[]>;
  drafts: Record<ChatKey, Draft>;
  /** wamid → the local id it was drawn under, so that a bubble stays the same element once confirmed. */
  drawnAs: Record<string, string>;
  knobs: KnobSettings | null; // null until the first answer
  ledger: LedgerEntry[]; // newest first
  notice: string | null; // one short line about something that failed
};

export type Change =
  | { type: 'link'; link: State['link'] }
  | { type: 'synced'; state: PhoneState; receivedAt: number }
  | { type: 'heard'; event: PhoneEvent }
  | { type: 'clock-moved'; now: string; receivedAt: number }
  | { type: 'knobs-turned'; knobs: KnobSettings }
  | { type: 'thread-opened'; chat: ChatRef }
  | { type: 'thread-loaded'; chat: ChatRef; bubbles: Bubble[]; hasOlder: boolean }
  | { type: 'older-loaded'; chat: ChatRef; bubbles: Bubble[]; hasOlder: boolean }
  | { type: 'threads-forgotten'; except?: ChatKey }
  | { type: 'ledger-loaded'; entries: LedgerEntry[] }
  | { type: 'phone-changed'; phone: Phone }
  | { type: 'chat-read'; chat: ChatRef }
  | { type: 'drafted'; chat: ChatRef; draft: Draft }
  | { type: 'reacted'; chat: ChatRef; bubbleId: string; emoji: string }
  | { type: 'queued'; chat: ChatRef; outgoing: Outgoing }
  | { type: 'sending'; chat: ChatRef; localId: string }
  | { type: 'retried'; chat: ChatRef; localId: string }
  | { type: 'uploaded'; chat: ChatRef; localId: string; message: PhoneMessage }
  | { type: 'sent'; chat: ChatRef; localId: string; bubble: Bubble }
  | { type: 'send-failed'; chat: ChatRef; localId: string; problem: string }
  | { type: 'discarded'; chat: ChatRef; localId: string }
  | { type: 'noticed'; notice: string | null };

export const emptyState: State = {
  link: 'connecting',
  loaded: false,
  clockOffsetMs: 0,
  numbers: [],
  phones: [],
  chats: {},
  threads: {},
  outgoing: {},
  drafts: {},
  drawnAs: {},
  knobs: null,
  ledger: [],
  notice: null,
};

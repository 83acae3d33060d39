import type { Bubble, Chat, LedgerEntry, Phone, PhoneEvent } from '../../src/phone-api.ts';
import type { ChatRef } from '../api/client.ts';
import { changed, underWayAs, without } from './outgoing.ts';
import { type Change, type ChatKey, chatKey, type Outgoing, type State, type Thread } from './state.ts';
import { openedThread, withBubble, withLatestPage, withOlderPage, withReaction } from './thread.ts';

const LEDGER_KEPT = 200;

/** The state of the page after one change. */
export function reduce(state: State, change: Change): State {
  switch (change.type) {
    case 'link':
      return state.link === change.link ? state : { ...state, link: change.link };
    case 'synced':
      return synced(state, change);
    case 'heard':
      return heard(state, change.event);
    case 'clock-moved':
      return { ...state, clockOffsetMs: Date.parse(change.now) - change.receivedAt };
    case 'knobs-turned':
      return { ...state, knobs: change.knobs };
    case 'thread-opened':
      return { ...state, threads: { [chatKey(change.chat)]: openedThread, ...state.threads } };
    case 'thread-loaded':
      return withThread(state, change.chat, (thread) => withLatestPage(thread, change.bubbles, change.hasOlder));
    case 'older-loaded':
      return withThread(state, change.chat, (thread) => withOlderPage(thread, change.bubbles, change.hasOlder));
    case 'threads-forgotten':
      return { ...state, threads: only(state.threads, change.except) };
    case 'ledger-loaded':
      return { ...state, ledger: change.entries.reduce(withEntry, []) };
    case 'phone-changed':
      return { ...state, phones: withPhone(state.phones, change.phone) };
    case 'chat-read':
      return withChat(state, change.chat, (chat) => ({ ...chat, unread: 0 }));
    case 'drafted':
      return { ...state, drafts: { ...state.drafts, [chatKey(change.chat)]: change.draft } };
    case 'reacted':
      return withThread(state, change.chat, (thread) => withReaction(thread, change.bubbleId, change.emoji));
    case 'queued':
      return withLine(state, change.chat, (line) => [...line, change.outgoing]);
    case 'retried':
      return withLine(state, change.chat, (line) =>
        changed(line, change.localId, { state: 'waiting', problem: undefined }),
      );
    case 'sending':
      return withLine(state, change.chat, (line) => changed(line, change.localId, { state: 'sending' }));
    case 'uploaded':
      return withLine(state, change.chat, (line) => changed(line, change.localId, { message: change.message }));
    case 'sent':
      return sent(state, change.chat, change.localId, change.bubble);
    case 'send-failed':
      return sendFailed(state, change.chat, change.localId, change.problem);
    case 'discarded':
      return withLine(state, change.chat, (line) => without(line, change.localId));
    case 'noticed':
      return { ...state, notice: change.notice };
  }
}

function synced(state: State, { state: fresh, receivedAt }: Extract<Change, { type: 'synced' }>): State {
  return {
    ...state,
    loaded: true,
    clockOffsetMs: Date.parse(fresh.now) - receivedAt,
    numbers: fresh.numbers,
    phones: fresh.phones,
    knobs: fresh.knobs,
    chats: Object.fromEntries(fresh.chats.map((chat) => [chatKey(chat), chat])),
  };
}

function heard(state: State, event: PhoneEvent): State {
  switch (event.event) {
    case 'bubble':
      return withNewBubble(state, event.bubble);
    case 'chat':
      return { ...state, chats: { ...state.chats, [chatKey(event.chat)]: event.chat } };
    case 'phone':
      return { ...state, phones: withPhone(state.phones, event.phone) };
    case 'ledger':
      return { ...state, ledger: withEntry(state.ledger, event.entry) };
    case 'knobs':
      return { ...state, knobs: event.knobs };
    default:
      return state; // an event of a newer emulator
  }
}

function withNewBubble(state: State, bubble: Bubble): State {
  const key = chatKey(bubble);
  const known = state.threads[key]?.bubbles.some(({ id }) => id === bubble.id);
  const ours = known ? undefined : underWayAs(state.outgoing[key] ?? [], bubble);
  const claimed = ours ? claimedBy(state, key, ours, bubble.id) : state;
  return withBubbleShown(claimed, bubble);
}

const claimedBy = (state: State, key: ChatKey, { localId }: Outgoing, bubbleId: string): State => ({
  ...state,
  outgoing: { ...state.outgoing, [key]: changed(state.outgoing[key] ?? [], localId, { arrivedAs: bubbleId }) },
  drawnAs: { ...state.drawnAs, [bubbleId]: localId },
});

/** A chat that was not opened yet has no thread; it is fetched whole when it is. */
function withBubbleShown(state: State, bubble: Bubble): State {
  const threaded = withThread(state, bubble, (thread) => withBubble(thread, bubble));
  return withChat(threaded, bubble, (chat) => (isLatest(bubble, chat) ? { ...chat, last: bubble } : chat));
}

const isLatest = (bubble: Bubble, { last }: Chat) => !last || last.id === bubble.id || last.at <= bubble.at;

function sent(state: State, chat: ChatRef, localId: string, bubble: Bubble): State {
  const settled = withLine(state, chat, (line) => without(line, localId));
  const drawn = { ...settled, drawnAs: { ...settled.drawnAs, [bubble.id]: localId } };
  return withBubbleShown(drawn, bubble);
}

/** When the message arrived although the answer to our call was lost, there is nothing to repeat. */
function sendFailed(state: State, chat: ChatRef, localId: string, problem: string): State {
  return withLine(state, chat, (line) =>
    line.some((outgoing) => outgoing.localId === localId && outgoing.arrivedAs)
      ? without(line, localId)
      : changed(line, localId, { state: 'failed', problem }),
  );
}

function withThread(state: State, chat: ChatRef, change: (thread: Thread) => Thread): State {
  const key = chatKey(chat);
  const thread = state.threads[key];
  return thread ? { ...state, threads: { ...state.threads, [key]: change(thread) } } : state;
}

function withChat(state: State, { phoneId, numberId }: ChatRef, change: (chat: Chat) => Chat): State {
  const key = chatKey({ phoneId, numberId });
  const chat = change(state.chats[key] ?? { phoneId, numberId, unread: 0, typing: false });
  return { ...state, chats: { ...state.chats, [key]: chat } };
}

function withLine(state: State, chat: ChatRef, change: (line: Outgoing[]) => Outgoing[]): State {
  const key = chatKey(chat);
  return { ...state, outgoing: { ...state.outgoing, [key]: change(state.outgoing[key] ?? []) } };
}

const withPhone = (phones: Phone[], phone: Phone): Phone[] =>
  phones.some(({ id }) => id === phone.id)
    ? phones.map((known) => (known.id === phone.id ? phone : known))
    : [...phones, phone];

function withEntry(ledger: LedgerEntry[], entry: LedgerEntry): LedgerEntry[] {
  const at = ledger.findIndex(({ id }) => id === entry.id);
  if (at >= 0) return ledger.with(at, entry);

  const before = ledger.findIndex(({ id }) => id < entry.id);
  return ledger.toSpliced(before < 0 ? ledger.length : before, 0, entry).slice(0, LEDGER_KEPT);
}

const only = (threads: State['threads'], key: ChatKey | undefined): State['threads'] => {
  const kept = key && threads[key];
  return kept ? { [key]: kept } : {};
};

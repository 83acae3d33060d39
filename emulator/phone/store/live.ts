import type { PhoneEvent } from '../../src/phone-api.ts';
import type { Api, ChatRef } from '../api/client.ts';
import type { StreamListener } from '../api/event-stream.ts';
import { chatKey } from './state.ts';
import type { Store } from './store.ts';

/** How many bubbles the emulator gives at a time: a shorter page is the first of the chat. */
export const PAGE_SIZE = 50;

export type LiveDeps = {
  store: Store;
  api: Api;
  now(): number;
  openChat(): ChatRef | null;
  later(run: () => void, delayMs: number): void;
};

const RETRY_DELAY_MS = 2_000;

/**
 * Keeps the state level with the emulator. When a stream begins, and on `reset`, everything is fetched anew; events
 * heard meanwhile are held back and applied on top, as they may be newer than the answer.
 */
export function keepLive(deps: LiveDeps): StreamListener {
  const { store, now } = deps;
  let heldBack: PhoneEvent[] = [];
  let syncing = false;
  let isReset = false;

  const sync = async (): Promise<void> => {
    syncing = true;
    isReset = false;
    const done = await fetchEverything(deps).catch(() => false);
    if (!done) store.change({ type: 'link', link: 'lost' });
    if (!done || isReset) return deps.later(sync, done ? 0 : RETRY_DELAY_MS);

    heldBack.forEach(apply);
    heldBack = [];
    syncing = false;
    store.change({ type: 'link', link: 'live' });
  };

  const apply = (event: PhoneEvent) => {
    if (event.event === 'clock') store.change({ type: 'clock-moved', now: event.now, receivedAt: now() });
    else store.change({ type: 'heard', event });
  };

  const reset = () => {
    isReset = true;
    if (!syncing) void sync();
  };

  return {
    onBegin: reset,
    onResume() {
      if (!syncing) store.change({ type: 'link', link: 'live' });
    },
    onLost: () => store.change({ type: 'link', link: 'lost' }),
    onEvent(event) {
      if (event.event === 'reset') reset();
      else if (syncing) heldBack.push(event);
      else apply(event);
    },
  };
}

async function fetchEverything({ store, api, now, openChat }: LiveDeps): Promise<true> {
  const [state, entries] = await Promise.all([api.state(), api.ledger(0)]);
  store.change({ type: 'synced', state, receivedAt: now() });
  store.change({ type: 'ledger-loaded', entries });
  await refetchThreads(store, api, openChat());
  return true;
}

async function refetchThreads(store: Store, api: Api, open: ChatRef | null): Promise<void> {
  const kept = open && isThere(store, open) ? open : null;
  store.change({ type: 'threads-forgotten', except: kept ? chatKey(kept) : undefined });
  if (kept && store.get().threads[chatKey(kept)]) await loadLatest(store, api, kept);
}

/** An emulator that began anew may not know the chat of the address any more. */
function isThere(store: Store, { phoneId, numberId }: ChatRef): boolean {
  const { phones, numbers } = store.get();
  return phones.some(({ id }) => id === phoneId) && numbers.some(({ id }) => id === numberId);
}

/** Fetches the latest page of a chat. */
export async function loadLatest(store: Store, api: Api, chat: ChatRef): Promise<void> {
  const bubbles = await api.bubbles(chat);
  store.change({ type: 'thread-loaded', chat, bubbles, hasOlder: bubbles.length >= PAGE_SIZE });
}

/** Fetches the page before the oldest bubble that is here. */
export async function loadOlder(store: Store, api: Api, chat: ChatRef): Promise<void> {
  const oldest = store.get().threads[chatKey(chat)]?.bubbles[0];
  if (!oldest) return;
  const bubbles = await api.bubbles(chat, oldest.id);
  store.change({ type: 'older-loaded', chat, bubbles, hasOlder: bubbles.length >= PAGE_SIZE });
}

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
 * Keeps the state level with the emulator. Whenever the stream opens, everything is fetched anew, since nobody knows
 * how much was missed; events heard meanwhile are held back and applied on top, as they may be newer than the answer.
 */
export function keepLive(deps: LiveDeps): StreamListener {
  const { store } = deps;
  let heldBack: PhoneEvent[] = [];
  let syncing = false;
  let reopened = false;

  const sync = async (): Promise<void> => {
    syncing = true;
    reopened = false;
    const done = await fetchEverything(deps).catch(() => false);
    if (!done) store.change({ type: 'link', link: 'lost' });
    if (!done || reopened) return deps.later(sync, done ? 0 : RETRY_DELAY_MS);

    for (const event of heldBack) store.change({ type: 'heard', event });
    heldBack = [];
    syncing = false;
    store.change({ type: 'link', link: 'live' });
  };

  return {
    onOpen() {
      reopened = true;
      if (!syncing) void sync();
    },
    onLost: () => store.change({ type: 'link', link: 'lost' }),
    onEvent(event) {
      if (syncing) heldBack.push(event);
      else store.change({ type: 'heard', event });
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
  store.change({ type: 'threads-forgotten', except: open ? chatKey(open) : undefined });
  if (open && store.get().threads[chatKey(open)]) await loadLatest(store, api, open);
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

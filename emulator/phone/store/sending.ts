import type { Bubble, PhoneMessage } from '../../src/phone-api.ts';
import type { Api, ChatRef } from '../api/client.ts';
import { contentOf, quoteOf } from './drawn.ts';
import { withMediaId } from './outgoing.ts';
import { type ChatKey, chatKey, type Outgoing } from './state.ts';
import type { Store } from './store.ts';

export type SendDeps = { store: Store; api: Api; now(): number; newId(): string };
export type Upload = { blob: Blob; name?: string };

export type Sending = {
  /** Shows the message at once and sends it behind those of the same chat that still wait. */
  send(chat: ChatRef, message: PhoneMessage, file?: Upload): void;
  retry(chat: ChatRef, localId: string): void;
  discard(chat: ChatRef, localId: string): void;
};

/** Sends a chat's messages one after the other, so that they arrive in the order they were written. */
export function createSending(deps: SendDeps): Sending {
  const { store, newId } = deps;
  const busy = new Set<ChatKey>();

  const drain = async (chat: ChatRef): Promise<void> => {
    const key = chatKey(chat);
    if (busy.has(key)) return;
    busy.add(key);
    let next = nextInLine(store, key);
    while (next) {
      await sendOne(deps, chat, next);
      next = nextInLine(store, key);
    }
    busy.delete(key);
  };

  return {
    send(chat, message, file) {
      store.change({ type: 'queued', chat, outgoing: outgoing(deps, chat, `local-${newId()}`, message, file) });
      void drain(chat);
    },
    retry(chat, localId) {
      store.change({ type: 'retried', chat, localId });
      void drain(chat);
    },
    discard: (chat, localId) => store.change({ type: 'discarded', chat, localId }),
  };
}

const nextInLine = (store: Store, key: ChatKey) => store.get().outgoing[key]?.find(({ state }) => state === 'waiting');

async function sendOne(deps: SendDeps, chat: ChatRef, outgoing: Outgoing): Promise<void> {
  const { store, api } = deps;
  const { localId } = outgoing;
  store.change({ type: 'sending', chat, localId });
  try {
    const bubble = await api.send(chat, await uploaded(deps, chat, outgoing));
    store.change({ type: 'sent', chat, localId, bubble });
  } catch (problem) {
    const words = problem instanceof Error ? problem.message : '';
    store.change({ type: 'send-failed', chat, localId, problem: words });
  }
}

/** The id is kept with the message at once: when only the sending fails, a retry need not upload again. */
async function uploaded(
  { store, api }: SendDeps,
  chat: ChatRef,
  { localId, message, file }: Outgoing,
): Promise<PhoneMessage> {
  if (!file || !('mediaId' in message) || message.mediaId) return message;
  const ready = withMediaId(message, await api.upload(file.blob, file.name));
  store.change({ type: 'uploaded', chat, localId, message: ready });
  return ready;
}

function outgoing(deps: SendDeps, chat: ChatRef, localId: string, message: PhoneMessage, file?: Upload): Outgoing {
  const thread = deps.store.get().threads[chatKey(chat)]?.bubbles ?? [];
  const bubble: Bubble = {
    id: localId,
    ...chat,
    from: 'customer',
    at: new Date(deps.now() + deps.store.get().clockOffsetMs).toISOString(),
    content: contentOf(message, file, thread),
    ticks: 'waiting',
    quotes: quoteOf(message, thread),
    reactions: [],
  };
  return { localId, message, file, bubble, state: 'waiting' };
}

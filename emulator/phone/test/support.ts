import { ALL_WELL } from '../../src/knobs/settings.ts';
import type { Bubble, PhoneState } from '../../src/phone-api.ts';
import type { Api } from '../api/client.ts';
import { ApiProblem } from '../api/client.ts';
import { createStore, type Store } from '../store/store.ts';

export const shop = { phoneId: 'ana', numberId: '1001' };
export const factory = { phoneId: 'ana', numberId: '1002' };

export const aState: PhoneState = {
  now: '2026-03-02T12:00:00.000Z',
  numbers: [
    { id: '1001', name: 'Hilo', displayNumber: '+1 555 078 3881', about: '', starters: ['hi'] },
    { id: '1002', name: 'Nordwerk', displayNumber: '+1 555 078 3882', about: '', starters: [] },
  ],
  phones: [
    {
      id: 'ana',
      name: 'Ana',
      number: '+16505551234',
      readReceipts: true,
      online: true,
      blocked: [],
      stopsMarketing: [],
      hidesNumber: false,
    },
  ],
  knobs: { seed: 'test', ...ALL_WELL },
  chats: [
    { ...shop, unread: 0, typing: false },
    { ...factory, unread: 0, typing: false },
  ],
};

/** A bubble of the shop's chat; the minute orders it. */
export function bubble(id: string, minute: number, more: Partial<Bubble> = {}): Bubble {
  return {
    ...shop,
    id,
    from: 'business',
    at: `2026-03-02T12:${String(minute).padStart(2, '0')}:00.000Z`,
    content: { type: 'text', body: id },
    reactions: [],
    ...more,
  };
}

export const mine = (id: string, minute: number, more: Partial<Bubble> = {}): Bubble =>
  bubble(id, minute, { from: 'customer', ticks: 'sent', ...more });

/** A store with the state above, the shop's chat opened and loaded with `bubbles`. */
export function openedStore(bubbles: Bubble[] = []): Store {
  const store = createStore();
  store.change({ type: 'synced', state: aState, receivedAt: Date.parse(aState.now) });
  store.change({ type: 'thread-opened', chat: shop });
  store.change({ type: 'thread-loaded', chat: shop, bubbles, hasOlder: false });
  return store;
}

export const shownIn = (store: Store): string[] => store.get().threads['ana/1001']?.bubbles.map(({ id }) => id) ?? [];

/** Lets everything run that is ready to. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An emulator whose answers a test decides. Calls nobody expected are refused. */
export function apiWith(answers: Partial<Api>): Api {
  const refuse = async () => {
    throw new ApiProblem('Nobody expected that call.', 500);
  };
  return {
    state: async () => aState,
    ledger: async () => [],
    addPhone: refuse,
    changeSettings: refuse,
    bubbles: async () => [],
    send: refuse,
    markRead: async () => {},
    upload: refuse,
    played: refuse,
    catalogue: refuse,
    openForm: refuse,
    stepForm: refuse,
    backInForm: refuse,
    turnKnobs: refuse,
    resetKnobs: refuse,
    forward: refuse,
    ...answers,
  };
}

/** A promise one settles by hand. */
export function pending<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (problem: Error) => void = () => {};
  const promise = new Promise<T>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}

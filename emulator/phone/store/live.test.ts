import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bubble, PhoneState } from '../../src/phone-api.ts';
import { apiWith, aState, bubble, openedStore, pending, settle, shop, shownIn } from '../test/support.ts';
import { keepLive } from './live.ts';
import { createStore } from './store.ts';

const now = () => Date.parse(aState.now);

function liveWith(answers: Parameters<typeof apiWith>[0], store = createStore()) {
  const later: (() => void)[] = [];
  const stream = keepLive({ store, api: apiWith(answers), now, openChat: () => shop, later: (run) => later.push(run) });
  return { store, stream, later };
}

describe('when the stream begins', () => {
  test('everything is fetched and the page is live', async () => {
    const { store, stream } = liveWith({});

    stream.onBegin();
    await settle();

    assert.deepEqual([store.get().link, store.get().phones.length], ['live', 1]);
  });

  test('events heard before the answer are applied on top of it', async () => {
    const answer = pending<PhoneState>();
    const { store, stream } = liveWith({ state: () => answer.promise });

    stream.onBegin();
    stream.onEvent({ event: 'chat', chat: { ...shop, unread: 2, typing: false } });
    answer.resolve(aState);
    await settle();

    assert.equal(store.get().chats['ana/1001']?.unread, 2);
  });

  test('and nothing answers, it says so and tries again', async () => {
    let answers = false;
    const { store, stream, later } = liveWith({
      state: async () => {
        if (!answers) throw new Error('unreachable');
        return aState;
      },
    });

    stream.onBegin();
    await settle();
    assert.equal(store.get().link, 'lost');

    answers = true;
    later.shift()?.();
    await settle();
    assert.equal(store.get().link, 'live');
  });

  test('and the emulator does not know the open chat any more, the chat is let go', async () => {
    const { store, stream } = liveWith(
      { state: async () => ({ ...aState, phones: [] }) },
      openedStore([bubble('a', 1)]),
    );

    stream.onBegin();
    await settle();

    assert.deepEqual([store.get().link, store.get().threads], ['live', {}]);
  });
});

describe('when the stream stands again', () => {
  test('what was missed is sent by the emulator, and nothing is fetched', async () => {
    let fetched = 0;
    const { store, stream } = liveWith({
      state: async () => {
        fetched++;
        return aState;
      },
    });

    stream.onBegin();
    await settle();
    stream.onLost();
    assert.equal(store.get().link, 'lost');
    stream.onResume();
    await settle();

    assert.deepEqual([store.get().link, fetched], ['live', 1]);
  });

  test('and too much was missed, the open chat is fetched anew', async () => {
    const page: Bubble[] = [bubble('x', 8), bubble('y', 9)];
    const { store, stream } = liveWith({ bubbles: async () => page }, openedStore([bubble('a', 1)]));

    stream.onResume();
    stream.onEvent({ event: 'reset' });
    stream.onEvent({ event: 'bubble', bubble: bubble('z', 10) });
    await settle();

    assert.deepEqual(shownIn(store), ['x', 'y', 'z']);
  });

  test('a reset while fetching fetches once more', async () => {
    let fetched = 0;
    const { stream, later } = liveWith({
      state: async () => {
        fetched++;
        return aState;
      },
    });

    stream.onBegin();
    stream.onEvent({ event: 'reset' });
    await settle();
    later.shift()?.();
    await settle();

    assert.equal(fetched, 2);
  });
});

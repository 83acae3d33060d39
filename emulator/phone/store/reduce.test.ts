import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LedgerEntry } from '../../src/phone-api.ts';
import { bubble, factory, mine, openedStore, shop, shownIn } from '../test/support.ts';

const entry = (id: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  id,
  at: '2026-03-02T12:00:00.000Z',
  direction: 'to_business',
  summary: 'messages',
  method: 'POST',
  path: '/',
  status: null,
  ms: null,
  request: '{}',
  response: '',
  messageIds: [],
  ...more,
});

describe('a chat', () => {
  test('shows the latest bubble in the list, even when it was never opened', () => {
    const store = openedStore();

    store.change({ type: 'heard', event: { event: 'bubble', bubble: bubble('a', 1, factory) } });

    assert.equal(store.get().chats['ana/1002']?.last?.id, 'a');
    assert.equal(store.get().threads['ana/1002'], undefined);
  });

  test('does not show an older bubble as its latest', () => {
    const store = openedStore();

    store.change({ type: 'heard', event: { event: 'bubble', bubble: bubble('b', 2) } });
    store.change({ type: 'heard', event: { event: 'bubble', bubble: bubble('a', 1) } });

    assert.equal(store.get().chats['ana/1001']?.last?.id, 'b');
  });

  test('keeps its draft while another is open', () => {
    const store = openedStore();

    store.change({ type: 'drafted', chat: shop, draft: { text: 'half a' } });
    store.change({ type: 'drafted', chat: factory, draft: { text: 'other' } });

    assert.equal(store.get().drafts['ana/1001']?.text, 'half a');
  });

  test('is read at once and stays so until the emulator says otherwise', () => {
    const store = openedStore();

    store.change({ type: 'heard', event: { event: 'chat', chat: { ...shop, unread: 3, typing: false } } });
    store.change({ type: 'chat-read', chat: shop });

    assert.equal(store.get().chats['ana/1001']?.unread, 0);
  });
});

describe('a reaction', () => {
  test('replaces the one before and is taken back by none', () => {
    const store = openedStore([bubble('a', 1, { reactions: [{ from: 'customer', emoji: '👍' }] })]);

    store.change({ type: 'reacted', chat: shop, bubbleId: 'a', emoji: '❤️' });
    assert.deepEqual(store.get().threads['ana/1001']?.bubbles[0]?.reactions, [{ from: 'customer', emoji: '❤️' }]);

    store.change({ type: 'reacted', chat: shop, bubbleId: 'a', emoji: '' });
    assert.deepEqual(store.get().threads['ana/1001']?.bubbles[0]?.reactions, []);
  });
});

describe('the ledger', () => {
  test('stands newest first and fills in an answer where the call stood', () => {
    const store = openedStore();

    for (const id of [1, 2, 3]) store.change({ type: 'heard', event: { event: 'ledger', entry: entry(id) } });
    store.change({ type: 'heard', event: { event: 'ledger', entry: entry(2, { status: 200 }) } });

    assert.deepEqual(
      store.get().ledger.map(({ id, status }) => [id, status]),
      [
        [3, null],
        [2, 200],
        [1, null],
      ],
    );
  });

  test('keeps the last two hundred', () => {
    const store = openedStore();

    store.change({ type: 'ledger-loaded', entries: Array.from({ length: 250 }, (_, index) => entry(index + 1)) });

    assert.equal(store.get().ledger.length, 200);
    assert.equal(store.get().ledger[0]?.id, 250);
  });

  test('of an emulator that began anew replaces the old one', () => {
    const store = openedStore();

    store.change({ type: 'ledger-loaded', entries: [entry(90), entry(91)] });
    store.change({ type: 'ledger-loaded', entries: [entry(1)] });

    assert.deepEqual(
      store.get().ledger.map(({ id }) => id),
      [1],
    );
  });
});

test('an event this page does not know changes nothing', () => {
  const store = openedStore([mine('a', 1)]);
  const before = store.get();

  store.change({ type: 'heard', event: JSON.parse('{"event":"of_tomorrow"}') });

  assert.equal(store.get(), before);
  assert.deepEqual(shownIn(store), ['a']);
});

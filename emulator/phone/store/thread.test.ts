import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bubble, mine } from '../test/support.ts';
import type { Thread } from './state.ts';
import { withBubble, withLatestPage, withOlderPage } from './thread.ts';

const thread = (bubbles: Thread['bubbles'], more: Partial<Thread> = {}): Thread => ({
  bubbles,
  hasOlder: false,
  loaded: true,
  ...more,
});
const ids = ({ bubbles }: Thread) => bubbles.map(({ id }) => id);

describe('a bubble', () => {
  test('takes its place by time, behind those of the same moment', () => {
    const shown = thread([bubble('a', 1), bubble('b', 2), bubble('d', 4)]);

    assert.deepEqual(ids(withBubble(shown, bubble('c', 2))), ['a', 'b', 'c', 'd']);
    assert.deepEqual(ids(withBubble(shown, bubble('e', 5))), ['a', 'b', 'd', 'e']);
  });

  test('heard of twice is shown once, as it is now', () => {
    const shown = withBubble(
      thread([bubble('a', 1)]),
      bubble('a', 1, { reactions: [{ from: 'customer', emoji: '👍' }] }),
    );

    assert.deepEqual(ids(shown), ['a']);
    assert.equal(shown.bubbles[0]?.reactions.length, 1);
  });

  test('keeps its higher ticks when older news comes late', () => {
    const shown = withBubble(thread([mine('a', 1, { ticks: 'read' })]), mine('a', 1, { ticks: 'delivered' }));

    assert.equal(shown.bubbles[0]?.ticks, 'read');
  });

  test('that waited for the phone moves to the time it left', () => {
    const shown = thread([mine('waited', 1, { ticks: 'waiting' }), bubble('b', 2)]);

    assert.deepEqual(ids(withBubble(shown, mine('waited', 3))), ['b', 'waited']);
  });

  test('of a page that is not here yet is left to that page', () => {
    const shown = thread([bubble('b', 20)], { hasOlder: true });

    assert.deepEqual(ids(withBubble(shown, bubble('a', 1))), ['b']);
  });
});

describe('the latest page', () => {
  test('keeps what was heard of while it was on its way to a chat just opened', () => {
    const opened = thread([bubble('new', 9)], { loaded: false });

    assert.deepEqual(ids(withLatestPage(opened, [bubble('a', 1), bubble('b', 2)], false)), ['a', 'b', 'new']);
  });

  test('fetched anew keeps older bubbles it reaches back to', () => {
    const shown = thread([bubble('a', 1), bubble('b', 2), bubble('c', 3)], { hasOlder: true });

    const fresh = withLatestPage(shown, [bubble('b', 2), bubble('c', 3), bubble('d', 4)], true);

    assert.deepEqual(ids(fresh), ['a', 'b', 'c', 'd']);
  });

  test('fetched anew drops what may be apart from it by a gap', () => {
    const shown = thread([bubble('a', 1)]);

    const fresh = withLatestPage(shown, [bubble('y', 8), bubble('z', 9)], true);

    assert.deepEqual([ids(fresh), fresh.hasOlder], [['y', 'z'], true]);
  });

  test('of an emulator that began anew empties the chat', () => {
    assert.deepEqual(ids(withLatestPage(thread([bubble('a', 1)]), [], false)), []);
  });
});

test('an older page goes before the rest, without doubles', () => {
  const shown = withOlderPage(thread([bubble('c', 3)], { hasOlder: true }), [bubble('a', 1), bubble('c', 3)], false);

  assert.deepEqual([ids(shown), shown.hasOlder], [['a', 'c'], false]);
});

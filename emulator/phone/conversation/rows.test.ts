import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Outgoing } from '../store/state.ts';
import { bubble, mine } from '../test/support.ts';
import { type Row, rowsOf, unreadIn } from './rows.ts';

const now = new Date('2026-03-02T13:00:00.000Z');
const nothing = { bubbles: [], outgoing: [], drawnAs: {}, now };
const waiting = (localId: string, more: Partial<Outgoing> = {}): Outgoing => ({
  localId,
  message: { type: 'text', body: localId },
  bubble: mine(localId, 50, { ticks: 'waiting' }),
  state: 'waiting',
  ...more,
});
const said = (rows: Row[]) => rows.map((row) => (row.kind === 'bubble' ? row.key : row.kind));

describe('a conversation', () => {
  test("opens with the day, and each sender's run with a tail", () => {
    const rows = rowsOf({ ...nothing, bubbles: [bubble('a', 1), bubble('b', 2), mine('c', 3), bubble('d', 4)] });

    assert.deepEqual(said(rows), ['day', 'a', 'b', 'c', 'd']);
    assert.deepEqual(
      rows.flatMap((row) => (row.kind === 'bubble' ? [row.opens] : [])),
      [true, false, true, true],
    );
  });

  test('draws a line between days', () => {
    const old = bubble('old', 1, { at: '2026-02-20T12:00:00.000Z' });

    assert.deepEqual(said(rowsOf({ ...nothing, bubbles: [old, bubble('new', 2)] })), ['day', 'old', 'day', 'new']);
  });

  test('ends with what is on its way', () => {
    assert.deepEqual(said(rowsOf({ ...nothing, bubbles: [bubble('a', 1)], outgoing: [waiting('local-1')] })), [
      'day',
      'a',
      'local-1',
    ]);
  });

  test('does not draw a message twice whose event came before its answer', () => {
    const rows = rowsOf({
      ...nothing,
      bubbles: [mine('wamid.1', 50)],
      outgoing: [waiting('local-1', { arrivedAs: 'wamid.1' })],
      drawnAs: { 'wamid.1': 'local-1' },
    });

    assert.deepEqual(said(rows), ['day', 'local-1']);
  });

  test('marks a message that could not be sent', () => {
    const [, row] = rowsOf({ ...nothing, outgoing: [waiting('local-1', { state: 'failed' })] });

    assert.equal(row?.kind === 'bubble' && row.bubble.ticks, 'failed');
  });
});

describe('the unread line', () => {
  test('stands above the first new message of the business', () => {
    const bubbles = [bubble('a', 1), mine('b', 2), bubble('c', 3), bubble('d', 4)];

    assert.deepEqual(said(rowsOf({ ...nothing, bubbles, unread: unreadIn(bubbles, 2) })), [
      'day',
      'a',
      'b',
      'unread',
      'c',
      'd',
    ]);
  });

  test('is absent when nothing was new', () => {
    assert.equal(unreadIn([bubble('a', 1)], 0), undefined);
  });
});

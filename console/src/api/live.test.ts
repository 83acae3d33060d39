import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { LiveHub, type LiveKind } from './live.ts';

describe('changes of a business', () => {
  let readAgain: (LiveKind | null)[];
  let due: (() => void)[];
  let hub: LiveHub;
  beforeEach(() => {
    readAgain = [];
    due = [];
    hub = new LiveHub({ readAgain: (kind) => readAgain.push(kind), later: (run) => due.push(run) });
  });

  test('go to whoever takes them', () => {
    const taken: unknown[] = [];
    hub.listen('orders', (items) => taken.push(...items));
    hub.take('changes', JSON.stringify({ orders: ['1042'] }));

    assert.deepEqual(taken, ['1042']);
    assert.equal(due.length, 0);
  });

  test('that nobody takes are read again, each kind once however many there were', () => {
    hub.take('changes', JSON.stringify({ orders: ['1042'] }));
    hub.take('changes', JSON.stringify({ orders: ['1043'], messages: [{ id: 'm' }] }));
    assert.equal(due.length, 1);
    due[0]!();

    assert.deepEqual(readAgain, ['orders', 'conversations']);
  });

  test('are read again by themselves once the page that took them is gone', () => {
    const stop = hub.listen('orders', () => {});
    stop();
    hub.take('changes', JSON.stringify({ orders: ['1042'] }));
    due[0]!();

    assert.deepEqual(readAgain, ['orders']);
  });

  test('too many to list are something missed', () => {
    let resets = 0;
    hub.listen('orders', () => {});
    hub.listen('reset', () => resets++);
    hub.take('changes', JSON.stringify({ many: ['orders'] }));
    due[0]!();

    assert.equal(resets, 1);
    assert.deepEqual(readAgain, ['orders']);
  });

  test('missed or unreadable have everything read again', () => {
    hub.take('reset', '{}');
    hub.take('changes', 'not json');
    hub.take('hello', '{}');

    assert.deepEqual(readAgain, [null, null]);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeMessages, mergeRows, type Page, type Pages } from './merging.ts';
import type { Message } from './shapes.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString();
const row = (id: string, minute: number) => ({ id, lastMessageAt: at(minute) });
const pages = <Item>(...all: Page<Item>[]): Pages<Item> => ({ pages: all, pageParams: all.map(() => null) });
const ids = (data: Pages<{ id: string }> | undefined) => data?.pages.map(({ items }) => items.map(({ id }) => id));

describe('a list of conversations', () => {
  const list = pages({ items: [row('a', 9), row('b', 8)], nextCursor: 'x' }, { items: [row('c', 7)], nextCursor: 'y' });

  test('moves a conversation to the top when something was said in it', () => {
    assert.deepEqual(ids(mergeRows(list, [row('c', 10)], () => true)), [['c', 'a'], ['b']]);
  });

  test('takes in a new one, and one that now belongs', () => {
    assert.deepEqual(ids(mergeRows(list, [row('n', 10)], () => true)), [
      ['n', 'a'],
      ['b', 'c'],
    ]);
  });

  test('lets go of one that no longer belongs', () => {
    assert.deepEqual(ids(mergeRows(list, [row('a', 10)], () => false)), [['b', 'c'], []]);
  });

  test('puts nothing behind its end, where others may be that were not read yet', () => {
    assert.equal(
      mergeRows(list, [row('old', 1)], () => true),
      list,
    );
  });

  test('that was searched for changes what it shows and takes in nothing', () => {
    assert.deepEqual(ids(mergeRows(list, [row('b', 11), row('n', 12)], () => null)), [['b', 'a'], ['c']]);
  });
});

describe('a thread', () => {
  const message = (id: string, minute: number, status = 'sent'): Message => ({
    id,
    seq: minute,
    conversationId: 'k',
    direction: 'outbound',
    author: 'bot',
    authorId: null,
    authorName: null,
    context: null,
    retryOf: null,
    status,
    content: { type: 'text', body: id },
    providerMessageId: null,
    quotes: null,
    attempts: 1,
    failure: null,
    trace: null,
    sentAt: at(minute),
    deliveredAt: null,
    readAt: null,
  });
  const thread = pages(
    { items: [message('c', 3), message('b', 2)], nextCursor: 'x' },
    { items: [message('a', 1, 'read')], nextCursor: null },
  );

  test('gets what is new at its end', () => {
    assert.deepEqual(ids(mergeMessages(thread, [message('d', 4)])), [['d', 'c', 'b'], ['a']]);
  });

  test('gets what was on its way for long where it belongs', () => {
    assert.deepEqual(ids(mergeMessages(thread, [message('d', 2.5)])), [['c', 'd', 'b'], ['a']]);
  });

  test('shows a new status wherever the message is, and never an older one', () => {
    const merged = mergeMessages(thread, [message('b', 2, 'delivered'), message('a', 1, 'sent')]);

    assert.deepEqual(
      merged?.pages.flatMap(({ items }) => items.map(({ status }) => status)),
      ['sent', 'delivered', 'read'],
    );
  });

  test('that was not read yet stays unread', () => {
    assert.equal(mergeMessages(undefined, [message('a', 1)]), undefined);
  });
});

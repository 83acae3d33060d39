import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { finished, notYetThere, type Outgoing, refused, started } from './outgoing.ts';
import type { Message, Sendable } from './shapes.ts';

const at = '2026-03-02T12:00:00.000Z';
const hello: Sendable = { type: 'text', body: 'Hello' };
const out = (key: string, content: Sendable = hello): Outgoing => ({
  key,
  conversationId: 'k',
  content,
  quotes: null,
  at,
  state: 'sending',
  problem: null,
});
const message = (id: string, content: Message['content'], sentAt = at): Message => ({
  id,
  seq: 1,
  conversationId: 'k',
  direction: 'outbound',
  author: 'person',
  authorId: null,
  authorName: null,
  context: null,
  retryOf: null,
  status: 'queued',
  content,
  providerMessageId: null,
  quotes: null,
  attempts: 0,
  failure: null,
  trace: null,
  sentAt,
  deliveredAt: null,
  readAt: null,
});
const keys = (all: Outgoing[]) => all.map(({ key }) => key);

describe('a message that was just written', () => {
  test('is shown until the thread has it', () => {
    assert.deepEqual(keys(notYetThere([out('1')], [])), ['1']);
    assert.deepEqual(keys(notYetThere([out('1')], [message('a', hello)])), []);
  });

  test('written twice is shown twice', () => {
    assert.deepEqual(keys(notYetThere([out('1'), out('2')], [message('a', hello)])), ['2']);
  });

  test('is not taken for the same words of yesterday', () => {
    assert.deepEqual(keys(notYetThere([out('1')], [message('a', hello, '2026-03-01T12:00:00.000Z')])), ['1']);
  });

  test('is known again when the server added to it', () => {
    const picture: Sendable = { type: 'image', file: { mediaId: 'm' } };
    const stored = { type: 'image', file: { mediaId: 'm', mimeType: 'image/png' } } as const;

    assert.deepEqual(keys(notYetThere([out('1', picture)], [message('a', stored)])), []);
  });

  test('that was refused stays with its reason until it is sent again or let go', () => {
    const all = refused([out('1')], '1', { kind: 'offline', title: '' });
    assert.equal(notYetThere(all, [message('a', hello)])[0]?.state, 'refused');

    assert.deepEqual(keys(started(all, out('1'))), ['1']);
    assert.equal(started(all, out('1'))[0]?.state, 'sending');
    assert.deepEqual(finished(all, '1'), []);
  });
});

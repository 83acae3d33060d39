import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Message } from './shapes.ts';
import { readTrace, summaryIn, turnOf } from './trace.ts';

const said = (id: string, author: Message['author'], trace: unknown = null): Message => ({
  id,
  seq: 1,
  conversationId: 'k',
  direction: author === 'customer' ? 'inbound' : 'outbound',
  author,
  authorId: null,
  authorName: null,
  status: 'sent',
  content: { type: 'text', body: id },
  context: null,
  providerMessageId: null,
  quotes: null,
  retryOf: null,
  attempts: 1,
  failure: null,
  trace,
  sentAt: '2026-03-02T12:00:00Z',
  deliveredAt: null,
  readAt: null,
});
const trace = {
  flow: 'shop',
  version: '1',
  owners: ['flow'],
  understood: [{ how: 'words', what: 'menu', score: 0.9 }],
};

describe('why the bot said something', () => {
  test('is read as far as it was written down', () => {
    assert.deepEqual(readTrace(trace), {
      flow: 'shop',
      version: '1',
      owners: ['flow'],
      understood: [{ how: 'words', what: 'menu', score: 0.9 }],
      path: [],
      actions: [],
      agent: null,
      summary: null,
    });
    assert.equal(readTrace(null), null);
    assert.equal(readTrace('x'), null);
  });

  test('has the cost of the model in dollars', () => {
    assert.equal(readTrace({ agent: { nanoUsd: 2_500_000 } })?.agent?.usd, 0.0025);
  });

  test('stands on the first message of the turn', () => {
    const thread = [said('c', 'bot'), said('b', 'bot', trace), said('a', 'customer')];

    assert.deepEqual(
      turnOf(thread, thread[0]!).map(({ id }) => id),
      ['c', 'b'],
    );
  });

  test('belongs to nobody else’s words', () => {
    const thread = [said('c', 'bot'), said('b', 'person'), said('a', 'bot', trace)];

    assert.deepEqual(
      turnOf(thread, thread[0]!).map(({ id }) => id),
      ['c'],
    );
  });

  test('holds the summary for the person who takes over, the newest first', () => {
    const thread = [said('c', 'bot', { ...trace, summary: 'new' }), said('b', 'bot', { ...trace, summary: 'old' })];

    assert.equal(summaryIn(thread), 'new');
    assert.equal(summaryIn([said('a', 'bot', trace)]), null);
  });
});

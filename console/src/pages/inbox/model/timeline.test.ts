import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Content, Entry, Message } from './shapes.ts';
import { type ThreadItem, threadOf } from './timeline.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 12, minute)).toISOString();
let count = 0;
function said(
  author: Message['author'],
  content: Content | string,
  minute: number,
  more: Partial<Message> = {},
): Message {
  const id = `m${++count}`;
  return {
    id,
    seq: count,
    conversationId: 'k',
    direction: author === 'customer' ? 'inbound' : 'outbound',
    author,
    authorId: null,
    authorName: null,
    context: null,
    retryOf: null,
    status: author === 'customer' ? 'received' : 'sent',
    content: typeof content === 'string' ? { type: 'text', body: content } : content,
    providerMessageId: `wamid.${id}`,
    quotes: null,
    attempts: 1,
    failure: null,
    trace: null,
    sentAt: at(minute),
    deliveredAt: null,
    readAt: null,
    ...more,
  };
}
const thread = (messages: Message[], more: { entries?: Entry[]; unread?: number } = {}) =>
  threadOf({ messages, entries: more.entries ?? [], unread: more.unread ?? 0, timeZone: 'UTC' });
const kinds = (items: ThreadItem[]) => items.map(({ kind }) => kind);
const bubbles = (items: ThreadItem[]) => items.filter((item) => item.kind === 'message');

describe('a thread', () => {
  test('begins each day with its date, in the time zone of the reader', () => {
    const items = thread([said('customer', 'a', 0), said('customer', 'b', 60 * 24)]);

    assert.deepEqual(kinds(items), ['day', 'message', 'day', 'message']);
  });

  test('joins what one author writes within five minutes', () => {
    const items = bubbles(
      thread([said('customer', 'a', 0), said('customer', 'b', 3), said('bot', 'c', 3), said('bot', 'd', 9)]),
    );

    assert.deepEqual(
      items.map(({ isFirst, isLast }) => [isFirst, isLast]),
      [
        [true, false],
        [false, true],
        [true, true],
        [true, true],
      ],
    );
  });

  test('has a line above the first message nobody has read', () => {
    const items = thread(
      [said('customer', 'a', 0), said('bot', 'b', 1), said('customer', 'c', 2), said('customer', 'd', 3)],
      {
        unread: 2,
      },
    );

    assert.deepEqual(kinds(items), ['day', 'message', 'message', 'unread', 'message', 'message']);
  });

  test('shows reactions on the message, the last of each side, until they are taken back', () => {
    const cake = said('bot', 'cake', 0);
    const to = cake.providerMessageId!;
    const react = (emoji: string, minute: number, author: 'customer' | 'person' = 'customer') =>
      said(author, { type: 'reaction', to, emoji }, minute);

    const [both] = bubbles(thread([cake, react('👍', 1), react('❤️', 2), react('🙏', 3, 'person')]));
    const [none] = bubbles(thread([cake, react('👍', 1), react('', 2)]));

    assert.deepEqual(both?.reactions, [
      { emoji: '❤️', by: 'customer' },
      { emoji: '🙏', by: 'business' },
    ]);
    assert.deepEqual(none?.reactions, []);
  });

  test('lets a reaction to something older stand for itself', () => {
    const items = bubbles(thread([said('customer', { type: 'reaction', to: 'wamid.old', emoji: '👍' }, 1)]));

    assert.equal(items.length, 1);
  });

  test('shows an edited message as it is now, and hides a deleted one', () => {
    const one = said('customer', 'two cakes', 0);
    const other = said('customer', 'oops', 1);
    const items = bubbles(
      thread([
        one,
        other,
        said(
          'customer',
          { type: 'edit', of: one.providerMessageId!, content: { type: 'text', body: 'three cakes' } },
          2,
        ),
        said('customer', { type: 'revoke', of: other.providerMessageId! }, 3),
      ]),
    );

    assert.deepEqual(
      items.map(({ content, isEdited, isRevoked }) => [content, isEdited, isRevoked]),
      [
        [{ type: 'text', body: 'three cakes' }, true, false],
        [{ type: 'text', body: 'oops' }, false, true],
      ],
    );
  });

  test('knows a message that was sent again after it failed', () => {
    const lost = said('bot', 'hello', 0, { status: 'failed' });
    const items = bubbles(thread([lost, said('person', 'hello', 1, { retryOf: lost.id })]));

    assert.deepEqual(
      items.map(({ isRetried }) => isRetried),
      [true, false],
    );
  });

  test('finds the message that is quoted', () => {
    const question = said('customer', 'open today?', 0);
    const items = bubbles(thread([question, said('person', 'Yes', 1, { quotes: question.providerMessageId })]));

    assert.equal(items[1]?.quoted?.id, question.id);
  });

  test('has notes of the team and what they did in between', () => {
    const note: Entry = {
      id: 'n',
      kind: 'note',
      editedAt: null,
      body: 'call her',
      details: null,
      actor: { id: 'a', name: 'Ana' },
      at: at(1),
    };
    const items = thread([said('customer', 'a', 0), said('customer', 'b', 2)], { entries: [note] });

    assert.deepEqual(kinds(items), ['day', 'message', 'entry', 'message']);
    assert.deepEqual(
      bubbles(items).map(({ isFirst }) => isFirst),
      [true, true],
    );
  });

  test('tells what nobody said on a line of its own', () => {
    const items = thread([said('customer', { type: 'system', kind: 'user_changed_number' }, 0)]);

    assert.deepEqual(kinds(items), ['day', 'told']);
  });
});

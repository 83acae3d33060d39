import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Content, Message } from './shapes.ts';
import { foundAmong, placesIn, shownIn, stepped, wordsOf } from './thread-search.ts';

const message = (seq: number, content: Content): Message => ({
  id: `m${seq}`,
  seq,
  conversationId: 'v',
  direction: 'inbound',
  author: 'customer',
  authorId: null,
  authorName: null,
  status: 'received',
  content,
  providerMessageId: `wamid.${seq}`,
  quotes: null,
  context: null,
  retryOf: null,
  attempts: 0,
  failure: null,
  sentAt: '2026-03-02T12:00:00Z',
  deliveredAt: null,
  readAt: null,
});
const text = (seq: number, body: string) => message(seq, { type: 'text', body });
const marked = (words: string, typed: string) =>
  placesIn(words, wordsOf(typed)).map(([from, to]) => words.slice(from, to));

describe('words sought in a conversation', () => {
  test('are marked without regard to capitals and accents, the last one as far as it is typed', () => {
    assert.deepEqual(marked('Where is my Café order?', 'cafe'), ['Café']);
    assert.deepEqual(marked('The ordering of orders', 'ord'), ['ord', 'ord']);
    assert.deepEqual(marked('black or blackish hoodie', 'black hoo'), ['black', 'hoo']);
    assert.deepEqual(marked('cafe\u0301s', 'cafe'), ['cafe\u0301']);
    assert.deepEqual(marked('anything', '  ?! '), []);
  });

  test('are found in every script', () => {
    assert.deepEqual(marked('मेरा ऑर्डर कहाँ है', 'ऑर्डर'), ['ऑर्डर']);
    assert.deepEqual(marked('أين طلبي رقم 1042', 'طلب'), ['طلب']);
    assert.deepEqual(marked('أين طلبي رقم 1042', '10'), ['10']);
  });

  test('are found by the server everywhere and at once in what is on the screen, the newest first', () => {
    const here = [text(9, 'A black hoodie'), text(8, 'black shirt'), text(7, 'hoodies, in black')];
    assert.deepEqual(foundAmong([7, 3], here, wordsOf('black hood')), [9, 7, 3]);
    assert.deepEqual(foundAmong([], here, wordsOf('')), []);
  });

  test('are found in captions, choices and names of files', () => {
    const here = [
      message(3, { type: 'choice', of: 'button', id: 'x', title: 'Track parcel' }),
      message(2, { type: 'revoke', of: 'wamid.1' }),
    ];
    assert.deepEqual(foundAmong([], here, wordsOf('parc')), [3]);
  });

  test('lead to the bubble in which they are seen', () => {
    const edit = message(5, { type: 'edit', of: 'wamid.4', content: { type: 'text', body: 'red' } });
    assert.equal(shownIn(4, [edit, text(4, 'blue')]), 'm4');
    assert.equal(shownIn(5, [edit, text(4, 'blue')]), 'm4');
    assert.equal(shownIn(5, [edit]), 'm5');
    assert.equal(shownIn(1, [edit]), undefined);
  });

  test('are gone through in both directions, round and round', () => {
    assert.equal(stepped([9, 7, 3], 9, 1), 7);
    assert.equal(stepped([9, 7, 3], 3, 1), 9);
    assert.equal(stepped([9, 7, 3], 9, -1), 3);
    assert.equal(stepped([9, 7, 3], undefined, 1), 9);
    assert.equal(stepped([], undefined, 1), undefined);
  });
});

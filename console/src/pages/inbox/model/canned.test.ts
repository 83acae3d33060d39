import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CannedReply, fittingReplies, mentionQuery, replaced, slashQuery, unfilled } from './canned.ts';

const reply = (shortcut: string, language: string, body = shortcut): CannedReply => ({
  id: `${shortcut}-${language}`,
  shortcut,
  language,
  title: shortcut,
  body,
  text: body,
});
const all = [reply('hours', 'en'), reply('hours', 'es'), reply('howto', 'en'), reply('thanks', 'en', 'How kind')];
const ids = (replies: CannedReply[]) => replies.map(({ id }) => id);

describe('canned replies', () => {
  test('are called by a slash at the start or after a blank, not within an address', () => {
    assert.deepEqual(slashQuery('/Ho', 3), { from: 0, query: 'ho' });
    assert.deepEqual(slashQuery('Hi /', 4), { from: 3, query: '' });
    assert.equal(slashQuery('https://x', 9), null);
    assert.equal(slashQuery('/ho done', 8), null);
  });

  test('come in the language of the customer, the exact shortcut first', () => {
    assert.deepEqual(ids(fittingReplies(all, 'ho', 'es-MX')), ['hours-es', 'howto-en', 'thanks-en']);
    assert.deepEqual(ids(fittingReplies(all, 'hours', null)), ['hours-en']);
    assert.deepEqual(fittingReplies(all, 'xyz', null), []);
  });

  test('say what nobody could fill in', () => {
    assert.deepEqual(unfilled('Hi {{contact.name}}, {{ order.number }}'), ['contact.name', 'order.number']);
    assert.deepEqual(unfilled('Hi Sheena {'), []);
  });

  test('take the place of what was typed', () => {
    assert.deepEqual(replaced('Hi /ho!', 3, 6, 'there'), { text: 'Hi there!', caret: 8 });
  });
});

test('a colleague is named with an at sign', () => {
  assert.deepEqual(mentionQuery('ask @An', 7), { from: 4, query: 'an' });
  assert.equal(mentionQuery('a@b', 3), null);
});

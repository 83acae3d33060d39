import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emojiGroups, searchEmoji } from './emoji-set.ts';

test('every emoji has a name and stands once', () => {
  const all = emojiGroups.flatMap(({ emoji }) => emoji);

  assert.deepEqual(
    all.filter(([emoji, words]) => !emoji || !words),
    [],
  );
  assert.equal(new Set(all.map(([emoji]) => emoji)).size, all.length);
});

test('an emoji is found by the beginning of any of its words', () => {
  const found = (typed: string) => searchEmoji(typed).flatMap(({ emoji }) => emoji.map(([sign]) => sign));

  assert.ok(found('Thumbs').includes('👍'));
  assert.ok(found('yes').includes('👍'));
  assert.deepEqual(found('umbs'), []);
  assert.equal(searchEmoji('  ').length, emojiGroups.length);
});

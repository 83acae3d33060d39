import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SpellingIndex, soundOf } from './spelling.ts';
import { isSameWord } from './word-forms.ts';

describe('a misspelt word', () => {
  const index = new SpellingIndex();
  for (const word of ['hoodie', 'leggings', 'chocolate', 'soap', 'belt', 'quiero', 'chawal', 'pen', 'sandals'])
    index.add(word);
  const nearest = (word: string) => index.nearest(word).map((correction) => correction.word);

  for (const [said, meant] of [
    ['hodie', 'hoodie'],
    ['hoddie', 'hoodie'],
    ['ohodie', 'hoodie'],
    ['legings', 'leggings'],
    ['choclate', 'chocolate'],
    ['chocolat', 'chocolate'],
    ['sopa', 'soap'],
    ['kiero', 'quiero'],
    ['chaval', 'chawal'],
    ['sandlas', 'sandals'],
  ] as const) {
    test(`"${said}" is "${meant}"`, () => assert.deepEqual(nearest(said), [meant]));
  }

  test('that is right costs nothing', () => {
    assert.deepEqual(index.nearest('belt'), [{ word: 'belt', cost: 0 }]);
  });

  test('is not another word: a soup is no soap, a felt no belt', () => {
    assert.deepEqual([nearest('soup'), nearest('felt')], [[], []]);
  });

  test('of three letters is left alone', () => {
    assert.deepEqual(nearest('pan'), []);
  });
});

test('words that sound alike share a key', () => {
  for (const [one, other] of [
    ['quiero', 'kiero'],
    ['chhota', 'chota'],
    ['neela', 'nila'],
    ['phool', 'fool'],
  ]) {
    assert.equal(soundOf(one!), soundOf(other!));
  }
});

test('a plural is the same word in five languages', () => {
  for (const [one, many] of [
    ['box', 'boxes'],
    ['berry', 'berries'],
    ['jabon', 'jabones'],
    ['lapiz', 'lapices'],
    ['limao', 'limoes'],
    ['azul', 'azuis'],
    ['gateau', 'gateaux'],
    ['scarf', 'scarves'],
  ]) {
    assert.ok(isSameWord(one!, many!), `${one} ${many}`);
  }
  assert.ok(!isSameWord('pen', 'pens2'));
});

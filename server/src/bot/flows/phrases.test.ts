import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containsPhrase, phraseOf } from './phrases.ts';

for (const [text, phrase] of [
  ['  Hello!! ', 'hello'],
  ['HOLAAAA', 'hola'],
  ['¿Dónde está mi pedido?', 'donde esta mi pedido'],
  ["where's  my\norder", 'where s my order'],
  ['XXL', 'xxl'],
  ['xxxl', 'xxxl'],
  ['①', '1'],
  ['１２', '12'],
  ['👍', '👍'],
  ['...', '...'],
  ['', ''],
  ['long '.repeat(100), ''],
] as const) {
  test(`"${text.slice(0, 30).trim()}" is compared as "${phrase}"`, () => assert.equal(phraseOf(text), phrase));
}

test('a phrase is found as whole words only', () => {
  assert.equal(containsPhrase('hey where is my order please', 'where is my order'), true);
  assert.equal(containsPhrase('somewhere is my orderly', 'where is my order'), false);
});

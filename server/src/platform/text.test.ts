import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cleanJson, cleanLine, cleanText, countCharacters } from './text.ts';

describe('text from outside', () => {
  test('loses nothing that is text: emoji, joiners, right-to-left, line breaks', () => {
    for (const text of ['', 'hi', 'línea\nuno\ttab', '👩‍👩‍👧‍👦', 'مرحبا\u200f', '🇪🇸', '\ufeff', '\u0007bell']) {
      assert.equal(cleanText(text), text);
    }
  });

  test('has a replacement where the database would refuse a character', () => {
    assert.equal(cleanText('a\0b'), 'a\uFFFDb');
    assert.equal(cleanText('\ud83d'), '\uFFFD');
    assert.equal(cleanText('x\udc00y👍'), 'x\uFFFDy👍');
  });

  test('in one line: breaks become a space, other controls go', () => {
    assert.equal(cleanLine('  Ana\r\nMaría\t \u0007López\u0085 '), 'Ana María  López');
    assert.equal(cleanLine('a\0b'), 'a\uFFFDb');
  });

  test('is cut between characters, never inside an emoji', () => {
    assert.equal(cleanLine('👍👍👍', 2), '👍👍');
    assert.equal(cleanLine('abc', 3), 'abc');
  });

  test('is counted in code points', () => {
    assert.equal(countCharacters('a👍b'), 3);
    assert.equal(countCharacters('\ud83d'), 1);
    assert.equal(countCharacters('👍'.repeat(1_000)), 1_000);
  });
});

describe('a JSON value from outside', () => {
  test('comes back itself when it is clean', () => {
    const value = { a: ['x', 1, null, { b: true }] };
    assert.equal(cleanJson(value), value);
  });

  test('is cleaned in keys and texts at any depth', () => {
    assert.deepEqual(cleanJson({ 'k\0': ['\ud800', { deep: 'x\0' }], n: 1 }), {
      'k\uFFFD': ['\uFFFD', { deep: 'x\uFFFD' }],
      n: 1,
    });
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cleanJson, cleanLine, cleanText, countCharacters, firstCharacters } from './text.ts';

fc.configureGlobal({ seed: 20_260_302 }); // the same cases every time; change it to look for new ones

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

describe('the beginning of a text', () => {
  test('ends where a reader sees a border between characters', () => {
    assert.equal(firstCharacters('ab👨‍👩‍👧‍👦c', 5), 'ab');
    assert.equal(firstCharacters('ab👨‍👩‍👧‍👦c', 9), 'ab👨‍👩‍👧‍👦');
    assert.equal(firstCharacters('Ame\u0301lie', 3), 'Am');
    assert.equal(firstCharacters('🇪🇸🇫🇷', 3), '🇪🇸');
  });

  test('is something even when one character is longer than the room', () => {
    assert.equal(firstCharacters(`a${'\u0301'.repeat(500)}`, 10).length, 10);
  });

  const pieces = fc.constantFrom(
    'a',
    ' ',
    'é',
    'e\u0301',
    '👍',
    '👍🏽',
    '👨‍👩‍👧‍👦',
    '🇪🇸',
    '한',
    '\u200d',
    'नि',
    '\r\n',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 40 }).map((some) => some.join('')),
  );
  const graphemes = (text: string) => Array.from(new Intl.Segmenter('und').segment(text), ({ segment }) => segment);

  test('of any text is whole characters of it, no more than asked for', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const head = firstCharacters(text, max);
        assert.ok(text.startsWith(head) && countCharacters(head) <= max);
        if (text.isWellFormed()) assert.ok(head.isWellFormed());
        const [first = ''] = graphemes(text);
        if (countCharacters(first) <= max)
          assert.deepEqual(graphemes(head), graphemes(text).slice(0, graphemes(head).length));
      }),
    );
  });

  test('in one line is clean and one line', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const line = cleanLine(text, max);
        assert.doesNotMatch(line, /[\0-\x1f\x7f-\x9f\u2028\u2029]/);
        assert.ok(line.isWellFormed() && countCharacters(line) <= max);
      }),
    );
  });
});

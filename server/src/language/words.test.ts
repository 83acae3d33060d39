import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fold, foldWord, splitWords } from './words.ts';

describe('folding', () => {
  test('takes case, accents and marks away', () => {
    assert.equal(fold('¡Un CAFÉ con Azúcar, Señor!'), 'un cafe con azucar senor');
  });

  test('writes ligatures and sharp letters out', () => {
    assert.equal(foldWord('Œufs'), 'oeufs');
    assert.equal(foldWord('Straße'), 'strasse');
  });

  test('calms drawn-out letters, but not sizes', () => {
    assert.deepEqual(['pleaseee', 'NOOOO', 'XXXL', 'mmm'].map(foldWord), ['please', 'no', 'xxxl', 'mmm']);
  });

  test('reads digits of every script', () => {
    assert.equal(fold('٣ ५ １２'), '3 5 12');
  });

  test('leaves the vowels of Hindi alone', () => {
    assert.equal(fold('मुझे चाहिए'), 'मुझे चाहिए');
  });

  test('drops what cannot be seen: zero-width characters, NUL, lone surrogates', () => {
    assert.equal(fold('po\u200blo\u0000 \ud800red'), 'polo red');
  });
});

describe('splitting', () => {
  const kinds = (text: string) => splitWords(text).map(({ folded, kind }) => [folded, kind]);

  test('parts numbers from their units', () => {
    assert.deepEqual(kinds('5kg x3'), [
      ['5', 'number'],
      ['kg', 'letters'],
      ['x', 'letters'],
      ['3', 'number'],
    ]);
  });

  test('keeps decimals and fractions whole', () => {
    assert.deepEqual(kinds('1,5 ½ 12.50'), [
      ['1,5', 'number'],
      ['1/2', 'number'],
      ['12.50', 'number'],
    ]);
  });

  test('drops a hyphen inside a word, keeps one that lists', () => {
    assert.deepEqual(kinds('usb-c'), [
      ['usb', 'letters'],
      ['c', 'letters'],
    ]);
    assert.deepEqual(kinds('- mug')[0], ['-', 'mark']);
  });

  test('drops the article that French glues to a word', () => {
    assert.deepEqual(kinds("l'huile d’olive"), [
      ['huile', 'letters'],
      ['olive', 'letters'],
    ]);
    assert.deepEqual(kinds("I'll don't"), [
      ['ill', 'letters'],
      ['dont', 'letters'],
    ]);
  });

  test('keeps links and addresses in one piece', () => {
    assert.deepEqual(kinds('see https://x.co/a?b=2 or me@x.co'), [
      ['see', 'letters'],
      ['https://x.co/a?b=2', 'link'],
      ['or', 'letters'],
      ['me@x.co', 'link'],
    ]);
  });

  test('reads no more than 4,096 characters', () => {
    assert.equal(splitWords('a '.repeat(10_000)).length, 2048);
  });
});

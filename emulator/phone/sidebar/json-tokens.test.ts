import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokensOf } from './json-tokens.ts';

test('names, strings and values of JSON are told apart', () => {
  const tokens = tokensOf('{ "a": "b: \\"c\\"", "n": -1.5e3, "t": true }').filter(({ kind }) => kind !== 'other');

  assert.deepEqual(
    tokens.map(({ kind, text }) => [kind, text]),
    [
      ['name', '"a":'],
      ['string', '"b: \\"c\\""'],
      ['name', '"n":'],
      ['value', '-1.5e3'],
      ['name', '"t":'],
      ['value', 'true'],
    ],
  );
});

test('nothing is lost of a text that is cut off or no JSON', () => {
  for (const text of ['{ "a": "cut of', '<html>502</html>', '']) {
    assert.equal(
      tokensOf(text)
        .map((token) => token.text)
        .join(''),
      text,
    );
  }
});

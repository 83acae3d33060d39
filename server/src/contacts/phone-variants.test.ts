import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { canonicalPhone } from './phone-variants.ts';

describe('one mobile number in two spellings', () => {
  for (const [country, ...spellings] of [
    ['Brazil', '551187654321', '5511987654321', '+55 11 98765-4321'],
    ['Argentina', '541123456789', '5491123456789', '+54 9 11 2345-6789'],
    ['Mexico', '5215512345678', '525512345678', '+52 55 1234 5678'],
    ['anywhere', '16505551234', '+1 (650) 555-1234', '0016505551234'],
  ] as const) {
    test(`of ${country} is one value`, () => {
      assert.equal(new Set(spellings.map(canonicalPhone)).size, 1);
    });
  }

  test('but a Brazilian landline stays as it is', () => {
    assert.equal(canonicalPhone('551132345678'), '+551132345678');
  });
});

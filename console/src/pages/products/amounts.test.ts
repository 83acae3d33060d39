import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { combinations, skuOf, toMajor, toMinor } from './amounts.ts';

describe('prices in fields', () => {
  test('are major units there and back, by the digits of the currency', () => {
    assert.equal(toMajor(3_995, 'USD'), 39.95);
    assert.equal(toMinor(39.95, 'USD'), 3_995);
    assert.equal(toMinor(1.15, 'USD'), 115);
    assert.equal(toMinor(4_200, 'JPY'), 4_200);
    assert.equal(toMinor(1.234, 'KWD'), 1_234);
  });
});

describe('items of a new product', () => {
  test('are every choice of its options', () => {
    assert.deepEqual(combinations({}), [{}]);
    assert.deepEqual(combinations({ size: ['S', 'M'], color: ['red'] }), [
      { size: 'S', color: 'red' },
      { size: 'M', color: 'red' },
    ]);
  });

  test('have a number made of them', () => {
    assert.equal(skuOf('tee', { size: 'L', color: 'dark red' }), 'TEE-L-DARKRED');
    assert.equal(skuOf('mug', {}), 'MUG');
  });
});

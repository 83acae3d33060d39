import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildCatalogue, readOrder } from '../../language/index.ts';
import type { Basket } from './basket.ts';
import { doubtOf, withDoubt } from './doubts.ts';

const shop = buildCatalogue([
  {
    id: 'tote',
    name: 'Canvas Tote',
    options: {},
    variants: [{ id: 'tote', options: {} }],
  },
  {
    id: 'hat',
    name: 'Straw Hat',
    options: { size: ['S', 'L'] },
    variants: [
      { id: 'hat-s', options: { size: 'S' } },
      { id: 'hat-l', options: { size: 'L' } },
    ],
  },
]);

describe('the doubt of a reading', () => {
  for (const [text, doubt] of [
    ['2 canvas totes', null],
    ['2 or 3 canvas totes', 'which-number'],
    ['2 or 3 straw hats', 'which-number'], // also when the size is asked first
    ['2 canvas totes zorp', 'unread-words'],
    ['2 canvas tottes', 'spelling'],
    ['canvas tote', 'words'],
    ['a straw hat', null], // which size is asked anyway
    ['a canvas tote and an umbrella', null], // what we do not have is said anyway
  ] as const) {
    test(`is ${doubt ?? 'none'}: "${text}"`, () => assert.equal(doubtOf(readOrder(text, shop)), doubt));
  }
});

describe('a doubt about a line', () => {
  const tote = { productId: 'tote', quantity: 3, options: {} };
  const hat = { productId: 'hat', quantity: 1, options: {} };
  const doubted = { ...tote, doubt: 'which-number' };
  const doubtsAfter = (before: Basket['lines'], after: Basket['lines'], doubt: 'words' | null = null, again = false) =>
    withDoubt(basket(after), basket(before), doubt, again).lines.map((line) => line.doubt ?? null);

  test('marks what the message changed, nothing else', () => {
    assert.deepEqual(doubtsAfter([tote], [tote, hat], 'words'), [null, 'words']);
  });

  test('marks everything when something was only taken out', () => {
    assert.deepEqual(doubtsAfter([tote, hat], [tote], 'words'), ['words']);
  });

  test('lasts when something else is added', () => {
    assert.deepEqual(doubtsAfter([doubted], [tote, hat]), ['which-number', null]);
  });

  test('lasts when the line only gets its size', () => {
    const sized = { ...hat, options: { size: 'L' } };
    assert.deepEqual(doubtsAfter([{ ...hat, doubt: 'which-number' }], [sized]), ['which-number']);
  });

  test('ends when the line is changed', () => {
    assert.deepEqual(doubtsAfter([doubted], [{ ...tote, quantity: 4 }]), [null]);
  });

  test('ends when the same is surely said again', () => {
    assert.deepEqual(doubtsAfter([doubted], [tote], null, true), [null]);
  });
});

const basket = (lines: Basket['lines']): Basket => ({ lines, ambiguous: [], asked: null });

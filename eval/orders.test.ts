import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildCatalogue } from '../server/src/language/index.ts';
import { evaluateOrderRows } from './orders.ts';

const catalogue = buildCatalogue([
  {
    id: 'mug',
    name: 'Mug',
    options: { color: ['red', 'blue'] },
    variants: [
      { id: 'mug-red', options: { color: 'red' } },
      { id: 'mug-blue', options: { color: 'blue' } },
    ],
  },
]);
const redMug = { product: 'mug', qty: 1, options: { color: 'red' } };

describe('the evaluation of orders', () => {
  test('counts a message whose items are exactly right', () => {
    const [figures] = evaluateOrderRows(catalogue, [
      { id: 'a', lang: 'en', text: 'a red mug', expect: { order: true, items: [redMug] } },
    ]);

    assert.deepEqual([figures?.n, figures?.exact, figures?.itemF1, figures?.silent], [1, 1, 1, 0]);
  });

  test('tells a reading that is wrong and sure of itself', () => {
    const [figures] = evaluateOrderRows(catalogue, [
      { id: 'a', lang: 'en', text: 'a blue mug', expect: { order: true, items: [redMug] } },
    ]);

    assert.deepEqual([figures?.exact, figures?.silent, figures?.misses[0]?.silent], [0, 1, true]);
  });

  test('counts a message that has to lead to a question when the reading is not sure', () => {
    const [figures] = evaluateOrderRows(catalogue, [
      { id: 'a', lang: 'en', text: 'a red or blue mug', expect: { order: true, ask: true } },
      { id: 'b', lang: 'en', text: 'a red mug', expect: { order: true, ask: true } },
    ]);

    assert.deepEqual([figures?.exact, figures?.misses.map(({ id }) => id)], [1, ['b']]);
  });

  test('starts from the basket before the message', () => {
    const [figures] = evaluateOrderRows(catalogue, [
      {
        id: 'a',
        lang: 'en',
        text: 'make it 2',
        cart: [redMug],
        expect: { order: true, items: [{ ...redMug, qty: 2 }] },
      },
    ]);

    assert.equal(figures?.exact, 1);
  });
});

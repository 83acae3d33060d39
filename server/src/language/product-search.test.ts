import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readProductQuestion, searchCatalogue } from './product-search.ts';
import { shop } from './test-shop.ts';

const ids = (text: string) => searchCatalogue(text, shop).map(({ productId }) => productId);

describe('a search', () => {
  test('finds what the words name', () => assert.deepEqual(ids('Do you have hoodies?'), ['hoodie']));
  test('finds what other languages call it', () => assert.deepEqual(ids('tienen tazas?'), ['mug']));
  test('finds through slips of spelling', () => assert.deepEqual(ids('runer snekers'), ['sneakers']));
  test('finds by kind', () => assert.deepEqual(ids('something warm'), ['hoodie']));
  test('finds by colour alone', () => assert.deepEqual(ids('anything in red?'), ['tee', 'mug']));
  test('puts what comes in the colour first', () => assert.equal(ids('green shirt')[0], 'polo-shirt'));
  test('shows several that fit', () => assert.deepEqual(ids('leather').sort(), ['belt', 'wallet']));
  test('stops at the limit', () => assert.equal(searchCatalogue('leather', shop, 1).length, 1));

  for (const text of ['do you sell tyres', 'red bicycle', 'what time do you close', 'hi', '']) {
    test(`finds nothing for "${text}"`, () => assert.deepEqual(ids(text), []));
  }
});

describe('a question about goods', () => {
  const asks = (text: string) => readProductQuestion(text, shop)?.asks ?? null;

  test('asks whether there is some', () => assert.equal(asks('do you have black hoodies?'), 'availability'));
  test('asks for the price', () => assert.equal(asks('cuánto cuesta la taza'), 'price'));
  test('asks for more', () => assert.equal(asks('which sizes do the sneakers have'), 'availability'));
  test('names its products', () =>
    assert.deepEqual(readProductQuestion('price of the mug?', shop)?.products[0], { productId: 'mug', score: 1 }));
  test('may be about what we do not have', () =>
    assert.deepEqual(readProductQuestion('do you sell tyres', shop)?.products, []));

  test('knows who asks outright for goods we have', () => {
    const outright = (text: string) => readProductQuestion(text, shop)?.outright ?? false;
    assert.deepEqual(['do you sell mugs', 'do you have the mug?'].map(outright), [true, true]);
    assert.deepEqual(['what do you have?', 'where is my mug?', 'do you sell tyres'].map(outright), [
      false,
      false,
      false,
    ]);
  });

  for (const text of ['what time do you close', 'do you have parking', 'I want 2 mugs', 'hello']) {
    test(`is not "${text}"`, () => assert.equal(asks(text), null));
  }
});

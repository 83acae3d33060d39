import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type BasketLine, isSure, readOrder } from './order-reading.ts';
import { shop } from './test-shop.ts';

describe('what to take instead', () => {
  for (const text of [
    'a purple mug, if you have no purple then green',
    'a purple mug, failing that a green one',
    'a purple mug? if not, green is fine',
    'una taza morada, y si no hay, verde',
    'si no tienen la taza en morado, la quiero verde',
    'uma caneca roxa, se não tiver pode ser verde',
    'une tasse violette, sinon verte',
    'baingani mug, agar nahi hai to hara',
  ]) {
    test(`is taken where the first cannot be had: "${text}"`, () => {
      assert.deepEqual(summaryOf(text), ['1 mug green']);
    });
  }

  for (const text of [
    'a red mug, otherwise a green one',
    'una taza roja o en su defecto verde',
    'uma caneca vermelha, senão a verde',
    'une tasse rouge, à défaut la verte',
    'laal mug, warna hara',
  ]) {
    test(`is left where the first is made: "${text}"`, () => assert.deepEqual(summaryOf(text), ['1 mug red']));
  }
});

describe('what to take if the first is out of stock', () => {
  for (const text of [
    'a black hoodie in M, if not then grey',
    'black hoodie M, if you have no black then grey',
    'una sudadera negra M, si no hay, gris',
    'um moletom preto M, se não tiver, cinza',
    'un sweat à capuche noir M, sinon gris',
    'kala hoodie M, warna grey',
  ]) {
    test(`is remembered beside the first: "${text}"`, () => {
      const [item] = readOrder(text, shop).items;

      assert.deepEqual(item?.options, { size: 'M', color: 'black' });
      assert.deepEqual(item?.instead, { productId: 'hoodie', options: { color: 'grey' } });
    });
  }

  test('may be another product', () => {
    const [item] = readOrder('a black belt, otherwise a wallet', shop).items;

    assert.deepEqual(item?.instead, { productId: 'wallet', options: {} });
  });
});

describe('a change of a basket in the customer’s language', () => {
  const hoodie = [line('hoodie', 2, { size: 'M', color: 'black' })];
  const three = [line('hoodie', 3, { size: 'M', color: 'black' }), line('belt', 1, { color: 'brown' })];

  changes(hoodie, 'only one', ['1 hoodie M black']);
  changes(hoodie, 'um a menos', ['1 hoodie M black']);
  changes(hoodie, 'un de moins', ['1 hoodie M black']);
  changes(hoodie, 'ek kam', ['1 hoodie M black']);
  changes(hoodie, 'mais dois', ['4 hoodie M black']);
  changes(hoodie, 'encore deux', ['4 hoodie M black']);
  changes(hoodie, 'make one of them grey', ['1 hoodie M black', '1 hoodie M grey']);
  changes(hoodie, 'uma delas cinza', ['1 hoodie M black', '1 hoodie M grey']);
  changes(hoodie, 'grey, not black', ['2 hoodie M grey']);
  changes(hoodie, 'grises, no negras', ['2 hoodie M grey']);
  changes(hoodie, 'la même en gris', ['2 hoodie M black', '1 hoodie M grey']);
  changes(three, 'the belt in black', ['3 hoodie M black', '1 belt black']);
  changes(three, 'a ceinture noire', ['3 hoodie M black', '1 belt brown', '1 belt black']);
  changes(three, 'remove everything except the belt', ['1 belt brown']);
  changes(three, 'quita todo menos el cinturón', ['1 belt brown']);
  changes(three, 'quita una sudadera', ['2 hoodie M black', '1 belt brown']);
  changes(three, 'je n’en veux plus', []);
});

describe('a message that tells something', () => {
  for (const text of [
    'I already have a black belt',
    'la taza es muy bonita',
    'adorei a caneca verde',
    'ma femme adore les tasses rouges',
    'laal mug bahut accha hai',
    'any discount if I buy 10 mugs?',
  ]) {
    test(`orders nothing: "${text}"`, () => assert.equal(readOrder(text, shop).kind, 'none'));
  }

  for (const text of [
    'my address is 22 Baker Street',
    'déjalo en la puerta, piso 3',
    'mon adresse est 22 rue des Fleurs',
  ]) {
    test(`leaves numbers of houses alone: "${text}"`, () => {
      const basket = [line('mug', 1, { color: 'red' })];

      assert.deepEqual(summaryOf(text, basket), ['1 mug red']);
    });
  }
});

describe('a reading', () => {
  test('is sure of itself when one variant of each thing is meant', () => {
    assert.equal(isSure(readOrder('2 red mugs please', shop)), true);
  });

  for (const [why, text] of [
    ['an option is missing', 'a mug'],
    ['one of two values is meant', 'a red or green mug'],
    ['one of two numbers is meant', '2 or 3 red mugs'],
    ['the number is a range', '2-3 red mugs'],
    ['the number may be a verb', 'laal mug do'],
    ['the shop has none of a thing', 'a red mug and a trampoline'],
    ['a word beside the thing is not known', '2 red mugs zorp'],
  ] as const) {
    test(`is not sure when ${why}: "${text}"`, () => {
      const reading = readOrder(text, shop);

      assert.notEqual(reading.kind, 'none');
      assert.equal(isSure(reading), false);
    });
  }
});

function changes(basket: BasketLine[], text: string, expected: string[]): void {
  test(`is read: "${text}"`, () => assert.deepEqual(summaryOf(text, basket), expected));
}

/** `"2 mug red"`: quantity, product, and the chosen values in the product's order. */
function summaryOf(text: string, basket: BasketLine[] = []): string[] {
  return readOrder(text, shop, { basket }).items.map(({ productId, quantity, options }) => {
    const names = Object.keys(shop.find(productId)!.product.options);
    return [quantity, productId, ...names.flatMap((name) => options[name] ?? [])].join(' ');
  });
}

function line(productId: string, quantity: number, options: Record<string, string> = {}): BasketLine {
  return { productId, quantity, options };
}

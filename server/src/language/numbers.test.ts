import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readMeasure } from './measures.ts';
import { readNumber, readQuantity } from './numbers.ts';

describe('a number in an answer', () => {
  const numbers: [said: string, number: number | null][] = [
    ['12', 12],
    ['about 20', 20],
    ['1,5', 1.5],
    ['1,000', 1000],
    ['-3', -3],
    ['½', 0.5],
    ['٣', 3],
    ['twenty-five', 25],
    ['one hundred and five', 105],
    ['veintidós', 22],
    ['treinta y dos', 32],
    ['dos mil trescientos', 2300],
    ['vinte e um', 21],
    ['quatre-vingt-dix-neuf', 99],
    ['soixante-dix', 70],
    ['paanch', 5],
    ['dedh', 1.5],
    ['chaubees', 24],
    ['unnees', 19],
    ['un par', 2],
    ['media docena', 6],
    ['between 3 and 5', null],
    ['none', null],
    ['', null],
  ];
  for (const [said, number] of numbers) test(`"${said}" is ${number}`, () => assert.equal(readNumber(said), number));

  test('depends on the language where a word is something else', () => {
    assert.equal(readNumber('son once', 'es'), 11);
    assert.equal(readNumber('once more', 'en'), null);
  });
});

describe('a quantity', () => {
  const quantities: [said: string, quantity: number | null][] = [
    ['2', 2],
    ['x3', 3],
    ['just one', 1],
    ['una', 1],
    ['a dozen', 12],
    ['half a dozen', 6],
    ['un par', 2],
    ['3 packs of them', 3],
    ['0', null],
    ['1.5', null],
    ['12345', null],
    ['2 or 3', null],
  ];
  for (const [said, quantity] of quantities)
    test(`"${said}" is ${quantity}`, () => assert.equal(readQuantity(said), quantity));
});

test('a measure is the same in any unit', () => {
  for (const [one, other] of [
    ['0.5kg', '500 g'],
    ['1 l', '1000ml'],
    ['half a kilo', '500g'],
    ['medio litro', '500 ml'],
    ['kilo', null],
    ['2 metres', '2m'],
    ['un kilo y medio', '1,5 kg'],
  ] as const) {
    assert.deepEqual(readMeasure(one), other && readMeasure(other), one);
  }
  assert.equal(readMeasure('large'), null);
});

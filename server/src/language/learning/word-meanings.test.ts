import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { classifyText } from './text-model.ts';
import { stemOf, tokensOf } from './tokens.ts';
import { trainTextModel } from './train-text-model.ts';
import { meaningOf } from './word-meanings.ts';

const meaning = (text: string) => meaningOf(tokensOf(text).map((token) => ({ token, stem: stemOf(token) })));
const likeness = (one: string, two: string): number => {
  const other = meaning(two);
  return meaning(one).reduce((sum, value, at) => sum + value * other[at]!, 0);
};

describe('the meaning of words', () => {
  test('is alike for words that stand for like things', () => {
    assert.ok(likeness('shirt', 'jacket') > likeness('shirt', 'banana') + 0.2);
    assert.ok(likeness('where is the car', 'where is the vehicle') > likeness('where is the car', 'where is the soup'));
  });

  test('has length 1, or 0 where no word is known', () => {
    assert.ok(Math.abs(Math.hypot(...meaning('the parcel is late')) - 1) < 1e-5);
    assert.equal(Math.hypot(...meaning('🙂 zzqx 12345')), 0);
    assert.equal(Math.hypot(...meaning('')), 0);
  });

  test('knows a word by its stem', () => {
    assert.ok(likeness('refunding', 'refund') > 0.5);
  });

  test('lets a model recognise a word that no example has', () => {
    const model = trainTextModel([
      ...['my bicycle is broken', 'the brakes of my bike are worn', 'a wheel came off'].map((text) => ({
        text,
        label: 'workshop',
      })),
      ...['what do you have for lunch', 'is there soup today', 'the dish of the day'].map((text) => ({
        text,
        label: 'kitchen',
      })),
    ]);
    assert.equal(classifyText(model, 'dinner').label, 'kitchen');
    assert.equal(classifyText(model, 'motorcycle').label, 'workshop');
  });
});

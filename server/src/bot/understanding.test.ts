import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { surestFirst } from './understanding.ts';

describe('of several things a message may mean', () => {
  const asked = { what: 'product_question', score: 0.9, outright: true };
  const order = (...lists: Parameters<typeof surestFirst>) => surestFirst(...lists).map(({ what }) => what);

  test('the surest comes first', () => {
    assert.deepEqual(order([{ what: 'order', score: 0.6 }], [{ what: 'track', score: 0.8 }]), ['track', 'order']);
  });

  test('goods that were asked for outright come before examples that sound like it', () => {
    assert.deepEqual(order([asked], [{ what: 'browse', score: 0.98 }]), ['product_question', 'browse']);
  });

  test('goods that are only named do not: “where is my hoodie?”', () => {
    assert.deepEqual(order([{ ...asked, outright: false }], [{ what: 'track', score: 0.98 }]), [
      'track',
      'product_question',
    ]);
  });

  test('an answer to a common question stays what it is: “do you have a size chart for hoodies?”', () => {
    const faq = { what: 'faq:sizes', score: 0.97, faq: 'sizes' };
    assert.deepEqual(order([asked], [faq]), ['faq:sizes', 'product_question']);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fill, readTemplate, type Scope, TemplateMistake, valueIn } from './template.ts';

const values: Record<string, unknown> = {
  name: 'Ada',
  order: { number: 1042, state: 'shipped', lines: ['tee', 'cap'] },
  orders: [{ number: 1 }, { number: 2 }],
  empty: null,
  odd: '{{name}}',
};
const scope: Scope = (name) => values[name];
const labels = (table: string, value: string) => (table === 'state' && value === 'shipped' ? 'on its way' : undefined);
const filled = (text: string) => fill(readTemplate(text), scope, labels);

describe('a template', () => {
  test('fills in variables, their fields, and words for their values', () => {
    assert.equal(
      filled('Hello {{name}}: {{ order.number }} is {{order.state | state}}.'),
      'Hello Ada: 1042 is on its way.',
    );
  });

  test('says a value itself when there are no words for it', () => {
    assert.equal(filled('{{order.number | state}} {{order.state | other}}'), '1042 shipped');
  });

  test('leaves empty what is not known, and never shows the inside of things', () => {
    assert.equal(
      filled('[{{nobody}}{{empty}}{{order}}{{orders}}{{order.none.deep}}{{name.length}}{{order.constructor}}]'),
      '[]',
    );
  });

  test('joins a list of words', () => {
    assert.equal(filled('{{order.lines}}'), 'tee, cap');
  });

  test('is filled once: what a customer wrote is never read as a template', () => {
    assert.equal(filled('{{odd}}'), '{{name}}');
  });

  test('of one single slot gives the value itself', () => {
    assert.equal(valueIn(readTemplate('{{orders}}'), scope, labels), values.orders);
    assert.equal(valueIn(readTemplate('no. {{order.number}}'), scope, labels), 'no. 1042');
  });

  for (const text of ['{{name', 'name}}', '{{}}', '{{ two words }}', '{{a|b|c}}', '{{name | two words}}', '{{1}}']) {
    test(`cannot be read as ${text}`, () => {
      assert.throws(() => readTemplate(text), TemplateMistake);
    });
  }
});

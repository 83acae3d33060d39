import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { completionsAt, nodeTypes, type Schema } from './completing.ts';

const schema: Schema = JSON.parse(readFileSync(new URL('../../../../../flows/schema.json', import.meta.url), 'utf8'));
const shop = readFileSync(new URL('../../../../../flows/shop.yaml', import.meta.url), 'utf8');

const FLOW = (line: string) => `version: 1
name: desk
languages: [en, es]
start: main
variables:
  told: null
nodes:
  main:
    type: menu
${line}
  ask: { type: question, text: Tell me, expect: text, save: answer, next: main }
`;
const offersAt = (line: string) => {
  const text = FLOW(line);
  return completionsAt(text.replace('|', ''), text.indexOf('|'), schema).offers.map(({ label }) => label);
};

describe('what an editor of flows offers', () => {
  test('are the fields of this type of node that are not there yet', () => {
    const offers = offersAt('    |');
    assert.ok(offers.includes('options') && offers.includes('otherwise'));
    assert.ok(!offers.includes('type') && !offers.includes('expect'));
  });

  test('are the nodes of the flow where one goes on', () => {
    assert.deepEqual(offersAt('    otherwise: |').slice(0, 2), ['main', 'ask']);
    assert.ok(offersAt('    options:\n      - { id: a, title: A, next: | }').includes('back'));
    assert.ok(offersAt('    options:\n      - id: a\n        next: |').includes('ask'));
  });

  test('say of each node what it is, also of the last of a thousand', () => {
    const many = Array.from(
      { length: 1_000 },
      (_, at) => `  n${at}:\n    type: text\n    text: Hello\n    next: back\n`,
    );
    const text = `${FLOW('    otherwise: |').replace('|', '')}${many.join('')}`;
    const { offers } = completionsAt(text, text.indexOf('otherwise: ') + 'otherwise: '.length, schema);
    const about = new Map(offers.map((offer) => [offer.label, offer.about]));
    assert.deepEqual([about.get('main'), about.get('ask'), about.get('n999')], ['menu', 'question', 'text']);
  });

  test('are the words a field knows', () => {
    assert.deepEqual(offersAt('    show: |'), ['auto', 'buttons', 'list', 'numbers']);
    assert.deepEqual(offersAt('    fresh: |'), ['true', 'false']);
    assert.ok(offersAt('    text: x\n  look: { type: action, action: | }').includes('track-order'));
    assert.ok(offersAt('    text: x\n  other: { type: |').includes('hand_off'));
  });

  test('are the languages of the flow in a text', () => {
    assert.deepEqual(offersAt('    text: { en: Hello, | }'), ['es']);
  });

  test('are variables between braces', () => {
    const offers = offersAt('    text: "Hello {{|"');
    assert.ok(['told', 'answer', 'contact.name'].every((name) => offers.includes(name)));
  });

  test('are the fields of the file on its own level', () => {
    const text = 'version: 1\nna|';
    assert.ok(
      completionsAt(text.replace('|', ''), text.indexOf('|'), schema).offers.some(
        ({ label, about }) => label === 'name' && about,
      ),
    );
  });

  test('knows every node of a long flow', () => {
    const names = [...nodeTypes(shop).keys()];
    assert.ok(names.length > 30);
    assert.equal(names[0], 'main_menu');
  });
});

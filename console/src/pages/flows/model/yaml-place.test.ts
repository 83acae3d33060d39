import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { yamlPlaceAt } from './yaml-place.ts';

/** The place of the mark | in a text. */
const at = (text: string) => yamlPlaceAt(text.replace('|', ''), text.indexOf('|'));

const FLOW = `version: 1
nodes:
  main:
    type: menu
    options:
      - id: hours
        next: ho|
      - { id: track, title: { en: My order }, next: track }
  hours: { type: text, text: Open }
`;

describe('the place of the cursor in a flow', () => {
  test('is a value with the keys it lies under', () => {
    const place = at(FLOW);
    assert.deepEqual(place.path, ['nodes', 'main', 'options', '[]']);
    assert.deepEqual([place.kind, place.of, place.prefix], ['value', 'next', 'ho']);
    assert.deepEqual(place.beside, { id: 'hours' });
  });

  test('is a key on an empty line, as deep as the cursor', () => {
    const place = at('nodes:\n  main:\n    type: menu\n    |\n  other: { type: end }\n');
    assert.deepEqual([place.path, place.kind, place.beside], [['nodes', 'main'], 'key', { type: 'menu' }]);
    assert.deepEqual(at('nodes:\n  main:\n    type: menu\n  |\n').path, ['nodes']);
  });

  test('lies within braces of one line', () => {
    const place = at('nodes:\n  main:\n    options:\n      - { id: track, title: { en: Mine }, ne| }\n');
    assert.deepEqual(place.path, ['nodes', 'main', 'options', '[]']);
    assert.deepEqual([place.kind, place.prefix, place.beside.id], ['key', 'ne', 'track']);
    const inner = at('  main: { type: action, on: { found: te| } }');
    assert.deepEqual([inner.path, inner.of, inner.prefix], [['main', 'on'], 'found', 'te']);
  });

  test('lies within a list of one line', () => {
    const place = at('languages: [en, e|]');
    assert.deepEqual([place.path, place.kind, place.prefix], [['languages', '[]'], 'value', 'e']);
  });

  test('knows a list that stands as far out as its key', () => {
    assert.deepEqual(at('triggers:\n- words: [a]\n  ne|').path, ['triggers', '[]']);
  });

  test('is not led astray by texts with braces and comments', () => {
    const place = at('nodes:\n  main:\n    text: "Hi {{contact.name}}, # not a comment"\n    ty|');
    assert.deepEqual(place.path, ['nodes', 'main']);
    assert.equal(place.kind, 'key');
  });
});

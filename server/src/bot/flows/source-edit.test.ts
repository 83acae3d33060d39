import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { wordingsOf } from './outline.ts';
import { readSource } from './source.ts';
import { withTexts } from './source-edit.ts';

const FLOW = `# The desk
nodes:
  main:
    type: menu # asks
    text:
      en: Hello
      es: "Hola"
    options:
      - { id: a, title: { en: Yes, es: Sí }, next: over }
  over: { type: end, text: Over }
  long:
    type: end
    text: |
      Two
      lines
`;
const edited = (path: (string | number)[], language: string | null, text: string) =>
  withTexts(FLOW, [{ path, language, text }]);

describe('a text of a flow', () => {
  test('is put in the place of another, and nothing else changes', () => {
    const result = edited(['nodes', 'main', 'text'], 'en', 'Hi: "you" # there')!;
    assert.equal(parse(result).nodes.main.text.en, 'Hi: "you" # there');
    assert.equal(result.replace('"Hi: \\"you\\" # there"', 'Hello'), FLOW);
  });

  test('may have lines, quotes and letters of any language', () => {
    for (const text of ['One\ntwo', "'", '"\\', '{{said}} 👍', 'مرحبا', '- no list', '|', '\u2028']) {
      assert.equal(parse(edited(['nodes', 'over', 'text'], null, text)!).nodes.over.text, text);
      assert.equal(parse(edited(['nodes', 'long', 'text'], null, text)!).nodes.long.text, text);
      assert.equal(
        parse(edited(['nodes', 'main', 'options', 0, 'title'], 'es', text)!).nodes.main.options[0].title.es,
        text,
      );
    }
  });

  test('gets another language beside those it has', () => {
    for (const path of [
      ['nodes', 'main', 'text'],
      ['nodes', 'main', 'options', 0, 'title'],
    ]) {
      const result = parse(edited(path, 'pt-BR', 'Olá')!);
      const text = path.reduce((value, key) => value[key], result);
      assert.equal(text['pt-BR'], 'Olá');
      assert.ok(text.en && text.es);
    }
  });

  test('that is not there is not written anywhere', () => {
    assert.equal(edited(['nodes', 'lost', 'text'], null, 'x'), null);
    assert.equal(edited(['nodes', 'main', 'options'], null, 'x'), null);
    assert.equal(edited(['nodes', 'over', 'text'], 'es', 'x'), null, 'it says the same in every language');
  });

  test('can be any of the shipped flows', () => {
    for (const name of ['shop', 'factory']) {
      const source = readFileSync(new URL(`../../../../flows/${name}.yaml`, import.meta.url), 'utf8');
      const { definition } = readSource(source);
      for (const { path, text } of wordingsOf(definition!).filter((_, at) => at % 17 === 0)) {
        const language = typeof text === 'string' ? null : Object.keys(text)[0]!;
        const result = withTexts(source, [{ path, language, text: 'Another text' }]);
        assert.ok(result, path.join('.'));
        assert.deepEqual(readSource(result).findings, [], path.join('.'));
      }
    }
  });
});

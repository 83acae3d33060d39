import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { actions } from './actions/index.ts';
import { EXPECTATIONS, FlowNode, GLOBAL_WORDS, STANDARD_TEXTS } from './flows/definition.ts';
import { loadFlow } from './flows/load.ts';
import { INTENTS } from './understanding.ts';

const reference = readFileSync(new URL('../../../docs/flows.md', import.meta.url), 'utf8');

describe('docs/flows.md', () => {
  test('names every action with its inputs and outcomes', () => {
    for (const { name, input, outcomes } of actions.values()) {
      const row = reference.split('\n').find((line) => line.startsWith(`| \`${name}\` `));
      assert.ok(row, name);
      for (const field of Object.keys(input.shape)) assert.ok(row.includes(`\`${field}\``), `${name} takes ${field}`);
      const own = Object.keys(outcomes).filter(
        (outcome) => !['ready', 'which', 'sold_out', 'empty'].includes(outcome) || !('ready' in outcomes),
      );
      for (const outcome of own) assert.ok(row.includes(`\`${outcome}\``), `${name} ends in ${outcome}`);
    }
  });

  test('names every kind of node, answer, word, sentence and intent', () => {
    const types = FlowNode.options.map(({ shape }) => shape.type.value);
    for (const word of [...types, ...EXPECTATIONS, ...GLOBAL_WORDS, ...STANDARD_TEXTS, ...INTENTS]) {
      assert.match(reference, new RegExp(`(\`|### |, )${word}\\b`), word);
    }
  });

  test('begins with an example that works', () => {
    const example = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(reference)![1]!;
    assert.deepEqual(loadFlow('bakery', example, { actions, intents: INTENTS }).findings, []);
  });
});

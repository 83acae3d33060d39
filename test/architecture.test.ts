import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A module knows those in the lines above it, and never one below; those in one line do not know each other. */
const ORDER = [
  ['platform'],
  ['accounts'],
  ['language', 'models'],
  ['contacts'],
  ['conversations'],
  ['channels', 'commerce', 'production'],
  ['bot', 'inbox', 'campaigns'],
  ['reports', 'webhooks-out', 'operations'],
  ['demo'],
];

/** Verbs, tables to join, wire shapes, and what conversations ask of others; in platform every file may be taken. */
const DOORS = /^platform\/|\/(index|schema|api)\.ts$|^conversations\/(channel|turn|lanes)\.ts$/;

const levelOf = (path: string): number => ORDER.findIndex((modules) => modules.includes(path.split('/')[0] ?? ''));

/** Every relative import of a file, as a path from the same root, types included. */
function importsOf(root: string, file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) => join(dirname(file), target!));
}

const sources = (root: string) =>
  globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['node_modules/**'] }).filter(
    (name) => !/\.test\.tsx?$|test-/.test(name),
  );

describe('the server', () => {
  const src = join(ROOT, 'server/src');

  test('imports one way, through doors', () => {
    for (const file of sources(src)) {
      const from = levelOf(file);
      if (from === -1) continue; // main, app and wiring join everything
      for (const target of importsOf(src, file)) {
        if (target.startsWith('..')) assert.fail(`${file} reaches out of the server: ${target}`);
        if (target.split('/')[0] === file.split('/')[0]) continue;
        const to = levelOf(target);
        assert.ok(to !== -1, `${file} must not know ${target}`);
        assert.ok(to < from, `${file} must not know ${target}`);
        assert.match(target, DOORS, `${file} reaches behind the door: ${target}`);
      }
    }
  });

  test('has no import cycles, types included', () => {
    const graph = new Map(
      sources(src).map((file) => [file, importsOf(src, file).filter((target) => !target.startsWith('..'))]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'done') return;
      assert.notEqual(state.get(file), 'open', `a cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
      state.set(file, 'open');
      for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of graph.keys()) visit(file, []);
  });

  test('imports only files that exist', () => {
    for (const file of sources(src)) {
      for (const target of importsOf(src, file))
        assert.ok(existsSync(join(src, target)), `${file} imports ${target}, which is not there`);
    }
  });

  test('asks no clock of its own in the domain', () => {
    for (const file of sources(src).filter((name) => levelOf(name) > 0)) {
      const text = readFileSync(join(src, file), 'utf8');
      assert.doesNotMatch(text, /new Date\(\)|Date\.now\(\)/, `${file} has a clock of its own; use ctx.now()`);
    }
  });
});

test('the emulator knows nothing of the server', () => {
  const root = join(ROOT, 'emulator');
  for (const file of sources(root)) {
    for (const target of importsOf(root, file))
      assert.ok(!target.startsWith('..'), `emulator/${file} must not know ${target}`);
  }
});

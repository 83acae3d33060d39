import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layOut } from './graph-layout.ts';

const heights = (...names: string[]) => new Map(names.map((name) => [name, 60]));
const edge = (from: string, to: string) => ({ from, to });

describe('the drawing of a flow', () => {
  test('goes from the main menu to the right, a step a column', () => {
    const placed = layOut(
      heights('main', 'a', 'b', 'c'),
      [edge('main', 'a'), edge('a', 'b'), edge('main', 'c'), edge('b', 'main')],
      'main',
    );
    const x = Object.fromEntries(placed.map(({ name, x }) => [name, x]));
    assert.ok(x.main! < x.a! && x.a! < x.b!);
    assert.equal(x.a, x.c);
  });

  test('puts no node onto another', () => {
    const names = Array.from({ length: 40 }, (_, at) => `n${at}`);
    const placed = layOut(
      heights(...names),
      names.map((name, at) => edge(names[at >> 2]!, name)),
      'n0',
    );
    assert.equal(placed.length, 40);
    for (const one of placed)
      for (const other of placed) if (one !== other && one.x === other.x) assert.ok(Math.abs(one.y - other.y) >= 60);
  });

  test('crosses no lines that need not cross', () => {
    const placed = layOut(
      heights('main', 'b', 'a', 'x', 'y'),
      [edge('main', 'a'), edge('main', 'b'), edge('a', 'x'), edge('b', 'y')],
      'main',
    );
    const y = Object.fromEntries(placed.map(({ name, y }) => [name, y]));
    assert.equal(y.a! < y.b!, y.x! < y.y!);
  });

  test('shows also what nothing leads to', () => {
    assert.equal(layOut(heights('main', 'lost'), [], 'main').length, 2);
  });
});

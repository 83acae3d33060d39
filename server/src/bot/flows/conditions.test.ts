import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds } from './conditions.ts';
import type { CompiledCase } from './flow.ts';

const business = { timeZone: 'UTC' } as Parameters<typeof holds>[2]['input']['business'];
const turn = { now: new Date('2026-03-02T12:00:00Z'), input: { business } } as Parameters<typeof holds>[2];
const isTrue = (one: Partial<CompiledCase>, value?: unknown) => holds({ path: ['x'], next: 'y', ...one }, value, turn);

for (const [what, one, yes, no] of [
  ['is', { is: 2 }, [2, '2'], [3, '', null, undefined]],
  ['is not', { is_not: 'a' }, ['b', '', null], ['a']],
  ['in', { in: ['a', 'b'] }, ['a'], ['c', undefined]],
  ['at least', { at_least: 2 }, [2, '3', ['a', 'b']], [1, '', null, 'x', ['a']]],
  ['at most', { at_most: 2 }, [2, 0, []], [3, null, undefined, '']],
  ['known', { known: true }, ['a', 0, false, ['a']], ['', null, undefined, []]],
  ['unknown', { known: false }, ['', null, undefined, []], ['a', 0]],
  ['several at once', { at_least: 1, at_most: 3, is_not: 2 }, [1, 3], [0, 2, 4]],
  ['hours', { hours: { from: '09:00', to: '17:00' } }, [undefined], []],
  ['other hours', { hours: { from: '13:00', to: '17:00' } }, [], [undefined]],
] as [string, Partial<CompiledCase>, unknown[], unknown[]][]) {
  test(`a case with "${what}" holds when it should`, () => {
    for (const value of yes) assert.equal(isTrue(one, value), true, JSON.stringify(value));
    for (const value of no) assert.equal(isTrue(one, value), false, JSON.stringify(value));
  });
}

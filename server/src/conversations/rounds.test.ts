import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import type { Ctx } from '../platform/context.ts';
import { makeRounds } from './rounds.ts';
import type { Ref, Statements, WorkRow } from './statements.ts';
import type { Work } from './work.ts';

test('what was taken and could not be loaded is loaded in the next round', async () => {
  const conversation: Ref = { business_id: 'b', conversation_id: 'c' };
  const due = [[conversation], []];
  const loaded: Ref[][] = [];
  const arrived: WorkRow[][] = [];
  let isDatabaseUp = false;
  const statements = {
    wakeDue: async () => due.shift() ?? [],
    load: async (refs: Ref[]) => {
      if (!isDatabaseUp) throw new Error('the database is away');
      loaded.push([...refs]);
      return [];
    },
  } as unknown as Statements;
  const work = { arrived: (rows: WorkRow[]) => arrived.push(rows) } as unknown as Work;
  const rounds = makeRounds(
    { now: () => new Date(), log: pino({ level: 'silent' }) } as unknown as Ctx,
    statements,
    work,
  );

  await assert.rejects(rounds.wakeDue());
  isDatabaseUp = true;
  await rounds.wakeDue();
  await rounds.wakeDue();

  assert.deepEqual(loaded, [[conversation]]);
  assert.equal(arrived.length, 1);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { snoozeChoices } from './snooze.ts';

const keys = (now: Date) => snoozeChoices(now).map(({ key }) => key);

test('a conversation rests for an hour, until the evening, tomorrow or Monday', () => {
  const wednesday = new Date(2026, 2, 4, 10);

  assert.deepEqual(
    snoozeChoices(wednesday).map(({ until }) => [until.getDate(), until.getHours()]),
    [
      [4, 11],
      [4, 18],
      [5, 9],
      [9, 9],
    ],
  );
});

test('the evening is not offered when it is near, and Monday is always the next one', () => {
  assert.ok(!keys(new Date(2026, 2, 4, 17)).includes('evening'));
  assert.equal(
    snoozeChoices(new Date(2026, 2, 9, 10))
      .at(-1)
      ?.until.getDate(),
    16,
  );
});

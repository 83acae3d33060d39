import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSnooze, localMoment, snoozeChoices } from './snooze.ts';

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

  test('takes any moment of the coming year, written as fields write it', () => {
    const now = new Date(2026, 2, 2, 9, 5);

    assert.equal(localMoment(now), '2026-03-02T09:05');
    assert.equal(new Date(localMoment(now)).getTime(), now.getTime());
    assert.deepEqual(
      [new Date(2026, 2, 2, 9, 6), now, new Date(2027, 3, 1), new Date(Number.NaN)].map((until) =>
        isSnooze(until, now),
      ),
      [true, false, false, false],
    );
  });
});

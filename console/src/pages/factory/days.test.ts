import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addDays, dayName, mondayOf, weekFrom } from './days.ts';

describe('the days of a week', () => {
  test('begin on Monday, on every day of it', () => {
    for (const day of weekFrom('2026-03-02')) assert.equal(mondayOf(day), '2026-03-02');
    assert.equal(mondayOf('2026-03-01'), '2026-02-23');
  });

  test('are seven, also when the clocks change and a year ends', () => {
    assert.deepEqual(weekFrom('2026-03-23').at(-1), '2026-03-29');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2026-03-01', -1), '2026-02-28');
  });

  test('are named in the language of the reader', () => {
    assert.equal(dayName('2026-03-02', 'en-GB'), 'Mon 2 Mar');
    assert.match(dayName('2026-03-02', 'es'), /lun/);
  });
});

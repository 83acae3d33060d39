import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dayOf, durationOf, shortTimeOf } from './when.ts';

/** Local time, whatever zone the test runs in. */
const at = (day: number, hour = 12, minute = 0) => new Date(2026, 2, day, hour, minute).toISOString();
const now = new Date(2026, 2, 20, 0, 5);

describe('a day', () => {
  test('is told by midnights, not by hours', () => {
    assert.equal(dayOf(at(20, 0, 1), now), 'Today');
    assert.equal(dayOf(at(19, 23, 59), now), 'Yesterday');
    assert.equal(dayOf(at(18, 23, 59), now, 'en-GB'), 'Wednesday');
    assert.equal(dayOf(at(13), now, 'en-GB'), '13 March 2026');
  });

  test('ahead of the clock shows its date', () => {
    assert.equal(dayOf(at(22), now, 'en-GB'), '22 March 2026');
  });

  test('across a change of clocks is still one day', () => {
    const sunday = new Date(2026, 2, 29, 12);

    assert.equal(dayOf(new Date(2026, 2, 28, 12).toISOString(), sunday), 'Yesterday');
  });
});

test('the chat list shows the hour today and the day before that', () => {
  assert.equal(shortTimeOf(at(20, 0, 1), now, 'en-GB'), '0:01');
  assert.equal(shortTimeOf(at(19), now, 'en-GB'), 'Yesterday');
  assert.equal(shortTimeOf(at(2), now, 'en-GB'), '02/03/2026');
});

test('a recording of 67 seconds lasts 1:07', () => {
  assert.deepEqual([0, 7.9, 67, -1].map(durationOf), ['0:00', '0:07', '1:07', '0:00']);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addDays, clockAt, dayAt, daysBetween, eachDay, formatDay, formatMoment, weekOf } from './local-time.ts';

describe('the day of a business', () => {
  test('is the one on the calendar of its time zone', () => {
    const moment = new Date('2026-03-03T03:30:00Z');
    assert.equal(dayAt(moment, 'UTC'), '2026-03-03');
    assert.equal(dayAt(moment, 'America/New_York'), '2026-03-02');
    assert.equal(dayAt(moment, 'Asia/Kolkata'), '2026-03-03');
    assert.equal(dayAt(new Date('2026-12-31T12:00:00Z'), 'Pacific/Kiritimati'), '2027-01-01');
  });

  test('has the hours of its own clock', () => {
    assert.equal(clockAt(new Date('2026-03-02T14:05:00Z'), 'America/New_York'), '09:05');
    assert.equal(clockAt(new Date('2026-03-02T05:00:00Z'), 'America/New_York'), '00:00');
    assert.equal(clockAt(new Date('2026-03-08T07:30:00Z'), 'America/New_York'), '03:30'); // an hour after 01:30
  });

  test('is followed by the next, also where clocks change, months end and years leap', () => {
    assert.equal(addDays('2026-03-08', 1), '2026-03-09'); // New York loses an hour
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2026-03-01', -1), '2026-02-28');
    assert.equal(daysBetween('2026-02-27', '2026-03-02'), 3);
  });

  test('lies in a week from Monday to Sunday', () => {
    const week = { from: '2026-03-02', to: '2026-03-08' };
    for (const day of eachDay(week)) assert.deepEqual(weekOf(day), week);
    assert.deepEqual(weekOf('2026-03-09').from, '2026-03-09');
    assert.equal(eachDay(week).length, 7);
    assert.deepEqual(eachDay({ from: '2026-03-02', to: '2026-03-01' }), []);
  });

  test('is written in the language of the customer', () => {
    assert.equal(formatDay('2026-03-02', 'en'), 'Mon, Mar 2');
    assert.equal(formatDay('2026-03-02', 'es'), 'lun, 2 mar');
    assert.equal(formatDay('2026-03-02', 'no language'), 'Mon, Mar 2');
    const written = formatMoment(new Date('2026-03-02T14:30:00Z'), 'America/New_York', 'en');
    assert.equal(written.replace(/\s/g, ' '), 'Mar 2, 2026, 9:30 AM');
  });
});

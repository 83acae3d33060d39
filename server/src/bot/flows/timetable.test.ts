import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Day } from './definition.ts';
import { isWithinHours, nextInstant } from './timetable.ts';

const NEW_YORK = 'America/New_York';
const until = (time: string, now: string, days: Day[] | null = null, zone = NEW_YORK) =>
  nextInstant({ forMs: null, until: time, days }, new Date(now), zone).toISOString();

describe('a wait', () => {
  test('for a duration ends after it', () => {
    assert.equal(
      nextInstant({ forMs: 90_000, until: null, days: null }, new Date('2026-03-02T12:00:00Z'), NEW_YORK).toISOString(),
      '2026-03-02T12:01:30.000Z',
    );
  });

  test('until a time ends the next time the clock there shows it', () => {
    assert.equal(until('09:00', '2026-03-02T12:00:00Z'), '2026-03-02T14:00:00.000Z');
    assert.equal(until('09:00', '2026-03-02T14:00:00Z'), '2026-03-03T14:00:00.000Z');
    assert.equal(until('09:00', '2026-03-02T14:00:00Z', null, 'Asia/Kolkata'), '2026-03-03T03:30:00.000Z');
  });

  test('until a time can be for certain days', () => {
    assert.equal(until('09:00', '2026-03-06T20:00:00Z', ['mon', 'tue']), '2026-03-09T13:00:00.000Z'); // the clocks changed on Sunday
  });

  test('until a time that the clock skips ends an hour later, and once when it comes twice', () => {
    assert.equal(until('02:30', '2026-03-08T05:00:00Z'), '2026-03-08T07:30:00.000Z');
    assert.equal(until('01:30', '2026-11-01T04:00:00Z'), '2026-11-01T05:30:00.000Z');
    assert.equal(until('01:30', '2026-11-01T05:45:00Z'), '2026-11-02T06:30:00.000Z');
  });
});

describe('opening hours', () => {
  const isOpen = (now: string, days?: Day[], from = '09:00', to = '17:00') =>
    isWithinHours({ days, from, to }, new Date(now), NEW_YORK);

  test('are those of the clock on the wall of the business', () => {
    assert.equal(isOpen('2026-03-02T13:59:00Z'), false);
    assert.equal(isOpen('2026-03-02T14:00:00Z'), true);
    assert.equal(isOpen('2026-03-02T21:59:00Z'), true);
    assert.equal(isOpen('2026-03-02T22:00:00Z'), false);
  });

  test('are only on their days', () => {
    assert.equal(isOpen('2026-03-02T15:00:00Z', ['mon']), true);
    assert.equal(isOpen('2026-03-03T15:00:00Z', ['mon']), false);
  });

  test('may span midnight', () => {
    assert.equal(isOpen('2026-03-03T04:00:00Z', ['mon'], '18:00', '02:00'), true); // Monday, 23:00
    assert.equal(isOpen('2026-03-03T06:30:00Z', ['mon'], '18:00', '02:00'), true); // Tuesday, 01:30: still Monday's night
    assert.equal(isOpen('2026-03-03T23:30:00Z', ['mon'], '18:00', '02:00'), false);
  });
});

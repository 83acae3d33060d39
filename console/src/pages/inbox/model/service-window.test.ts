import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serviceWindow, windowWords } from './service-window.ts';

const now = new Date('2026-03-02T12:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();

describe('the service window', () => {
  test('counts down in hours, then in hours and minutes, then in minutes', () => {
    assert.deepEqual(windowWords(serviceWindow(inHours(23.5), now)), {
      key: 'window.hours',
      values: { hours: 23, minutes: 28 },
    });
    assert.equal(windowWords(serviceWindow(inHours(3), now)).key, 'window.hoursMinutes');
    assert.deepEqual(windowWords(serviceWindow(inHours(0.5), now)), {
      key: 'window.minutes',
      values: { hours: 0, minutes: 28 },
    });
  });

  test('is closing in its last four hours', () => {
    assert.equal(serviceWindow(inHours(4), now).state, 'closing');
    assert.equal(serviceWindow(inHours(4.1), now).state, 'open');
  });

  test('is closed two minutes early, as the server sees it, and when nobody ever wrote', () => {
    assert.equal(serviceWindow(inHours(2 / 60), now).state, 'closed');
    assert.equal(serviceWindow(inHours(2.1 / 60), now).state, 'closing');
    assert.equal(serviceWindow(null, now).state, 'closed');
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fakeClock } from './clock.ts';
import { clockAhead } from './clock-ahead.ts';

describe('a clock put forward', () => {
  test('shows the later time, and goes on with the clock beneath', async () => {
    const base = fakeClock('2026-03-02T12:00:00Z');
    const clock = clockAhead(base);
    clock.forward(3_600_000);
    await base.advance(1_000);
    assert.equal(clock.now().toISOString(), '2026-03-02T13:00:01.000Z');
    assert.equal(clock.aheadMs(), 3_600_000);
  });

  test('rings what is due at once and in its order, and keeps the rest for its time', async () => {
    const base = fakeClock();
    const clock = clockAhead(base);
    const rung: string[] = [];
    clock.setTimer(50_000, () => rung.push('second'));
    clock.setTimer(10_000, () => rung.push('first'));
    clock.setTimer(90_000, () => rung.push('third'));

    clock.forward(60_000);
    assert.deepEqual(rung, ['first', 'second']);
    await base.advance(29_999);
    assert.deepEqual(rung, ['first', 'second']);
    await base.advance(1);
    assert.deepEqual(rung, ['first', 'second', 'third']);
  });

  test('leaves alone what was cancelled, even by a timer that rang before', () => {
    const clock = clockAhead(fakeClock());
    const rung: string[] = [];
    const cancelSecond = clock.setTimer(20_000, () => rung.push('second'));
    clock.setTimer(10_000, () => cancelSecond());
    clock.setTimer(5_000, () => rung.push('cancelled'))();
    clock.forward(60_000);
    assert.deepEqual(rung, []);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fakeClock } from './clock.ts';

describe('a fake clock', () => {
  test('stands still until it is told to move', async () => {
    const clock = fakeClock('2026-03-02T12:00:00Z');

    assert.equal(clock.now().toISOString(), '2026-03-02T12:00:00.000Z');
    await clock.advance(1_500);
    assert.equal(clock.now().toISOString(), '2026-03-02T12:00:01.500Z');
  });

  test('rings timers at their own time, in order', async () => {
    const clock = fakeClock('2026-03-02T12:00:00Z');
    const rung: string[] = [];
    clock.setTimer(200, () => rung.push(`second at ${clock.now().getMilliseconds()}`));
    clock.setTimer(100, () => rung.push(`first at ${clock.now().getMilliseconds()}`));
    clock.setTimer(900, () => rung.push('too late'));

    await clock.advance(500);

    assert.deepEqual(rung, ['first at 100', 'second at 200']);
  });

  test('rings timers that were set on the way, and not those that were cancelled', async () => {
    const clock = fakeClock();
    const rung: string[] = [];
    const cancel = clock.setTimer(50, () => rung.push('cancelled'));
    clock.setTimer(10, () => {
      cancel();
      clock.setTimer(10, () => rung.push('set later'));
    });

    await clock.advance(100);

    assert.deepEqual(rung, ['set later']);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createBreaker } from './breaker.ts';

const setUp = () => {
  let now = new Date('2026-03-01T12:00:00Z');
  const breaker = createBreaker({ now: () => now, failuresToOpen: 3, openMs: 5_000 });
  return {
    breaker,
    clockMoves: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    fail: (times: number) => {
      for (let n = 0; n < times; n++) {
        breaker.admit();
        breaker.failed();
      }
    },
  };
};

describe('a breaker', () => {
  test('opens after failures in a row and says how long to wait', () => {
    const { breaker, fail, clockMoves } = setUp();
    fail(3);
    assert.equal(breaker.state(), 'open');
    clockMoves(2_000);
    assert.equal(breaker.admit(), 3_000);
  });

  test('stays closed while successes come in between', () => {
    const { breaker, fail } = setUp();
    fail(2);
    breaker.succeeded();
    fail(2);
    assert.equal(breaker.state(), 'closed');
  });

  test('lets one call try after the pause, and everybody after its success', () => {
    const { breaker, fail, clockMoves } = setUp();
    fail(3);
    clockMoves(5_000);
    assert.equal(breaker.state(), 'half-open');
    assert.equal(breaker.admit(), 0);
    assert.equal(breaker.admit(), 5_000);
    breaker.succeeded();
    assert.equal(breaker.admit(), 0);
    assert.equal(breaker.admit(), 0);
  });

  test('opens again when the call that tried fails', () => {
    const { breaker, fail, clockMoves } = setUp();
    fail(3);
    clockMoves(5_000);
    breaker.admit();
    breaker.failed();
    assert.equal(breaker.admit(), 5_000);
  });

  test('is not held open by calls that began before it opened', () => {
    const { breaker, fail, clockMoves } = setUp();
    fail(3);
    clockMoves(4_000);
    breaker.failed();
    clockMoves(1_000);
    assert.equal(breaker.admit(), 0);
  });

  test('does not wait for a clock that was set back', () => {
    const { breaker, fail, clockMoves } = setUp();
    fail(3);
    clockMoves(-3_600_000);
    assert.equal(breaker.admit(), 0);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextAt } from './pace.ts';

describe('a pace of 3 at once, then one every 6 s', () => {
  const pace = { burst: 3, everyMs: 6_000 };
  const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 12, 0, seconds));

  test('lets three go at once and the fourth six seconds later', () => {
    let busyUntil: Date | null = null;
    const moments = Array.from({ length: 5 }, () => {
      const next = nextAt(pace, busyUntil, at(0));
      busyUntil = next.busyUntil;
      return next.at;
    });
    assert.deepEqual(moments, [at(0), at(0), at(0), at(6), at(12)]);
  });

  test('forgives with time: after a long pause the burst is whole again', () => {
    assert.deepEqual(nextAt(pace, at(18), at(60)), { at: at(60), busyUntil: at(66) });
  });
});

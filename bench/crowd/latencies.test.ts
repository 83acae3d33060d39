import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Latencies } from './latencies.ts';

describe('latencies', () => {
  test('are ranked by values that really occurred', () => {
    const times = new Latencies();
    for (let ms = 100; ms >= 1; ms--) times.add(ms);

    assert.deepEqual(times.percentiles(), { p50: 50, p95: 95, p99: 99, max: 100 });
  });

  test('of a single message are that message', () => {
    const times = new Latencies();
    times.add(7);

    assert.deepEqual(times.percentiles(), { p50: 7, p95: 7, p99: 7, max: 7 });
  });

  test('of nothing are nothing', () => assert.equal(new Latencies().percentiles(), null));
});

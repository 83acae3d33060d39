import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, shownPeriod } from './shown.ts';

test('the address says which days; what cannot be read is today', () => {
  assert.deepEqual(askedOf({ days: '30' }), { days: 30 });
  assert.deepEqual(askedOf({ from: '2026-03-01', to: '2026-03-05' }), { from: '2026-03-01', to: '2026-03-05' });
  const today: Record<string, string>[] = [
    {},
    { days: '31' },
    { from: '2026-03-01' },
    { from: '2026-03-05', to: '2026-03-01' },
  ];
  for (const values of today) assert.equal(askedOf(values), null);
});

test('each day lies over the one that many days before it', () => {
  const day = (at: string, messages: number) => ({ day: at, messages, orders: 0, revenue: 0 });
  const { curves, days } = shownPeriod({
    from: '2026-03-03',
    to: '2026-03-04',
    before: { from: '2026-03-01', to: '2026-03-02' },
    timeZone: 'UTC',
    firstReply: { inItMs: null, beforeMs: null },
    messages: { inIt: 7, before: 3 },
    orders: { inIt: 0, before: 0 },
    revenue: { inIt: 0, before: 0, currency: 'USD' },
    byDay: {
      inIt: [day('2026-03-03', 3), day('2026-03-04', 4)],
      before: [day('2026-03-01', 1), day('2026-03-02', 2)],
    },
  });

  assert.deepEqual(curves.messages, [
    { at: '2026-03-03', now: 3, before: 1 },
    { at: '2026-03-04', now: 4, before: 2 },
  ]);
  assert.deepEqual(days, { from: '2026-03-03', to: '2026-03-04' });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClock } from '../clock.ts';
import { createEntries } from './entries.ts';

test('the ledger lets go of the oldest entries when their texts grow too long, and counts them', () => {
  const entries = createEntries(fakeClock(), 10_000, () => {});
  const long = 'x'.repeat(100_000);
  for (let nth = 0; nth < 1_500; nth++) {
    const entry = entries.begin({
      direction: 'to_business',
      summary: 'long',
      method: 'POST',
      path: '/',
      request: long,
    });
    entries.end(entry, 200, long);
  }

  const { entries: kept, dropped } = entries.find({ limit: 10_000 });
  assert.ok(kept.length <= 501, `${kept.length} are kept`);
  assert.equal(kept.length + dropped, 1_500);
  assert.equal(kept.at(-1)?.id, 1_500);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ALL_WELL } from '../../src/knobs/settings.ts';
import { chanceLeft, turnedCount } from './turned.ts';

const well = { seed: 'a', ...ALL_WELL };

describe('the knobs that are on', () => {
  test('are none while everything works, whatever a batch would wait', () => {
    assert.equal(turnedCount(well), 0);
    assert.equal(turnedCount({ ...well, webhooks: { ...well.webhooks, waitMs: 500 } }), 0);
  });

  test('are counted one by one', () => {
    const calls = { ...well.calls, down: true, latencyMs: [1, 2] as [number, number] };
    const webhooks = { ...well.webhooks, shuffle: 5, held: true };
    assert.equal(turnedCount({ ...well, calls, webhooks, token: 'dead' }), 5);
  });
});

test('the troubles of a call share a hundred percent', () => {
  const errors = [{ code: 4, chance: 0.3, as: 'answer' as const }];
  assert.equal(chanceLeft({ ...well.calls, html: 0.6, errors }), 0.1);
  assert.equal(chanceLeft({ ...well.calls, html: 0.8, errors }), 0);
});

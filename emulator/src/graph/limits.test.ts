import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hello, shopWithAna } from '../test-business.ts';

const SECOND = 1_000;
const LIMITS = { window: false, throughput: false } as const;

describe('the pair limit', () => {
  test('lets 45 messages through at once, then one every 6 seconds', async (t) => {
    const { sends, passes } = await shopWithAna(t, { limits: LIMITS });
    for (let nth = 0; nth < 45; nth++) assert.equal((await sends(hello)).status, 200, `message ${nth}`);

    const { status, body } = await sends(hello);
    assert.deepEqual([status, body.error.code], [400, 131056]);
    await passes(6 * SECOND);
    assert.equal((await sends(hello)).status, 200);
    assert.equal((await sends(hello)).body.error.code, 131056);
  });

  test('concerns one customer only', async (t) => {
    const { sends } = await shopWithAna(t, { limits: LIMITS });
    for (let nth = 0; nth < 46; nth++) await sends(hello);
    assert.equal((await sends({ ...hello, to: '+447700900123' })).status, 200);
  });

  test('can be off', async (t) => {
    const { sends } = await shopWithAna(t, { limits: { ...LIMITS, pair: false } });
    for (let nth = 0; nth < 60; nth++) assert.equal((await sends(hello)).status, 200);
  });
});

describe('the throughput of a number', () => {
  test('is as many messages a second as it has, both directions counted', async (t) => {
    const limits = { window: false, pair: false } as const;
    const { ana, sends, passes } = await shopWithAna(t, { limits, numbers: [{ messagesPerSecond: 10 }] });
    await passes(SECOND);

    ana.says('one');
    for (let nth = 0; nth < 9; nth++) assert.equal((await sends(hello)).status, 200);
    const { body } = await sends(hello);
    assert.equal(body.error.code, 130429);
    assert.equal(body.error.is_transient, true);

    await passes(100);
    assert.equal((await sends(hello)).status, 200);
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { fakeClock } from '../clock.ts';
import { DEFAULTS } from '../options.ts';
import { NUMBER, openShop } from '../test-business.ts';

const HOUR = 3_600_000;
const world = { type: 'template', template: { name: 'hello_world', language: { code: 'en' } } };
const HELLO = { name: 'hello_world', language: 'en' };

/** The same emulator, opened again on the same folder and at the same time. */
function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'emulator-'));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

describe('after a restart', () => {
  test('a review goes on and ends when it would have ended', async (t) => {
    const given = { stateDir: folder(t), review: { afterMs: HOUR } };
    const first = await openShop(t, given);
    const components = [{ type: 'BODY', text: 'Your order is ready.' }];
    await first.graph('POST', `${DEFAULTS.wabaId}/message_templates`, {
      name: 'ready',
      language: 'en',
      category: 'UTILITY',
      components,
    });
    await first.passes(HOUR / 2);
    await first.emulator.close();

    const clock = fakeClock(first.clock.now());
    const second = await openShop(t, { ...given, clock });
    await clock.advance(HOUR / 2, () => second.emulator.settled());
    assert.equal(second.values('message_template_status_update')[0]?.event, 'APPROVED');
  });

  test('a paused template is sent again when its pause is over', async (t) => {
    const stateDir = folder(t);
    const first = await openShop(t, { stateDir });
    first.emulator.meta.rates(HELLO, 'RED');
    await first.emulator.close();

    const clock = fakeClock(first.clock.now());
    const second = await openShop(t, { stateDir, clock });
    assert.equal((await second.sends(world)).body.error.code, 132015);
    await clock.advance(3 * HOUR, () => second.emulator.settled());
    assert.equal((await second.sends(world)).status, 200);
  });

  test('messages that were held are held, and go out after the verdict', async (t) => {
    const stateDir = folder(t);
    const first = await openShop(t, { stateDir });
    first.emulator.phone('+16505551234', { name: 'Ana' });
    first.emulator.meta.paces(HELLO, 0);
    await first.sends(world);
    await first.emulator.close();

    const second = await openShop(t, { stateDir });
    await second.emulator.settled();
    assert.deepEqual(second.statuses(), []);
    second.emulator.meta.judges(HELLO, 'good');
    await second.emulator.settled();
    assert.deepEqual(
      second.statuses().map(({ status }) => status),
      ['sent', 'delivered'],
    );
  });

  test('people who were written to today are still counted, in order', async (t) => {
    const given = {
      stateDir: folder(t),
      numbers: [{ messagingTier: 'TIER_50' as const }],
      unknownRecipients: 'reachable' as const,
    };
    const first = await openShop(t, given);
    for (const number of ['+16505550001', '+16505550002', '+16505550001']) await first.sends({ ...world, to: number });
    await first.passes(HOUR);
    await first.sends({ ...world, to: '+16505550003' });
    await first.emulator.close();

    const clock = fakeClock(first.clock.now());
    const second = await openShop(t, { ...given, clock });
    assert.equal(second.emulator.meta.reachedToday(), 3);
    await clock.advance(23 * HOUR, () => second.emulator.settled());
    assert.equal(second.emulator.meta.reachedToday(), 1);
    assert.equal((await second.graph('GET', NUMBER)).status, 200);
  });
});

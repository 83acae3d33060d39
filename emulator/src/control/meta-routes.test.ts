import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, NUMBER, openShop, type Shop, shopWithAna } from '../test-business.ts';

async function order(shop: Shop, given: unknown): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }> {
  const answer = await fetch(`${shop.origin}/emulator/meta`, { method: 'POST', body: JSON.stringify(given) });
  return { status: answer.status, body: await answer.json() };
}

describe('Meta’s decisions over HTTP', () => {
  test('change a template, and show it', async (t) => {
    const shop = await openShop(t);
    const template = { name: 'hello_world', language: 'es' };
    const { status, body } = await order(shop, { do: 'rates', template, quality: 'RED' });
    await shop.emulator.settled();
    assert.equal(status, 200);
    const found = body.templates.find((one: typeof template) => one.name === template.name && one.language === 'es');
    assert.deepEqual([found.status, found.quality, found.pauses], ['PAUSED', 'RED', 1]);
    assert.equal(shop.values('message_template_status_update')[0]?.event, 'PAUSED');
  });

  const ORDERS: object[] = [
    { do: 'reviews', afterMs: 1_000, outcome: 'REJECTED' },
    { do: 'rejects', template: { name: 'hello_world' } },
    { do: 'recategorises', template: { name: 'hello_world' }, category: 'MARKETING', announced: false },
    { do: 'paces', template: { name: 'hello_world' }, freeSends: 3 },
    { do: 'judges', template: { name: 'hello_world' }, verdict: 'good' },
    { do: 'ratesNumber', quality: 'YELLOW' },
    { do: 'setsNumberStatus', status: 'RESTRICTED', number: NUMBER },
    { do: 'raisesThroughput', maintenanceMs: 0 },
    { do: 'reviewsName', name: 'Shop', decision: 'APPROVED' },
    { do: 'setsTier', tier: 'TIER_250' },
    { do: 'setsStanding', standing: 'restricted' },
    { do: 'setsPayment', isThere: false },
    { do: 'tells', field: 'account_alerts', value: { entity_type: 'BUSINESS' } },
    { do: 'writesByHand', customer: ANA, text: 'Hi' },
    { do: 'editsByHand', customer: ANA, messageId: 'wamid.x', text: 'Hello' },
    { do: 'revokesByHand', customer: ANA, messageId: 'wamid.x' },
    { do: 'tellsHistory' },
  ];
  for (const given of ORDERS) {
    test(`understand ${JSON.stringify(given)}`, async (t) => {
      assert.equal((await order(await shopWithAna(t), given)).status, 200);
    });
  }

  const WRONG: [unknown, number][] = [
    [{ do: 'dances' }, 400],
    [{ do: 'setsTier', tier: 'TIER_7' }, 400],
    [{ do: 'rejects', template: { name: 'nobody' } }, 404],
    [{ do: 'ratesNumber', quality: 'RED', number: '1' }, 404],
    [[], 400],
  ];
  for (const [given, status] of WRONG) {
    test(`refuse ${JSON.stringify(given)}`, async (t) => {
      const answer = await order(await openShop(t), given);
      assert.equal(answer.status, status);
      assert.ok(answer.body.error.message);
    });
  }

  test('show no PIN and no key', async (t) => {
    const shop = await openShop(t);
    await shop.graph('POST', NUMBER, { pin: '123456' });
    const [number] = Object(await (await fetch(`${shop.origin}/emulator/meta`)).json()).numbers;
    assert.deepEqual([number.hasPin, 'pin' in number, 'publicKey' in number], [true, false, false]);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ANA, hello, openShop, type Shop, shopWithAna } from '../test-business.ts';

async function control(shop: Pick<Shop, 'origin'>, method: string, path: string, body?: unknown, headers = {}) {
  const response = await fetch(`${shop.origin}/emulator/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{"line') ? null : JSON.parse(text) };
}

describe('/emulator/knobs', () => {
  test('are read, turned one by one, set as a whole, and turned off', async (t) => {
    const shop = await openShop(t);
    const before = (await control(shop, 'GET', 'knobs')).body;
    assert.equal(before.seed, 'test');

    await control(shop, 'PATCH', 'knobs', { calls: { dropAfter: 0.1 } });
    const patched = await control(shop, 'PATCH', 'knobs', { webhooks: { duplicated: 0.2 } });
    assert.deepEqual([patched.body.calls.dropAfter, patched.body.webhooks.duplicated], [0.1, 0.2]);

    const put = await control(shop, 'PUT', 'knobs', { statuses: { lost: 1 } });
    assert.deepEqual([put.body.calls.dropAfter, put.body.statuses.lost], [0, 1]);
    assert.deepEqual((await control(shop, 'DELETE', 'knobs')).body, before);
  });

  test('refuse what cannot be, and say why', async (t) => {
    const shop = await openShop(t);
    for (const [body, why] of [
      [{ calls: { dropAfter: 3 } }, /calls\.dropAfter/],
      [{ speed: 1 }, /speed/],
      ['{', /not JSON/],
      ['[]', /expected object/],
    ] as const) {
      const refused = await control(shop, 'PATCH', 'knobs', body);
      assert.equal(refused.status, 400);
      assert.match(refused.body.error.message, why);
    }
    assert.equal((await control(shop, 'POST', 'knobs', {})).status, 405);
  });

  test('cannot be turned from a page of somebody else', async (t) => {
    const shop = await openShop(t);
    const answer = await control(shop, 'DELETE', 'knobs', undefined, { 'sec-fetch-site': 'cross-site' });
    assert.equal(answer.status, 403);
    // Plain HTTP in a local network: browsers say only where the page came from.
    const elsewhere = await control(shop, 'DELETE', 'knobs', undefined, { origin: 'http://evil.example' });
    assert.equal(elsewhere.status, 403);
    assert.equal((await control(shop, 'DELETE', 'knobs', undefined, { origin: shop.origin })).status, 200);
  });

  test('never tell a token', async (t) => {
    const shop = await openShop(t);
    await control(shop, 'PUT', 'token', { token: 'hush-hush' });
    const { text, body } = await control(shop, 'GET', 'knobs');
    assert.equal(body.token, 'replaced');
    assert.doesNotMatch(text, /hush/);
  });
});

test('/emulator/clock goes forward by hours, and never back', async (t) => {
  const shop = await openShop(t);
  const { body } = await control(shop, 'POST', 'clock', { forward: '24 h' });
  assert.deepEqual(body, { now: '2026-03-03T12:00:00.000Z', aheadMs: 86_400_000 });
  assert.equal((await control(shop, 'POST', 'clock', { forward: '-1h' })).status, 400);
  assert.equal((await control(shop, 'POST', 'clock', { forward: '900d' })).status, 400);
});

describe('/emulator/ledger', () => {
  test('shows entries by filter', async (t) => {
    const shop = await shopWithAna(t);
    await shop.sends(hello);
    const { body } = await control(shop, 'GET', 'ledger?direction=from_business&status=200');
    assert.deepEqual(
      body.entries.map(({ summary }: { summary: string }) => summary),
      ['messages · text “Hello” to +16505551234'],
    );
    assert.equal((await control(shop, 'GET', 'ledger?status=good')).status, 400);
  });

  test('shows messages with what became of them', async (t) => {
    const shop = await shopWithAna(t);
    await shop.emulator.settled();
    const { body } = await control(shop, 'GET', `ledger/messages?direction=inbound&phone=${ANA}`);
    assert.equal(body.messages[0].webhook.acknowledgedTimes, 1);
  });

  test('is exported as JSON Lines', async (t) => {
    const shop = await shopWithAna(t);
    await shop.sends(hello);
    await shop.emulator.settled();
    const { text } = await control(shop, 'GET', 'ledger.jsonl');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).line);
    assert.deepEqual([...new Set(lines)], ['ledger', 'entry', 'message']);
  });

  test('answers beside a Graph API that is mounted under /emulator too', async (t) => {
    const shop = await openShop(t, { basePath: '/emulator' });
    assert.equal((await control(shop, 'GET', 'knobs')).status, 200);
    assert.equal((await control(shop, 'GET', 'v25.0/me')).status, 401);
  });
});

describe('/emulator/phones/…/raw', () => {
  test('sends what no page can, in Meta’s words', async (t) => {
    const shop = await shopWithAna(t);
    const referral = { source_type: 'ad', source_id: '9', source_url: 'https://fb.me/9' };
    const sent = await control(shop, 'POST', `phones/${ANA}/raw`, {
      type: 'text',
      text: { body: 'Your ad' },
      referral,
    });
    const unknown = { type: 'unsupported', unsupported: { type: 'poll_creation' }, errors: [{ code: 131051 }] };
    await control(shop, 'POST', `phones/${ANA}/raw`, unknown);
    await shop.emulator.settled();

    assert.deepEqual([sent.status, sent.body.content], [201, { type: 'text', body: 'Your ad' }]);
    const heard = shop.messages().slice(1);
    assert.deepEqual(
      heard.map(({ type }) => type),
      ['text', 'unsupported'],
    );
    assert.deepEqual([heard[0].id, heard[0].referral], [sent.body.id, referral]);
  });

  test('refuses what is no message, and what the emulator says itself', async (t) => {
    const shop = await shopWithAna(t);
    for (const body of [{}, [], { type: 5 }, { type: 'text', id: 'wamid.mine' }, { type: 'text', from: '1' }])
      assert.equal((await control(shop, 'POST', `phones/${ANA}/raw`, body)).status, 400, JSON.stringify(body));
  });
});

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { assertShape, is } from '../conformance/shape.ts';
import { DEFAULTS } from '../options.ts';
import { NUMBER, openShop, type Shop, shopWithAna } from '../test-business.ts';

const WABA = DEFAULTS.wabaId;
const TOKEN = 'my-own-token';

/** Another callback URL, with a verify token of its own. */
async function callback(t: TestContext) {
  const fields: string[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://callback').searchParams;
    if (request.method === 'GET') {
      const isMine = query.get('hub.verify_token') === TOKEN;
      response.writeHead(isMine ? 200 : 403).end(isMine ? query.get('hub.challenge') : '');
      return;
    }
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      fields.push(JSON.parse(text).entry[0].changes[0].field);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { fields, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook` };
}

const overrideBy = (url: string, verify_token = TOKEN) => ({ override_callback_uri: url, verify_token });
const fieldsOf = (shop: Shop) => shop.received.map(({ body }) => body.entry[0]?.changes[0]?.field);

describe('webhooks', () => {
  test('of messages follow an account’s own callback, templates stay with the app', async (t) => {
    const [shop, other] = [await openShop(t), await callback(t)];
    assert.equal((await shop.graph('POST', `${WABA}/subscribed_apps`, overrideBy(other.url))).status, 200);
    shop.emulator.phone('+16505551234').says('hi');
    shop.emulator.meta.rates({ name: 'hello_world' }, 'GREEN');
    await shop.emulator.settled();
    assert.deepEqual([other.fields, fieldsOf(shop)], [['messages'], ['message_template_quality_update']]);

    const { body } = await shop.graph('GET', `${WABA}/subscribed_apps`);
    assert.equal(body.data[0].override_callback_uri, other.url);
    await shop.graph('POST', `${WABA}/subscribed_apps`);
    shop.emulator.phone('+16505551234').says('again');
    await shop.emulator.settled();
    assert.equal(fieldsOf(shop).at(-1), 'messages');
  });

  test('go to the number’s callback before the account’s', async (t) => {
    const [shop, ofAccount, ofNumber] = [await openShop(t), await callback(t), await callback(t)];
    await shop.graph('POST', `${WABA}/subscribed_apps`, overrideBy(ofAccount.url));
    await shop.graph('POST', NUMBER, { webhook_configuration: overrideBy(ofNumber.url) });
    shop.emulator.phone('+16505551234').says('hi');
    await shop.emulator.settled();
    assert.deepEqual([ofNumber.fields, ofAccount.fields, fieldsOf(shop)], [['messages'], [], []]);
    const { body } = await shop.graph('GET', `${NUMBER}?fields=webhook_configuration`);
    assertShape(body.webhook_configuration, {
      phone_number: is(ofNumber.url),
      whatsapp_business_account: is(ofAccount.url),
      application: 'url',
    });

    await shop.graph('POST', NUMBER, { webhook_configuration: { override_callback_uri: '' } });
    shop.emulator.phone('+16505551234').says('hi');
    await shop.emulator.settled();
    assert.deepEqual(ofAccount.fields, ['messages']);
  });

  test('need a callback that echoes the challenge', async (t) => {
    const [shop, other] = [await openShop(t), await callback(t)];
    const { status, body } = await shop.graph('POST', `${WABA}/subscribed_apps`, overrideBy(other.url, 'wrong'));
    assert.deepEqual([status, body.error.code], [400, 2200]);
    const long = `${other.url}/${'x'.repeat(200)}`;
    assert.equal((await shop.graph('POST', `${WABA}/subscribed_apps`, overrideBy(long))).body.error.code, 100);
  });

  test('are not sent to an app that is not subscribed, nor for fields it did not choose', async (t) => {
    const shop = await openShop(t);
    const ana = shop.emulator.phone('+16505551234');
    await shop.graph('DELETE', `${WABA}/subscribed_apps`);
    ana.says('hi');
    await shop.graph('POST', `${WABA}/subscribed_apps`);
    await shop.graph('POST', 'app/subscriptions', { object: 'whatsapp_business_account', fields: 'messages' });
    shop.emulator.meta.rates({ name: 'hello_world' }, 'GREEN');
    ana.says('hello');
    await shop.emulator.settled();
    assert.deepEqual(
      shop.messages().map(({ text }) => text.body),
      ['hello'],
    );
    assert.deepEqual(fieldsOf(shop), ['messages']);
  });
});

describe('a number in use with the WhatsApp Business app', () => {
  const numbers = [{ onBusinessApp: true }];

  test('echoes what is written, edited and deleted by hand', async (t) => {
    const shop = await shopWithAna(t, { numbers });
    const { meta } = shop.emulator;
    const { id } = meta.writesByHand('+16505551234', 'On my way');
    meta.editsByHand('+16505551234', id, 'I am on my way');
    meta.revokesByHand('+16505551234', id);
    await shop.emulator.settled();

    const [written, edited, revoked] = shop.values('smb_message_echoes').map((value) => value.message_echoes?.[0]);
    const head = { from: 'digits', to: 'digits', to_user_id: 'userId', id: 'wamid', timestamp: 'seconds' } as const;
    assertShape(written, { ...head, type: is('text'), text: { body: is('On my way') } });
    assertShape(edited, {
      ...head,
      type: is('edit'),
      edit: { original_message_id: is(id), message: { type: is('text'), text: { body: 'text' } } },
    });
    assertShape(revoked, { ...head, type: is('revoke'), revoke: { original_message_id: is(id) } });
    assert.equal(shop.ana.received()[0]?.content.type, 'notice');
  });

  test('tells contacts and history once, within a day of onboarding', async (t) => {
    const shop = await shopWithAna(t, { numbers });
    await shop.passes(3_600_000);
    const sync = (sync_type: string) =>
      shop.graph('POST', `${NUMBER}/smb_app_data`, { messaging_product: 'whatsapp', sync_type });
    assert.ok((await sync('smb_app_state_sync')).body.request_id);
    assert.ok((await sync('history')).body.request_id);
    assert.equal((await sync('history')).body.error.error_subcode, 2593108);
    await shop.emulator.settled();

    assert.equal(shop.values('smb_app_state_sync')[0]?.state_sync?.[0].contact.phone_number, '16505551234');
    const parts = shop.values('history').flatMap(({ history }) => history ?? []);
    assert.deepEqual(
      parts.map(({ metadata }) => [metadata.phase, metadata.progress]),
      [
        [0, 33],
        [1, 67],
        [2, 100],
      ],
    );
    assertShape(parts[0].threads[0], {
      id: is('16505551234'),
      messages: [
        {
          from: 'digits',
          id: 'wamid',
          timestamp: 'seconds',
          type: is('text'),
          text: { body: 'text' },
          history_context: { status: 'text' },
        },
      ],
    });
    const late = await shopWithAna(t, { numbers });
    await late.passes(25 * 3_600_000);
    const { body } = await late.graph('POST', `${NUMBER}/smb_app_data`, {
      messaging_product: 'whatsapp',
      sync_type: 'history',
    });
    assert.equal(body.error.error_subcode, 2593107);
  });

  test('sends 20 messages a second, and cannot be deregistered', async (t) => {
    const shop = await shopWithAna(t, { numbers, limits: { pair: false } });
    const codes = await Promise.all(
      Array.from({ length: 21 }, () => shop.sends({ type: 'text', text: { body: 'x' } })),
    );
    assert.equal(codes.filter(({ body }) => body.error?.code === 130429).length, 2, 'Ana’s own message counts too');
    assert.equal((await shop.graph('POST', `${NUMBER}/deregister`, {})).body.error.code, 100);
  });
});

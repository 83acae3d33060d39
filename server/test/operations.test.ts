import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { EMULATED } from '../src/set-up.ts';
import { until } from './desk.ts';
import { startParlour } from './parlour.ts';

type Json = ReturnType<typeof JSON.parse>;
const ANA = '+16505551234';

describe('the operations of a desk', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  const told: { headers: Record<string, string>; body: string }[] = [];
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    told.push({ headers: request.headers as Record<string, string>, body });
    response.end();
  });
  let hooks: string;

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    (await t.api(method, path, body, headers)) as { status: number; body: Json };
  const kindOf = ({ body }: { body: Json }) => body.type?.replace('/problems/', '');

  before(async () => {
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
    const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    hooks = `http://${host}/hooks`;
    t = await startParlour({ WEBHOOK_ALLOWED_HOSTS: host });
    const ana = t.phone(ANA, 'Ana Torres');
    ana.says('hi', { to: t.shop });
    await ana.next({ to: t.shop });
  });
  after(async () => {
    await t.end();
    receiver.close();
  });

  describe('keep what came in', () => {
    test('listed newest first, with what is in it', async () => {
      const { items } = (await ask('GET', '/inbound-events?limit=100')).body;
      assert.ok(items.length > 0);
      assert.ok(items.some(({ fields }: Json) => fields.includes('message: text')));
      const found = (await ask('GET', '/inbound-events?about=16505551234&limit=5')).body.items;
      assert.ok(found.length > 0 && found.length <= 5);
    });

    test('without names, texts and numbers', async () => {
      const { items } = (await ask('GET', '/inbound-events?limit=100')).body;
      const { id } = items.find(({ fields }: Json) => fields.includes('message: text'));
      const { body } = await ask('GET', `/inbound-events/${id}`);
      const text = JSON.stringify(body.payload);
      assert.match(text, /wamid/);
      assert.match(text, /•••••••1234/);
      assert.match(text, /\(2 characters\)/);
      assert.doesNotMatch(text, /Ana Torres|16505551234/);
      assert.equal(
        (await ask('GET', `/inbound-events/${id}`, undefined, { 'x-business': 'demo-factory' })).status,
        404,
      );
    });

    test('read again it changes nothing, and brings back what was lost', async () => {
      const { items } = (await ask('GET', '/inbound-events?limit=100')).body;
      const { id } = items.find(({ fields }: Json) => fields.includes('message: text'));
      const inbound = async () => (await t.rows(`select id from messages where direction = 'inbound'`)).length;
      const before = await inbound();
      assert.deepEqual((await ask('POST', `/inbound-events/${id}/readings`)).body, {
        messages: 1,
        statuses: 0,
        events: 0,
        notOurs: 0,
      });
      assert.equal(await inbound(), before);

      await t.rows(`delete from messages where direction = 'inbound'`);
      await ask('POST', `/inbound-events/${id}/readings`);
      assert.equal(await inbound(), 1);
    });

    test('news of the account with its outcome', async () => {
      assert.equal((await ask('GET', '/channel-news?outcome=parked')).status, 200);
    });
  });

  test('show what is still to be done', async () => {
    const { body } = await ask('GET', '/queue');
    assert.deepEqual(
      body.lanes.map(({ lane }: Json) => lane),
      ['reply', 'notice', 'campaign'],
    );
    assert.deepEqual([body.deadLetters, body.channels], [0, []]);
    assert.deepEqual((await ask('GET', '/queue/messages?lane=reply')).body, { items: [] });
  });

  test('let a person retry or discard a dead letter, once', async () => {
    const [shop] = await t.rows<{ id: string }>(`select id from businesses where slug = 'demo-shop'`);
    for (const _ of [1, 2])
      await t.rows(`insert into dead_letters (business_id, id, task, payload, cause, attempts, failed_at)
        values ('${shop!.id}', gen_random_uuid(), 'media.fetch', '{"businessId":"${shop!.id}","mediaId":"${shop!.id}"}', 'no luck', 5, now())`);
    const [first, second] = (await ask('GET', '/dead-letters')).body.items;
    assert.equal(
      (await ask('PUT', `/dead-letters/${first.id}/resolution`, { resolution: 'discarded' })).body.resolution,
      'discarded',
    );
    assert.equal((await ask('PUT', `/dead-letters/${first.id}/resolution`, { resolution: 'discarded' })).status, 200);
    const late = await ask('PUT', `/dead-letters/${first.id}/resolution`, { resolution: 'retried' });
    assert.deepEqual([late.status, kindOf(late)], [409, 'dead-letter-resolved']);
    assert.equal(
      (
        await ask(
          'PUT',
          `/dead-letters/${second.id}/resolution`,
          { resolution: 'retried' },
          { 'x-business': 'demo-factory' },
        )
      ).status,
      404,
    );
    assert.equal(
      (await ask('PUT', `/dead-letters/${second.id}/resolution`, { resolution: 'retried' })).body.resolution,
      'retried',
    );
    assert.equal((await ask('GET', '/dead-letters')).body.items.length, 0);
    assert.equal((await ask('GET', '/dead-letters?resolved=true')).body.items.length, 2);
  });

  test('show jobs of the installation to who runs it, and to no business', async () => {
    await t.rows(`insert into dead_letters (business_id, id, task, payload, cause, attempts, failed_at)
      values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'cleanup_old_messages', '{}', 'disk full', 5, now())`);
    const scopes = ['operations:read', 'operations:write'];
    const { key } = (await ask('POST', '/keys', { name: 'Monitor', scopes })).body;
    const asKey = { authorization: `Bearer ${key}` };

    const [letter] = (await ask('GET', '/dead-letters')).body.items;
    assert.deepEqual([letter.task, letter.ofInstallation], ['cleanup_old_messages', true]);
    assert.equal((await ask('GET', '/queue')).body.deadLetters, 1);
    assert.deepEqual((await ask('GET', '/dead-letters', undefined, asKey)).body.items, []);
    assert.equal((await ask('GET', '/queue', undefined, asKey)).body.deadLetters, 0);
    const path = `/dead-letters/${letter.id}/resolution`;
    assert.equal((await ask('PUT', path, { resolution: 'retried' }, asKey)).status, 404);

    assert.equal((await ask('PUT', path, { resolution: 'retried' })).body.resolution, 'retried');
    assert.equal((await ask('GET', '/dead-letters')).body.items.length, 0);
  });

  describe('settings of the business', () => {
    test('change what is named and leave the rest', async () => {
      const before = (await ask('GET', '/business')).body;
      const change = {
        name: 'Demo Shop & Co',
        contactCard: { hours: 'Mon–Sat 9–18' },
        languages: ['en', 'pt-BR'],
        timeZone: 'America/Lima',
      };
      const { body } = await ask('PATCH', '/business', change);
      assert.deepEqual(body, { ...before, ...change, contactCard: { ...before.contactCard, ...change.contactCard } });
      assert.equal((await ask('GET', '/business')).body.name, 'Demo Shop & Co');
      await ask('PATCH', '/business', {
        name: before.name,
        languages: before.languages,
        timeZone: before.timeZone,
        contactCard: { hours: '' },
      });
      assert.equal((await ask('GET', '/business')).body.contactCard.hours, undefined);
    });

    test('refuse what is none', async () => {
      for (const wrong of [
        { timeZone: 'Mars/Olympus' },
        { currency: 'ABC' },
        { country: 'ZZ' },
        { languages: [] },
        { languages: ['en', 'en'] },
        { name: ' ' },
      ])
        assert.equal((await ask('PATCH', '/business', wrong)).status, 400, JSON.stringify(wrong));
      assert.equal(kindOf(await ask('PATCH', '/business', { flow: 'nothing' })), 'flow-unknown');
    });

    test('let a flow answer that the business wrote itself, once it is published', async () => {
      const before = (await ask('GET', '/business')).body.flow;
      const source =
        'version: 1\nname: kiosk\nlanguages: [en]\nstart: main\nnodes:\n  main: { type: menu, text: Closed for today., options: [{ id: over, title: Bye, next: over }] }\n  over: { type: end, text: Bye. }\n';
      await ask('PUT', '/flows/kiosk/draft', { source });
      assert.equal(kindOf(await ask('PATCH', '/business', { flow: 'kiosk' })), 'flow-unknown');
      assert.equal((await ask('POST', '/flows/kiosk/versions', {})).status, 201);
      assert.equal((await ask('PATCH', '/business', { flow: 'kiosk' })).body.flow, 'kiosk');
      assert.equal((await ask('PATCH', '/business', { flow: before })).body.flow, before);
    });
  });

  test('tell an integrator what happens, from the phone to their server', async () => {
    const { body: endpoint } = await ask('POST', '/webhooks', { url: hooks, events: ['message.received'] });
    const ana = t.phone(ANA, 'Ana Torres');
    ana.says('Do you have hoodies?', { to: t.shop });
    await until(() => told.length > 0);
    const [{ headers, body }] = told as [(typeof told)[0]];
    // Its own check of the time included.
    const event = new Webhook(endpoint.secret).verify(body, headers) as Json;
    assert.equal(event.data.message.content.body, 'Do you have hoodies?');
    await until(
      async () => (await ask('GET', `/webhooks/${endpoint.id}/deliveries?state=delivered`)).body.items.length === 1,
    );
    const { items } = (await ask('GET', '/audit')).body;
    assert.ok(items.some(({ action }: Json) => action === 'webhook.created'));
    assert.equal((await ask('DELETE', `/webhooks/${endpoint.id}`)).status, 200);
  });

  describe('the reference', () => {
    test('stands at /docs, without inline code', async () => {
      const page = await fetch(`${t.origin}/docs`);
      assert.equal(page.status, 200);
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'/);
      const html = await page.text();
      assert.doesNotMatch(html, /<script(?![^>]*src=)[^>]*>|<style|style="|onload=/);
      const script = /src="([^"]+swagger-initializer\.js)"/.exec(html)?.[1];
      assert.equal((await fetch(new URL(script!, `${t.origin}/docs`))).status, 200);
    });

    test('says what each group of the API is for', async () => {
      const { body } = await ask('GET', '/openapi.json');
      const operations = Object.values(body.paths as Record<string, Record<string, { tags?: string[] }>>);
      const used = operations.flatMap((path) => Object.values(path).flatMap(({ tags }) => tags ?? ['none']));
      const said = (body.tags as { name: string }[]).map(({ name }) => name);
      assert.deepEqual([...new Set(used)].sort(), said.toSorted());
    });

    test('describes the webhooks we send', async () => {
      const { body } = await ask('GET', '/openapi.json');
      assert.equal(body.openapi, '3.1.0');
      assert.ok(body.webhooks['order.placed'].post.requestBody);
      assert.deepEqual(await (await fetch(`${t.origin}/docs/json`)).json(), body);
    });
  });

  describe('compatible routes', () => {
    const whatsapp = async (path: string, body?: unknown) => {
      const response = await fetch(`${t.origin}/api/whatsapp${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${t.operatorKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: response.status, body: (await response.json()) as Json };
    };

    test('send, list messages and contacts, and tell their health', async () => {
      const sent = await whatsapp('/send', { phone_number: ANA, message: 'Hello from the till' });
      assert.deepEqual([sent.status, sent.body.success, sent.body.status], [200, true, 'queued']);
      const { messages } = (await whatsapp(`/messages?phone_number=${encodeURIComponent(ANA)}`)).body;
      assert.ok(
        messages.some(
          ({ message_id, message_text }: Json) =>
            message_id === sent.body.message_id && message_text === 'Hello from the till',
        ),
      );
      const { contacts } = (await whatsapp('/contacts')).body;
      assert.ok(
        contacts.some(({ phone_number, display_name }: Json) => phone_number === ANA && display_name === 'Ana Torres'),
      );
      assert.deepEqual((await whatsapp('/health')).body, { status: 'ok', service: 'whatsapp' });
      assert.equal((await fetch(`${t.origin}/api/whatsapp/contacts`)).status, 401);
      assert.equal((await whatsapp('/send', { phone_number: 'nobody', message: 'x' })).status, 400);
    });

    test('take webhooks as /webhooks/whatsapp does: only signed ones', async () => {
      const response = await fetch(`${t.origin}/api/whatsapp/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      assert.equal(response.status, 401);
    });
  });

  describe('connect a number', () => {
    let other: Awaited<ReturnType<typeof startParlour>>;
    const credentials = {
      phoneNumberId: EMULATED.shop.phoneNumberId,
      accountId: EMULATED.accountId,
      accessToken: EMULATED.access.accessToken,
      appSecret: EMULATED.access.appSecret,
    };
    const there = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      (await other.api(method, path, body, headers)) as { status: number; body: Json };
    const statusOf = (checks: Json[], id: string) => checks.find((check) => check.id === id)?.status;
    before(async () => {
      // Another installation, whose WhatsApp is the emulator of the first.
      other = await startParlour({ EMULATOR: 'off', DEMO: 'on', WHATSAPP_GRAPH_URL: `${t.origin}/emulator` });
    });
    after(() => other.end());

    test('after looking at each credential', async () => {
      const good = (await there('POST', '/channels/checks', credentials)).body;
      assert.deepEqual(good.number.address, '+15550783881');
      assert.deepEqual(
        ['token', 'permissions', 'number', 'secret'].map((id) => statusOf(good.checks, id)),
        ['ok', 'ok', 'ok', 'ok'],
      );

      const wrongToken = (await there('POST', '/channels/checks', { ...credentials, accessToken: 'not the token' }))
        .body;
      assert.deepEqual([statusOf(wrongToken.checks, 'token'), wrongToken.number], ['failed', null]);
      const wrongSecret = (await there('POST', '/channels/checks', { ...credentials, appSecret: 'not the secret' }))
        .body;
      assert.equal(statusOf(wrongSecret.checks, 'secret'), 'failed');
      const refused = await there('POST', '/channels', { ...credentials, accessToken: 'not the token' });
      assert.deepEqual([refused.status, kindOf(refused)], [422, 'channel-not-working']);
      assert.ok(!JSON.stringify(refused.body).includes('not the token'));
    });

    test('that works: its secrets are encrypted and never shown', async () => {
      const made = await there('POST', '/channels', { ...credentials, name: 'Our number' });
      assert.equal(made.status, 201);
      assert.deepEqual([made.body.channel.name, made.body.channel.address], ['Our number', '+15550783881']);
      assert.ok(made.body.verifyToken.length >= 32);
      const { items: known } = (await there('GET', '/templates')).body;
      assert.ok(known.length > 0, 'its templates are there at once');
      const everything = JSON.stringify([
        (await there('GET', '/channels')).body,
        await other.rows('select * from channels'),
        (await there('GET', '/audit')).body,
      ]);
      for (const secret of [credentials.accessToken, credentials.appSecret, made.body.verifyToken])
        assert.ok(!everything.includes(secret));

      const challenge = await fetch(
        `${other.origin}/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${made.body.verifyToken}`,
      );
      assert.equal(await challenge.text(), '42');
      assert.equal(kindOf(await there('POST', '/channels', credentials)), 'number-taken');
      assert.equal(
        kindOf(await there('POST', '/channels', credentials, { 'x-business': 'demo-factory' })),
        'number-taken',
      );
    });

    test('whose credentials and name change later', async () => {
      const [channel] = (await there('GET', '/channels')).body.items;
      assert.equal((await there('PATCH', `/channels/${channel.id}`, { name: 'Till' })).body.name, 'Till');
      assert.equal(
        (await there('PUT', `/channels/${channel.id}/credentials`, { accessToken: 'not the token' })).status,
        422,
      );
      await other.rows(`update channels set status = 'reauth_required'`);
      const renewed = await there('PUT', `/channels/${channel.id}/credentials`, {
        accessToken: credentials.accessToken,
      });
      assert.deepEqual([renewed.status, renewed.body.channel.status], [200, 'active']);
      assert.equal((await there('PUT', `/channels/${channel.id}/subscription`)).body.subscribed, true);
      assert.equal(
        (await there('PUT', `/channels/${channel.id}/subscription`, undefined, { 'x-business': 'demo-factory' }))
          .status,
        404,
      );
      const { verifyToken } = (await there('POST', `/channels/${channel.id}/verify-tokens`)).body;
      assert.equal(
        (
          await fetch(
            `${other.origin}/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${verifyToken}`,
          )
        ).status,
        200,
      );
      const actions = (await there('GET', '/audit')).body.items.map(({ action }: Json) => action);
      assert.ok(
        ['channel.created', 'channel.changed', 'channel.credentials', 'channel.subscribed'].every((action) =>
          actions.includes(action),
        ),
      );
    });
  });
});

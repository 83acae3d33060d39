import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Bubble } from '../../emulator/src/phone-api.ts';
import { until } from './desk.ts';
import { startParlour } from './parlour.ts';

/** Everything a message says, for a regular expression to look at. */
const words = ({ content }: Bubble): string => JSON.stringify(content);

describe('a customer of the demo shop', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  let ana: ReturnType<typeof t.phone>;
  before(async () => {
    t = await startParlour();
    ana = t.phone('+16505551234', 'Ana Torres');
  });
  after(() => t.end());

  const says = async (text: string) => {
    ana.says(text, { to: t.shop });
    return words(await ana.next({ to: t.shop }));
  };
  const taps = async (title: string) => {
    ana.taps(title, { to: t.shop });
    return words(await ana.next({ to: t.shop }));
  };

  test('is greeted with the menu', async () => {
    assert.match(await says('hi'), /Browse products/);
  });

  test('asks what there is and sees prices and stock from the tables', async () => {
    assert.match(await says('Do you have hoodies?'), /Hoodie.*\$45\.00/);
  });

  test('orders in words, changes the order, confirms, and gets a number', async () => {
    assert.match(await says('Buy 1 size L black hoodie'), /1 × Classic Hoodie \(L, black\).*\$45\.00/);
    assert.match(await says('no, make that 2'), /2 × Classic Hoodie.*\$90\.00/);
    const [before] = await t.rows<{ on_hand: number }>(`select on_hand from variants where sku = 'HOOD-L-BLACK'`);
    assert.match(await taps('Place the order'), /order number is \*1004\*/);

    const [stock] = await t.rows<{ on_hand: number }>(`select on_hand from variants where sku = 'HOOD-L-BLACK'`);
    assert.equal(before!.on_hand - stock!.on_hand, 2);
    const [order] = await t.rows(`select state, amount::int, currency from orders where number = 1004`);
    assert.deepEqual(order, { state: 'confirmed', amount: 9_000, currency: 'USD' });
  });

  test('asks where it is, and hears when somebody moves it on', async () => {
    assert.match(await says('where is my order?'), /1004.*confirmed/);

    const moved = await t.api('PUT', '/orders/1004/state', { state: 'shipped' });
    assert.equal(moved.status, 200);
    assert.match(words(await ana.next({ to: t.shop })), /#1004 is on its way/);
  });

  test('sees blue ticks on what was answered', async () => {
    await until(() =>
      ana
        .messages({ to: t.shop })
        .some(({ content, ticks }) => content.type === 'text' && content.body === 'hi' && ticks === 'read'),
    );
  });

  test('gets a person who is asked for, and the bot is silent until the conversation is given back', async () => {
    assert.match(await says('human'), /somebody|person/i);
    ana.says('are you there?', { to: t.shop });
    await until(async () => (await t.rows(`select from conversations where unread >= 2`)).length === 1);
    const [conversation] = await t.rows<{ id: string }>(`select id from conversations where waiting_since is not null`);

    const sent = await t.api('POST', '/messages', { to: '+1 650 555 1234', text: 'Hello, this is Maria.' });
    assert.equal(sent.status, 202);
    assert.match(words(await ana.next({ to: t.shop })), /this is Maria/);

    await t.api('PUT', `/conversations/${conversation!.id}/assignment`, { to: 'bot' });
    assert.match(await says('menu'), /Browse products/);
  });

  test('leaves a trace of why the bot said what it said', async () => {
    const { body } = await t.api('GET', '/messages?phone=%2B16505551234&limit=100');
    const replies = body.items.filter(({ author }) => author === 'bot');
    assert.ok(replies.length > 5);
    for (const reply of replies) assert.equal(reply.trace.flow, 'shop');
  });
});

describe('a customer of the demo factory', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    t = await startParlour();
  });
  after(() => t.end());

  test('reads orders, the schedule and the lines, and reports a defect with a photo', async () => {
    const ben = t.phone('+447400123456', 'Ben Okafor');
    const hears = async () => words(await ben.next({ to: t.factory }));
    ben.says('menu', { to: t.factory });
    assert.match(await hears(), /Check order status/);
    ben.chooses('Production schedule', { to: t.factory });
    await hears();
    ben.chooses('Today', { to: t.factory });
    assert.match(await hears(), /of \d+ made|nothing is planned/i);
    ben.says('menu', { to: t.factory });
    await hears();
    ben.chooses('Report defect', { to: t.factory });
    await hears();
    ben.chooses('Report a new defect', { to: t.factory });
    await hears();
    const photo = Buffer.from(
      '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AfwD/2Q==',
      'base64',
    );
    ben.sendsFile('image', photo, 'image/jpeg', { to: t.factory, caption: 'the leg of table 1001 is cracked' });
    assert.match(await hears(), /Defect ID: \*2\*/);

    const [ticket] = await t.rows<{
      description: string;
      media_ids: string[];
    }>(`select description, media_ids from tickets where contact_id in
      (select contact_id from contact_identities where value = '+447400123456')`);
    assert.equal(ticket!.media_ids.length, 1);
    await until(
      async () =>
        (await t.rows(`select from media where id = '${ticket!.media_ids[0]}' and status = 'stored'`)).length === 1,
    );
    const file = await fetch(`${t.origin}/api/v1/media/${ticket!.media_ids[0]}`, {
      headers: { authorization: `Bearer ${t.operatorKey}`, 'x-business': 'demo-factory' },
    });
    assert.equal(file.headers.get('content-type'), 'image/jpeg');
    assert.deepEqual(Buffer.from(await file.arrayBuffer()), photo);
  });

  test('is answered in Spanish when they write Spanish', async () => {
    const chiara = t.phone('+393471234567', 'Chiara Rossi');
    chiara.says('hola, quiero ver el menú', { to: t.factory });
    assert.match(words(await chiara.next({ to: t.factory })), /Estado de mis pedidos/);
  });
});

describe('the API', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    t = await startParlour();
  });
  after(() => t.end());

  test('wants the operator key', async () => {
    for (const authorization of ['', 'Bearer wrong', `Bearer ${t.operatorKey}x`]) {
      const response = await fetch(`${t.origin}/api/v1/contacts`, { headers: { authorization } });
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    }
  });

  test('keeps businesses apart: an id of another one is not there', async () => {
    const [order] = await t.rows<{ id: string }>(
      `select p.id from products p join businesses b on b.id = p.business_id where b.slug = 'demo-factory' limit 1`,
    );
    assert.equal((await t.api('GET', `/products/${order!.id}`)).status, 404);
    assert.equal(
      (await t.api('GET', `/products/${order!.id}`, undefined, { 'x-business': 'demo-factory' })).status,
      200,
    );
    assert.equal((await t.api('GET', '/contacts', undefined, { 'x-business': 'nobody' })).status, 404);
  });

  test('sends once per Idempotency-Key', async () => {
    const send = (text: string) =>
      t.api(
        'POST',
        '/messages',
        { to: '+16505551234', content: { type: 'template', name: 'hello_world', language: 'en_US' } },
        { 'idempotency-key': text },
      );
    const [first, second] = [await send('k1'), await send('k1')];
    assert.equal(first.status, 202);
    assert.deepEqual(second.body, first.body);
    assert.equal((await t.rows(`select from messages where content ->> 'type' = 'template'`)).length, 1);
  });

  test('refuses what WhatsApp would refuse, before it is sent, and says what to change', async () => {
    const tooLong = await t.api('POST', '/messages', {
      to: '+16505551234',
      content: { type: 'buttons', body: 'x', buttons: [{ id: '1', title: 'far too long for a button' }] },
    });
    assert.equal(tooLong.status, 422);
    assert.equal(tooLong.body.type, '/problems/message-breaks-limits');
    const closed = await t.api('POST', '/messages', { to: '+16505550000', text: 'hello stranger' });
    assert.equal(closed.status, 409);
    assert.equal(closed.body.type, '/problems/service-window-closed');
  });

  for (const [what, path] of [
    ['a bad cursor', '/orders?cursor=nonsense'],
    ['a limit out of range', '/orders?limit=100000'],
    ['a repeated parameter', '/orders?limit=1&limit=2'],
    ['an id that is none', '/products/1%00'],
    ['a number too large', '/orders/99999999999999999999999'],
  ] as const) {
    test(`answers ${what} with a problem, never with 500`, async () => {
      const { status, body } = await t.api('GET', path);
      assert.ok(status >= 400 && status < 500, `${status}`);
      assert.match(body.type, /^\/problems\//);
    });
  }

  test('describes itself', async () => {
    const { body } = await t.api('GET', '/openapi.json');
    assert.equal(body.openapi, '3.1.0');
    for (const path of [
      '/api/v1/messages',
      '/api/v1/contacts',
      '/api/v1/products',
      '/api/v1/orders',
      '/api/v1/orders/{number}',
      '/api/v1/health',
    ]) {
      assert.ok(body.paths[path], path);
    }
  });
});

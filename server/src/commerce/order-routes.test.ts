import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { noNumber, openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { contactIdentities } from '../contacts/schema.ts';
import { newId } from '../platform/id.ts';
import { commerceRoutes } from './index.ts';

describe('orders at the desk', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let other: Awaited<ReturnType<typeof openShop>>;
  let app: FastifyInstance;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    other = await openShop(t.ctx, 'other-shop');
    app = await apiOf(t.ctx, commerceRoutes(t.ctx, noNumber(t.ctx)));
    const identity = {
      businessId: shop.businessId,
      contactId: shop.omar,
      kind: 'phone' as const,
      value: '+16505551234',
    };
    await t.ctx.db.insert(contactIdentities).values(identity);
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object, headers = {}) => {
    const all = { 'x-business': 'corner-shop', ...headers };
    const answer = await app.inject({ method, url, headers: all, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
  const numbers = async (query: string) =>
    (await ask('GET', `/orders?${query}`)).body.items.map(({ number }: { number: number }) => number);
  const mug = (contactId: string, more = {}) => ({ contactId, lines: [{ variantId: shop.mug, quantity: 1 }], ...more });

  test('are written down for a customer at the prices of the shop', async () => {
    const { status, body } = await ask('POST', '/orders', mug(shop.sheena, { note: 'gift wrap' }));
    assert.equal(status, 201);
    assert.deepEqual([body.number, body.state, body.amount, body.note], [1001, 'confirmed', 1_250, 'gift wrap']);
    assert.deepEqual(
      body.history.map(({ state, actor }: Record<string, string>) => `${state} by ${actor}`),
      ['pending by operator', 'confirmed by operator'],
    );
    const draft = await ask('POST', '/orders', mug(shop.omar, { state: 'pending' }));
    assert.equal(draft.body.state, 'pending');
    assert.equal((await ask('GET', `/products/${shop.mugId}`)).body.variants[0].onHand, 3, 'a draft holds its items');
  });

  test('are not written down for nobody, for nothing, or beyond the stock', async () => {
    assert.equal((await ask('POST', '/orders', mug(newId()))).body.type, '/problems/contact-not-found');
    assert.equal((await ask('POST', '/orders', mug(other.sheena))).status, 404);
    assert.equal((await ask('POST', '/orders', { contactId: shop.sheena, lines: [] })).status, 400);
    const many = { contactId: shop.sheena, lines: [{ variantId: shop.mug, quantity: 9 }] };
    assert.deepEqual((await ask('POST', '/orders', many)).body.available, 3);
    const foreign = { contactId: shop.sheena, lines: [{ variantId: other.mug, quantity: 1 }] };
    assert.equal((await ask('POST', '/orders', foreign)).body.type, '/problems/variant-not-found');
  });

  test('are found by number, name, phone, day and view', async () => {
    assert.deepEqual(await numbers('search=%231002'), [1002]);
    assert.deepEqual(await numbers('search=shée'), [1001]);
    assert.deepEqual(await numbers('search=555-1234'), [1002]);
    assert.deepEqual(await numbers('search=%25'), []);
    assert.deepEqual(await numbers('view=unconfirmed'), [1002]);
    assert.deepEqual(await numbers('view=to-fulfil'), [1001]);
    assert.deepEqual(await numbers('from=2026-03-02&to=2026-03-02'), [1002, 1001]);
    assert.deepEqual(await numbers('from=2026-03-03'), []);
    assert.equal((await ask('GET', '/orders?search=1002')).body.items[0].contact.phone, '+16505551234');
  });

  test('that are past their day and still here are a problem', async () => {
    await ask('PATCH', '/orders/1001', { expectedOn: '2026-03-01' });
    assert.deepEqual(await numbers('view=problems'), [1001]);
    assert.deepEqual((await ask('GET', '/orders/1001')).body.troubles, ['late']);
    assert.deepEqual((await ask('GET', '/orders/counts')).body, {
      unconfirmed: 1,
      toFulfil: 1,
      shipped: 0,
      problems: 1,
    });
  });

  test('change for who saw them as they are, and for nobody else', async () => {
    const { body: seen } = await ask('GET', '/orders/1001');
    t.clockMovesBy(1_000);
    const shipment = { carrier: 'DHL', trackingNumber: 'JD01' };
    const first = await ask('PUT', '/orders/1001/state', { state: 'shipped', ...shipment, updatedAt: seen.updatedAt });
    assert.equal(first.status, 200);
    assert.deepEqual([first.body.carrier, first.body.trackingNumber], ['DHL', 'JD01']);

    const second = await ask('PUT', '/orders/1001/state', { state: 'cancelled', updatedAt: seen.updatedAt });
    assert.deepEqual([second.status, second.body.type, second.body.state], [409, '/problems/order-changed', 'shipped']);
    const edit = await ask('PATCH', '/orders/1001', { carrier: 'UPS', updatedAt: seen.updatedAt });
    assert.equal(edit.status, 409);
    assert.deepEqual(await numbers('search=jd01'), [1001]);
  });

  test('move on together, each for itself', async () => {
    const { body } = await ask('POST', '/orders/state-changes', { numbers: [1001, 1002, 4711], state: 'shipped' });
    assert.deepEqual(
      body.results.map(({ number, outcome, problem }: Record<string, unknown>) => [
        number,
        outcome,
        problem && (problem as { kind: string }).kind,
      ]),
      [
        [1001, 'unchanged', null],
        [1002, 'changed', null],
        [4711, 'refused', 'order-not-found'],
      ],
    );
  });

  test('that are cancelled give their items back, or not when they cannot be sold again', async () => {
    const onHand = async () => (await ask('GET', `/products/${shop.mugId}`)).body.variants[0].onHand;
    const before = await onHand();
    const [kept, broken] = [await ask('POST', '/orders', mug(shop.omar)), await ask('POST', '/orders', mug(shop.omar))];
    await ask('PUT', `/orders/${kept.body.number}/state`, { state: 'cancelled' });
    await ask('PUT', `/orders/${broken.body.number}/state`, { state: 'cancelled', restock: false });
    assert.equal(await onHand(), before - 1);
  });

  test('have notes of the team, and everything is written down', async () => {
    const { body } = await ask('POST', '/orders/1001/notes', { text: 'Called, comes on Friday' });
    assert.deepEqual(
      body.notes.map(({ text, authorName }: Record<string, unknown>) => [text, authorName]),
      [['Called, comes on Friday', null]],
    );
    const { rows } = await t.ctx.db.$client.query(
      "select before, after from audit_log where action = 'order.state' and subject = '1001'",
    );
    assert.deepEqual(rows, [{ before: { state: 'confirmed' }, after: { state: 'shipped' } }]);
  });

  test('say before they move what the customer would read, and why they read nothing', async () => {
    const { status, body } = await ask('GET', '/orders/1001/notice?state=delivered');
    assert.equal(status, 200);
    assert.deepEqual([body.way, body.text, body.reason], ['none', null, 'channel-not-found']);
    assert.equal((await ask('GET', '/orders/1001/notice?state=confirmed')).status, 409);
    assert.equal((await ask('GET', '/orders/4711/notice?state=shipped')).status, 404);
  });

  test('are a file, too', async () => {
    const headers = { 'x-business': 'corner-shop' };
    const { body, statusCode } = await app.inject({ url: '/orders.csv?view=shipped', headers });
    assert.equal(statusCode, 200);
    const lines = body.trim().split('\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1]!, /^1002,shipped,2026-03-02 07:00,Omar,'\+16505551234,1 × Mug,12\.50,USD,2026-03-07,,,$/);
  });

  test('asked for twice with one key are written down once', async () => {
    const once = { 'idempotency-key': 'k' };
    const body = { contactId: shop.sheena, lines: [{ variantId: shop.largeHoodie, quantity: 1 }] };
    const [first, second] = [await ask('POST', '/orders', body, once), await ask('POST', '/orders', body, once)];
    assert.equal(second.body.number, first.body.number);
  });

  test('decided by two people at once go one way, and the other is told', async () => {
    const { body } = await ask('POST', '/orders', {
      contactId: shop.omar,
      lines: [{ variantId: shop.largeHoodie, quantity: 1 }],
    });
    t.clockMovesBy(1_000);
    const decide = (state: string) => ask('PUT', `/orders/${body.number}/state`, { state, updatedAt: body.updatedAt });
    const answers = await Promise.all([decide('shipped'), decide('cancelled')]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });

  test('of another business are like none', async () => {
    for (const [method, url, payload] of [
      ['GET', '/orders/1001', undefined],
      ['PUT', '/orders/1001/state', { state: 'shipped' }],
      ['PATCH', '/orders/1001', { note: 'x' }],
      ['POST', '/orders/1001/notes', { text: 'x' }],
      ['POST', '/orders/1001/tracking-links', undefined],
    ] as const)
      assert.equal((await ask(method, url, payload, { 'x-business': 'other-shop' })).status, 404, url);
  });

  test('get other items while they are here: stock and total follow, and a note says so', async () => {
    const onHand = async () =>
      Object.fromEntries(
        (await ask('GET', '/products?limit=50')).body.items.flatMap(({ variants }: { variants: { id: string }[] }) =>
          variants.map((variant) => [variant.id, (variant as { id: string; onHand?: number }).onHand]),
        ),
      );
    const order = (await ask('POST', '/orders', mug(shop.sheena))).body;
    const before = await onHand();
    const other = Object.keys(before).find((id) => id !== shop.mug && Number(before[id]) >= 2)!;
    const wanted = { lines: [{ variantId: other, quantity: 2 }], updatedAt: order.updatedAt };
    const changed = await ask('PUT', `/orders/${order.number}/lines`, wanted);
    assert.equal(changed.status, 200);
    const [line] = changed.body.lines;
    assert.deepEqual([line.variantId, line.quantity, changed.body.amount], [other, 2, 2 * line.amount]);
    const after = await onHand();
    assert.deepEqual([after[shop.mug] - before[shop.mug], after[other] - before[other]], [1, -2]);
    assert.match(changed.body.notes[0].text, /^\+2 .+, −1 .+\n\$12\.50 → \$/);

    const old = { ...wanted, updatedAt: '2020-01-01T00:00:00Z' };
    const late = await ask('PUT', `/orders/${order.number}/lines`, old);
    assert.equal(late.body.type, '/problems/order-changed', 'whoever saw an older order decides again');
    const greedy = { lines: [{ variantId: shop.mug, quantity: 9_999 }] };
    assert.equal((await ask('PUT', `/orders/${order.number}/lines`, greedy)).body.type, '/problems/out-of-stock');
    assert.deepEqual(await onHand(), after);
    await ask('PUT', `/orders/${order.number}/state`, { state: 'cancelled', notify: false });
    const gone = await ask('PUT', `/orders/${order.number}/lines`, { lines: wanted.lines });
    assert.equal(gone.body.type, '/problems/order-not-changeable');
    assert.deepEqual(await onHand(), { ...after, [other]: after[other] + 2 });
  });
});

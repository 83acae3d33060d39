import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { noNumber, openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { commerceRoutes, placeOrder } from './index.ts';

describe('the catalogue, edited', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let other: Awaited<ReturnType<typeof openShop>>;
  let app: FastifyInstance;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    other = await openShop(t.ctx, 'other-shop');
    app = await apiOf(t.ctx, commerceRoutes(t.ctx, noNumber(t.ctx)));
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers = {},
  ) => {
    const all = { 'x-business': 'corner-shop', ...headers };
    const answer = await app.inject({ method, url, headers: all, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
  const scarf = {
    name: 'Wool Scarf',
    options: { color: ['red', 'blue'] },
    variants: [
      { sku: 'SCARF-R', options: { color: 'red' }, amount: 2_500, onHand: 4 },
      { sku: 'SCARF-B', options: { color: 'blue' }, amount: 2_500 },
    ],
  };

  test('takes a new product in, with what was counted of it', async () => {
    const { status, body } = await ask('POST', '/products', scarf);

    assert.equal(status, 201);
    assert.equal(body.handle, 'wool-scarf');
    assert.deepEqual(
      body.variants.map(({ sku, onHand, currency }: Record<string, unknown>) => [sku, onHand, currency]),
      [
        ['SCARF-R', 4, 'USD'],
        ['SCARF-B', 0, 'USD'],
      ],
    );
    const moves = await ask('GET', `/variants/${body.variants[0].id}/stock-moves`);
    assert.deepEqual(
      moves.body.items.map(({ quantity, reason }: Record<string, unknown>) => [quantity, reason]),
      [[4, 'count']],
    );
  });

  test('gives a second product of the same name an address of its own, and no SKU away twice', async () => {
    const again = await ask('POST', '/products', { ...scarf, variants: [{ ...scarf.variants[0], sku: 'SCARF-2' }] });
    assert.equal(again.body.handle, 'wool-scarf-2');
    const taken = await ask('POST', '/products', { ...scarf, name: 'Another' });
    assert.deepEqual([taken.status, taken.body.type, taken.body.sku], [409, '/problems/sku-taken', 'SCARF-R']);
    const named = await ask('POST', '/products', { ...scarf, handle: 'wool-scarf' });
    assert.equal(named.body.type, '/problems/handle-taken');
    assert.equal((await ask('GET', '/products?search=another')).body.items.length, 0);
  });

  test('refuses items that do not fit the options of their product', async () => {
    const wrong = { ...scarf, name: 'Wrong', variants: [{ sku: 'W', options: { color: 'green' }, amount: 1 }] };
    assert.equal((await ask('POST', '/products', wrong)).body.type, '/problems/options-not-fitting');
    const twice = [
      { sku: 'A', options: { color: 'red' }, amount: 1 },
      { sku: 'B', options: { color: 'red' }, amount: 1 },
    ];
    assert.equal((await ask('POST', '/products', { ...wrong, variants: twice })).status, 422);
    assert.equal((await ask('PATCH', `/products/${shop.hoodieId}`, { options: { size: ['L'] } })).status, 422);
  });

  test('changes a price once, and does not overwrite who was faster', async () => {
    const { body: before } = await ask('GET', `/products/${shop.mugId}`);
    const seen = before.variants[0].updatedAt;
    t.clockMovesBy(1_000);
    const { body: after } = await ask('PATCH', `/variants/${shop.mug}`, { amount: 1_500, updatedAt: seen });
    assert.equal(after.variants[0].amount, 1_500);

    const late = await ask('PATCH', `/variants/${shop.mug}`, { amount: 900, updatedAt: seen });
    assert.equal(late.status, 409);
    assert.equal(late.body.type, '/problems/product-changed');
    assert.equal(late.body.updatedAt, after.variants[0].updatedAt);
  });

  test('counts stock against what was shown, and says what is there when it changed', async () => {
    const lines = [{ variantId: shop.mug, quantity: 1 }];
    const order = { businessId: shop.businessId, contactId: shop.sheena, conversationId: null, lines };
    await t.ctx.db.transaction((tx) => placeOrder(t.ctx, tx, order));

    const stale = await ask('PUT', `/variants/${shop.mug}/stock`, { onHand: 9, was: 5 });
    assert.deepEqual([stale.status, stale.body.type, stale.body.onHand], [409, '/problems/stock-changed', 4]);
    t.clockMovesBy(1_000);
    const counted = await ask('PUT', `/variants/${shop.mug}/stock`, { onHand: 9, was: 4 });
    assert.equal(counted.body.variants[0].onHand, 9);
    assert.deepEqual(counted.body.promised, { [shop.mug]: 1 });
    const { body: moves } = await ask('GET', `/variants/${shop.mug}/stock-moves`);
    assert.deepEqual(
      moves.items.map(({ quantity, reason, orderNumber }: Record<string, unknown>) => [quantity, reason, orderNumber]),
      [
        [5, 'count', null],
        [-1, 'order', 1001],
      ],
    );
  });

  test('counted by two people at once is counted once', async () => {
    const counts = [21, 22].map((onHand) => ask('PUT', `/variants/${shop.largeHoodie}/stock`, { onHand, was: 10 }));
    const answers = await Promise.all(counts);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  });

  test('lists what is running out', async () => {
    await ask('PATCH', `/products/${shop.hoodieId}`, { lowStockAt: 2 });
    const { body } = await ask('GET', '/products?stock=low&search=hoodie');
    assert.deepEqual(
      body.items.map(({ name }: { name: string }) => name),
      ['Hoodie'],
    );
    await ask('PATCH', `/products/${shop.hoodieId}`, { lowStockAt: 1 });
    assert.equal((await ask('GET', '/products?stock=low&search=hoodie')).body.items.length, 0);
  });

  test('takes a product off sale and puts it back', async () => {
    await ask('PATCH', `/products/${shop.mugId}`, { archived: true });
    assert.equal((await ask('GET', '/products?search=mug')).body.items.length, 0);
    assert.equal((await ask('GET', '/products?search=mug&archived=only')).body.items.length, 1);
    const { body } = await ask('PATCH', `/products/${shop.mugId}`, { archived: false });
    assert.equal(body.archivedAt, null);
  });

  test('copies a product with items of its own and nothing in stock', async () => {
    const { status, body } = await ask('POST', `/products/${shop.hoodieId}/copies`);
    assert.equal(status, 201);
    assert.equal(body.handle, 'hoodie-copy');
    assert.notEqual(body.archivedAt, null);
    assert.deepEqual(
      body.variants.map(({ sku, onHand }: Record<string, unknown>) => [sku, onHand]),
      [
        ['HOOD-S-COPY', 0],
        ['HOOD-L-COPY', 0],
      ],
    );
  });

  test('removes an item nobody ordered, and keeps one that was', async () => {
    const { body: hoodie } = await ask('DELETE', `/variants/${shop.smallHoodie}`);
    assert.equal(hoodie.variants.length, 1);
    assert.equal((await ask('DELETE', `/variants/${shop.largeHoodie}`)).body.type, '/problems/last-variant');
    assert.equal((await ask('DELETE', `/variants/${shop.mug}`)).status, 409);
    await ask('POST', `/products/${shop.mugId}/variants`, { sku: 'MUG-2', amount: 1 });
    assert.equal((await ask('GET', `/products/${shop.mugId}`)).body.variants.length, 1, 'the same options twice');
  });

  test('writes down who changed what', async () => {
    const { rows } = await t.ctx.db.$client.query(
      "select actor_kind, before, after from audit_log where action = 'variant.edit'",
    );
    assert.deepEqual(rows, [{ actor_kind: 'operator', before: { amount: 1_250 }, after: { amount: 1_500 } }]);
  });

  test('does a write once per key', async () => {
    const once = { 'idempotency-key': 'one' };
    const body = { ...scarf, name: 'Once', variants: [{ sku: 'ONCE', options: { color: 'red' }, amount: 1 }] };
    const [first, second] = [await ask('POST', '/products', body, once), await ask('POST', '/products', body, once)];
    assert.deepEqual(second, first);
    assert.equal((await ask('GET', '/products?search=ONCE')).body.items.length, 1);
  });

  test('of another business is like none', async () => {
    const urls = [
      ['PATCH', `/products/${other.mugId}`, { name: 'X' }],
      ['POST', `/products/${other.mugId}/copies`, undefined],
      ['POST', `/products/${other.mugId}/variants`, { sku: 'X', amount: 1 }],
      ['PATCH', `/variants/${other.mug}`, { amount: 1 }],
      ['DELETE', `/variants/${other.mug}`, undefined],
      ['PUT', `/variants/${other.mug}/stock`, { onHand: 1 }],
      ['GET', `/variants/${other.mug}/stock-moves`, undefined],
    ] as const;
    for (const [method, url, payload] of urls) assert.equal((await ask(method, url, payload)).status, 404, url);
  });
});

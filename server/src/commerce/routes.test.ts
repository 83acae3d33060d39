import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { noNumber, openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { newId } from '../platform/id.ts';
import { commerceRoutes, placeOrder } from './index.ts';

describe('the API of the shop', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let other: Awaited<ReturnType<typeof openShop>>;
  let app: FastifyInstance;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    other = await openShop(t.ctx, 'other-shop');
    app = await apiOf(t.ctx, commerceRoutes(t.ctx, noNumber(t.ctx)));
    for (const { businessId, sheena, mug } of [shop, shop, other]) {
      const lines = [{ variantId: mug, quantity: 1 }];
      await t.ctx.db.transaction((tx) =>
        placeOrder(t.ctx, tx, { businessId, contactId: sheena, conversationId: null, lines }),
      );
    }
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const get = async (url: string, business = 'corner-shop') => {
    const answer = await app.inject({ url, headers: { 'x-business': business } });
    return { status: answer.statusCode, body: answer.json() };
  };
  const put = async (url: string, payload: object) => {
    const answer = await app.inject({ method: 'PUT', url, payload, headers: { 'x-business': 'corner-shop' } });
    return { status: answer.statusCode, body: answer.json() };
  };

  test('lists products with their variants, in the language asked for', async () => {
    const { status, body } = await get('/products?language=es&search=hoodies');

    assert.equal(status, 200);
    assert.equal(body.nextCursor, null);
    assert.deepEqual(
      body.items.map(({ name }: { name: string }) => name),
      ['Sudadera'],
    );
    assert.deepEqual(body.items[0].variants[1], {
      id: shop.largeHoodie,
      productId: shop.hoodieId,
      productName: 'Sudadera',
      name: 'Sudadera (L, black)',
      sku: 'HOOD-L',
      options: { size: 'L', color: 'black' },
      amount: 3_900,
      currency: 'USD',
      onHand: 10,
      updatedAt: body.items[0].variants[1].updatedAt,
    });
  });

  test('shows one product, and not that of another business', async () => {
    assert.equal((await get(`/products/${shop.mugId}`)).body.name, 'Mug');

    const missing = await get(`/products/${newId()}`);
    const foreign = await get(`/products/${other.mugId}`);
    assert.equal(missing.status, 404);
    assert.equal(missing.body.type, '/problems/product-not-found');
    assert.deepEqual({ ...foreign.body, id: '', instance: '' }, { ...missing.body, id: '', instance: '' });
  });

  test('lists orders by state and page', async () => {
    const first = await get('/orders?limit=1');
    const second = await get(`/orders?limit=1&cursor=${first.body.nextCursor}`);

    assert.deepEqual(
      [first, second].map(({ body }) => body.items[0].number),
      [1002, 1001],
    );
    assert.equal(first.body.items[0].createdAt, '2026-03-02T12:00:00.000Z');
    assert.equal(second.body.nextCursor, null);
    assert.deepEqual((await get('/orders?state=shipped')).body.items, []);
    assert.equal((await get(`/orders?contactId=${shop.omar}`)).body.items.length, 0);
  });

  test('moves an order on and shows its history', async () => {
    const { status, body } = await put('/orders/1001/state', { state: 'shipped' });

    assert.equal(status, 200);
    assert.deepEqual(
      body.history.map(({ state }: { state: string }) => state),
      ['pending', 'confirmed', 'shipped'],
    );
    assert.deepEqual((await get('/orders/1001')).body, body);
    assert.equal((await get('/orders/1001', 'other-shop')).body.state, 'confirmed');
  });

  test('refuses a step back as a problem that says where the order can go', async () => {
    const { status, body } = await put('/orders/1001/state', { state: 'pending' });

    assert.equal(status, 409);
    assert.equal(body.type, '/problems/order-state-not-reachable');
    assert.deepEqual(body.reachable, ['delivered']);
    assert.equal((await put('/orders/4711/state', { state: 'shipped' })).status, 404);
  });

  test('answers what it cannot read with 400 and never with 500', async () => {
    const unreadable = [
      '/products?language=%00',
      '/orders?limit=0',
      '/orders?cursor=x',
      '/orders?state=lost',
      '/orders/-1',
      '/orders/1e999',
      '/products/1',
      '/products?cursor=WzFd',
    ];
    for (const url of unreadable) assert.equal((await get(url)).status, 400, url);
    assert.equal((await put('/orders/1001/state', { state: 'lost' })).status, 400);
    assert.equal((await get('/products?search=%00%25&category=%00')).status, 200);
    assert.equal((await get('/orders/9007199254740991')).status, 404);
  });

  test('is described for programs', async () => {
    const { body } = await get('/openapi.json');
    assert.deepEqual(Object.keys(body.paths).sort(), [
      '/orders',
      '/orders.csv',
      '/orders/counts',
      '/orders/state-changes',
      '/orders/{number}',
      '/orders/{number}/lines',
      '/orders/{number}/notes',
      '/orders/{number}/notice',
      '/orders/{number}/state',
      '/orders/{number}/tracking-links',
      '/products',
      '/products.csv',
      '/products/import',
      '/products/{id}',
      '/products/{id}/copies',
      '/products/{id}/variants',
      '/variants/{id}',
      '/variants/{id}/stock',
      '/variants/{id}/stock-moves',
    ]);
  });
});

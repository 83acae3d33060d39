import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { noNumber, openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { contactIdentities } from '../contacts/schema.ts';
import { businesses } from '../platform/schema.ts';
import { commerceRoutes, placeOrder, publicShopRoutes } from './index.ts';

describe('what anybody may see', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let app: FastifyInstance;
  let number: number;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    const other = await openShop(t.ctx, 'other-shop');
    const all = await t.ctx.db.select().from(businesses);
    const parts = noNumber(t.ctx);
    app = await apiOf(t.ctx, async (api) => {
      await api.register(commerceRoutes(t.ctx, parts));
      await api.register(publicShopRoutes(t.ctx, parts, () => all));
    });
    for (const { businessId, sheena, mug } of [shop, other]) {
      const identity = { businessId, contactId: sheena, kind: 'phone' as const, value: '+16505551234' };
      await t.ctx.db.insert(contactIdentities).values(identity);
      const lines = [{ variantId: mug, quantity: 1 }];
      const request = { businessId, contactId: sheena, conversationId: null, lines };
      number = (await t.ctx.db.transaction((tx) => placeOrder(t.ctx, tx, request))).number;
    }
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const get = async (url: string) => {
    const answer = await app.inject({ url });
    return { status: answer.statusCode, body: answer.json() };
  };
  const track = async (body: object, from = '10.0.0.1', business = 'corner-shop') => {
    const url = `/public/${business}/order-tracking`;
    const answer = await app.inject({ method: 'POST', url, payload: body, remoteAddress: from });
    return { status: answer.statusCode, body: answer.json() };
  };

  test('is what is on sale, with prices and whether it is there, and no more', async () => {
    const { status, body } = await get('/public/corner-shop/products?search=mug');
    assert.equal(status, 200);
    assert.deepEqual(body.items, [
      {
        handle: 'mug',
        name: 'Mug',
        description: '',
        category: 'Gifts',
        options: {},
        imageUrl: null,
        variants: [{ sku: 'MUG', name: 'Mug', options: {}, amount: 1_250, currency: 'USD', inStock: true }],
      },
    ]);
    assert.equal((await get('/public/corner-shop/products/hoodie?language=es')).body.name, 'Sudadera');
    assert.equal((await get('/public/corner-shop/products/none')).status, 404);
    assert.equal((await get('/public/nobody/products')).status, 404);
  });

  test('is how an order stands, for who knows number and phone', async () => {
    const { status, body } = await track({ number, phone: '(650) 555-1234' });
    assert.equal(status, 200);
    assert.equal(body.state, 'confirmed');
    assert.deepEqual(body.lines, [{ name: 'Mug', quantity: 1, amount: 1_250 }]);
    assert.doesNotMatch(JSON.stringify(body), /Sheena|contactId|1234/);
  });

  test('says the same about a wrong number and a wrong phone', async () => {
    const { body: wrongNumber } = await track({ number: 99, phone: '+16505551234' }, '10.0.0.2');
    const { body: wrongPhone, status } = await track({ number, phone: '+16505550000' }, '10.0.0.2');
    const { body: noPhone } = await track({ number, phone: 'hello' }, '10.0.0.2');
    assert.equal(status, 404);
    assert.deepEqual({ ...wrongPhone, instance: '' }, { ...wrongNumber, instance: '' });
    assert.deepEqual({ ...noPhone, instance: '' }, { ...wrongNumber, instance: '' });
  });

  test('cannot be found out by trying: addresses and orders are asked so many times only', async () => {
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => track({ number: 5, phone: '+16505550000' }, '10.0.0.3')),
    );
    assert.equal(tries.filter(({ status }) => status === 429).length, 2);
    for (let n = 0; n < 30; n++) await track({ number: 7, phone: '+16505550000' }, `10.0.1.${n}`);
    assert.equal((await track({ number: 7, phone: '+16505550000' }, '10.0.2.1')).status, 429);
  });

  test('is one order behind a signed link, until it expires', async () => {
    const headers = { 'x-business': 'corner-shop' };
    const { url } = (await app.inject({ method: 'POST', url: `/orders/${number}/tracking-links`, headers })).json();
    const token = url.split('/').at(-1);
    assert.match(url, /^https:\/\/shop\.example\/track\/corner-shop\//);
    assert.equal((await get(`/public/corner-shop/order-tracking/${token}`)).body.number, number);

    const other = token.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A'));
    for (const wrong of [other, `${token}x`, 'x', token.toUpperCase()])
      assert.equal((await get(`/public/corner-shop/order-tracking/${wrong}`)).status, 404, wrong);
    assert.equal((await get(`/public/other-shop/order-tracking/${token}`)).status, 404);
    t.clockMovesBy(61 * 86_400_000);
    assert.equal((await get(`/public/corner-shop/order-tracking/${token}`)).body.type, '/problems/link-not-valid');
  });
});

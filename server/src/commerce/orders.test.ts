import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { on } from '../platform/facts.ts';
import type { OrderState } from './api.ts';
import { cancelOrder, changeOrderState, findOrder, orderStateChanged, ordersOf, placeOrder } from './index.ts';
import { listOrders } from './order-list.ts';
import { historyOf } from './orders.ts';
import { variants } from './schema.ts';

describe('an order', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  before(async () => {
    t = await testContext([on(orderStateChanged, 'notice', async () => {})]);
    shop = await openShop(t.ctx);
  });
  after(() => t.end());

  const mugFor = (contactId: string) =>
    t.ctx.db.transaction((tx) => {
      const lines = [{ variantId: shop.mug, quantity: 1 }];
      return placeOrder(t.ctx, tx, { businessId: shop.businessId, contactId, conversationId: null, lines });
    });
  const move = (number: number, state: OrderState) =>
    t.ctx.db.transaction((tx) =>
      changeOrderState(t.ctx, tx, { businessId: shop.businessId, number, state, actor: 'operator' }),
    );
  const cancel = (number: number, contactId: string) =>
    t.ctx.db.transaction((tx) =>
      cancelOrder(t.ctx, tx, { businessId: shop.businessId, contactId, number, actor: 'customer' }),
    );
  const mugsOnHand = async () => (await t.ctx.db.select().from(variants).where(eq(variants.id, shop.mug)))[0]!.onHand;

  test('moves forward and tells who moved it and when', async () => {
    const { id, number } = await mugFor(shop.sheena);
    t.clockMovesTo('2026-03-03T12:00:00Z');
    assert.equal((await move(number, 'shipped')).state, 'shipped');
    t.clockMovesTo('2026-03-05T12:00:00Z');
    const delivered = await move(number, 'delivered');

    assert.deepEqual(delivered.updatedAt, new Date('2026-03-05T12:00:00Z'));
    const history = await historyOf(t.ctx.db, shop.businessId, id);
    assert.deepEqual(
      history.map(({ state, actor }) => `${state} by ${actor}`),
      ['pending by customer', 'confirmed by system', 'shipped by operator', 'delivered by operator'],
    );
    assert.equal((await t.jobs()).length, 2);
  });

  test('never moves back, and says where it can go', async () => {
    const { number } = await mugFor(shop.sheena);
    await move(number, 'shipped');

    await assert.rejects(move(number, 'confirmed'), {
      kind: 'order-state-not-reachable',
      status: 409,
      details: { number, state: 'shipped', reachable: ['delivered'] },
    });
  });

  test('asked for the state it is in changes nothing and tells nobody', async () => {
    const { number } = await mugFor(shop.sheena);
    const jobs = (await t.jobs()).length;

    assert.equal((await move(number, 'confirmed')).state, 'confirmed');
    assert.equal((await t.jobs()).length, jobs);
  });

  test('that is cancelled gives its items back, once', async () => {
    const { number } = await mugFor(shop.sheena);
    const before = await mugsOnHand();

    assert.equal((await cancel(number, shop.sheena)).state, 'cancelled');
    assert.equal((await cancel(number, shop.sheena)).state, 'cancelled');
    assert.equal(await mugsOnHand(), before + 1);
  });

  test('that has left cannot be cancelled', async () => {
    const { number } = await mugFor(shop.sheena);
    await move(number, 'shipped');
    await assert.rejects(cancel(number, shop.sheena), {
      kind: 'order-not-cancellable',
      details: { number, state: 'shipped' },
    });
  });

  test('of somebody else is like one that does not exist', async () => {
    await t.ctx.db.update(variants).set({ onHand: 5 });
    const { number } = await mugFor(shop.sheena);
    const { businessId } = await openShop(t.ctx, 'other-shop');

    await assert.rejects(cancel(number, shop.omar), { kind: 'order-not-found', status: 404 });
    assert.equal(await findOrder(t.ctx.db, shop.businessId, number, shop.omar), null);
    assert.equal(await findOrder(t.ctx.db, businessId, number), null);
    assert.equal(await findOrder(t.ctx.db, businessId, 1e23), null);
    await assert.rejects(cancel(1e23, shop.sheena), { kind: 'order-not-found' });
    assert.equal((await findOrder(t.ctx.db, shop.businessId, number, shop.sheena))?.number, number);
  });

  test('stands in the list of its customer with its lines, the newest first', async () => {
    const newest = await mugFor(shop.omar);
    await mugFor(shop.sheena);

    assert.deepEqual(
      (await ordersOf(t.ctx.db, shop.businessId, shop.omar, 5)).map(({ number }) => number),
      [newest.number],
    );
    const [first, second] = await ordersOf(t.ctx.db, shop.businessId, shop.sheena, 2);
    assert.ok(first!.number > second!.number);
    assert.equal(first!.lines[0]!.name, 'Mug');
  });

  test('stands in the list of the shop, by state and page', async () => {
    const asking = { businessId: shop.businessId, timeZone: 'America/New_York', now: t.ctx.now() };
    const pages: number[] = [];
    for (let cursor: string | undefined | null; cursor !== null; ) {
      const page = await listOrders(t.ctx.db, asking, { limit: 3, cursor });
      pages.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    }

    assert.deepEqual(
      pages,
      Array.from({ length: 8 }, (_, n) => 1008 - n),
    );
    const cancelled = await listOrders(t.ctx.db, asking, { limit: 50, state: 'cancelled' });
    assert.deepEqual(
      cancelled.items.map(({ state }) => state),
      ['cancelled'],
    );
  });
});

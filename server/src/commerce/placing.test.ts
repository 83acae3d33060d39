import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { asc, eq, sql } from 'drizzle-orm';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { on } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import { cancelOrder, type OrderRequest, orderPlaced, placeOrder } from './index.ts';
import { historyOf } from './orders.ts';
import { orders, stockMoves, variants } from './schema.ts';

describe('placing an order', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  before(async () => {
    t = await testContext([on(orderPlaced, 'notice', async () => {})]);
    shop = await openShop(t.ctx);
  });
  after(() => t.end());

  const request = (lines: OrderRequest['lines'], more: Partial<OrderRequest> = {}): OrderRequest => ({
    businessId: shop.businessId,
    contactId: shop.sheena,
    conversationId: null,
    lines,
    ...more,
  });
  const place = (lines: OrderRequest['lines'], more?: Partial<OrderRequest>) =>
    t.ctx.db.transaction((tx) => placeOrder(t.ctx, tx, request(lines, more)));
  const onHand = async (variantId: string) =>
    (await t.ctx.db.select().from(variants).where(eq(variants.id, variantId)))[0]!.onHand;

  test('takes the items from the stock, confirms at once and promises a day', async () => {
    const order = await place([
      { variantId: shop.largeHoodie, quantity: 2 },
      { variantId: shop.mug, quantity: 1 },
    ]);

    assert.equal(order.number, 1001);
    assert.equal(order.state, 'confirmed');
    assert.equal(order.expectedOn, '2026-03-07');
    assert.deepEqual(order.lines, [
      { variantId: shop.largeHoodie, name: 'Hoodie (L, black)', quantity: 2, amount: 3_900 },
      { variantId: shop.mug, name: 'Mug', quantity: 1, amount: 1_250 },
    ]);
    assert.equal(order.amount, 2 * 3_900 + 1_250);
    assert.equal(await onHand(shop.largeHoodie), 8);
    assert.equal(await onHand(shop.mug), 4);
  });

  test('places nothing at another total than the one agreed on', async () => {
    const stock = await onHand(shop.mug);

    await assert.rejects(place([{ variantId: shop.mug, quantity: 1 }], { amount: 1_200 }), {
      kind: 'price-changed',
      details: { amount: 1_250 },
    });
    assert.equal(await onHand(shop.mug), stock);
  });

  test('tells its history and why the stock changed', async () => {
    const [order] = await t.ctx.db.select().from(orders);
    const history = await historyOf(t.ctx.db, shop.businessId, order!.id);
    assert.deepEqual(
      history.map(({ state, actor }) => [state, actor]),
      [
        ['pending', 'customer'],
        ['confirmed', 'system'],
      ],
    );

    const moves = await t.ctx.db
      .select()
      .from(stockMoves)
      .where(eq(stockMoves.orderId, order!.id))
      .orderBy(asc(stockMoves.quantity));
    assert.deepEqual(
      moves.map(({ quantity, reason }) => [quantity, reason]),
      [
        [-2, 'order'],
        [-1, 'order'],
      ],
    );
  });

  test('is announced with the commit, not before', async () => {
    assert.deepEqual(await t.jobs(), [{ task: 'order.placed:notice', key: null }]);

    const abandoned = t.ctx.db.transaction(async (tx) => {
      await placeOrder(t.ctx, tx, request([{ variantId: shop.mug, quantity: 1 }]));
      throw new Error('the turn failed');
    });
    await assert.rejects(abandoned);
    assert.equal((await t.jobs()).length, 1);
    assert.equal(await onHand(shop.mug), 4);
  });

  test('twice for the same message is one order', async () => {
    const causedBy = newId();
    const first = await place([{ variantId: shop.mug, quantity: 1 }], { causedBy });
    const second = await place([{ variantId: shop.mug, quantity: 1 }], { causedBy });

    assert.equal(first.repeated, false);
    assert.deepEqual(second, { ...first, repeated: true });
    assert.equal(first.number, 1003, 'the abandoned order leaves a gap: nobody waits for a number');
    assert.equal(await onHand(shop.mug), 3);
  });

  test('ten times at once for the same message is one order, though it takes the last one', async () => {
    const causedBy = newId();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => place([{ variantId: shop.mug, quantity: 3 }], { causedBy })),
    );

    assert.equal(new Set(all.map(({ id }) => id)).size, 1);
    assert.equal(all.filter(({ repeated }) => !repeated).length, 1);
    assert.equal(await onHand(shop.mug), 0);
  });

  test('of more than there is says how many there are, and the transaction may go on', async () => {
    await t.ctx.db.transaction(async (tx) => {
      const tooMany = placeOrder(t.ctx, tx, request([{ variantId: shop.smallHoodie, quantity: 3 }]));
      await assert.rejects(tooMany, { kind: 'out-of-stock', details: { variantId: shop.smallHoodie, available: 2 } });

      const order = await placeOrder(t.ctx, tx, request([{ variantId: shop.smallHoodie, quantity: 2 }]));
      assert.equal(order.amount, 7_000);
    });
    assert.equal(await onHand(shop.smallHoodie), 0);
  });

  test('names the same item twice and gets one line', async () => {
    const line = { variantId: shop.largeHoodie, quantity: 1 };
    const order = await place([line, line]);
    assert.deepEqual(
      order.lines.map(({ quantity }) => quantity),
      [2],
    );
  });

  test('of nothing, of half an item, of a thousand lines or of a huge number is refused', async () => {
    const refused = { kind: 'invalid-order', status: 400 };
    await assert.rejects(place([]), refused);
    for (const quantity of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15]) {
      await assert.rejects(place([{ variantId: shop.largeHoodie, quantity }]), refused);
    }
    await assert.rejects(place(Array.from({ length: 101 }, () => ({ variantId: newId(), quantity: 1 }))), refused);
  });

  test('of something of another business is like something that is not sold', async () => {
    const other = await openShop(t.ctx, 'other-shop');
    await assert.rejects(place([{ variantId: other.mug, quantity: 1 }]), { kind: 'variant-not-found', status: 404 });
    await assert.rejects(place([{ variantId: newId(), quantity: 1 }]), { kind: 'variant-not-found', status: 404 });
  });

  test('promises a day of the calendar on the wall of the shop', async () => {
    t.clockMovesTo('2026-03-03T03:00:00Z'); // still the evening of the second in New York
    assert.equal((await place([{ variantId: shop.largeHoodie, quantity: 1 }])).expectedOn, '2026-03-07');
  });
});

describe('a rush', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
  });
  after(() => t.end());

  const buy = (...variantIds: string[]) =>
    t.ctx.db.transaction((tx) =>
      placeOrder(t.ctx, tx, {
        businessId: shop.businessId,
        contactId: shop.omar,
        conversationId: null,
        lines: variantIds.map((variantId) => ({ variantId, quantity: 1 })),
      }),
    );

  test('of 50 buyers for 10 hoodies gives exactly 10 of them one', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => buy(shop.largeHoodie)));

    const refusals = results.filter((result) => result.status === 'rejected');
    assert.equal(refusals.length, 40);
    for (const { reason } of refusals) assert.equal(reason.kind, 'out-of-stock');
    const [hoodie] = await t.ctx.db.select().from(variants).where(eq(variants.id, shop.largeHoodie));
    assert.equal(hoodie!.onHand, 0);
  });

  test('of people who want the same two things in opposite order kills nobody', async () => {
    await t.ctx.db.update(variants).set({ onHand: 40 });
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? buy(shop.largeHoodie, shop.mug) : buy(shop.mug, shop.largeHoodie))),
    );
    assert.deepEqual(
      results.filter(({ status }) => status === 'rejected'),
      [],
    );
  });

  test('with cancellations in between loses no item and no cent', async () => {
    await t.ctx.db.update(variants).set({ onHand: 10 });
    const earlier = await Promise.all(Array.from({ length: 10 }, () => buy(shop.mug)));
    const cancel = (number: number) =>
      t.ctx.db.transaction((tx) =>
        cancelOrder(t.ctx, tx, { businessId: shop.businessId, contactId: shop.omar, number, actor: 'customer' }),
      );
    await Promise.allSettled(earlier.flatMap(({ number }) => [cancel(number), cancel(number), buy(shop.mug)]));

    const { rows: mugs } = await t.ctx.db.execute(sql`
      select (select on_hand from variants where sku = 'MUG') - 10 - sum(quantity) as unexplained
      from stock_moves where variant_id = ${shop.mug} and order_id in (select id from orders where number >= ${earlier[0]!.number})`);
    assert.deepEqual(mugs, [{ unexplained: '0' }]);
    const { rows: wrongTotals } = await t.ctx.db.execute(sql`
      select o.number from orders o join order_lines l on (l.business_id, l.order_id) = (o.business_id, o.id)
      group by o.business_id, o.id having sum(l.quantity * l.amount) <> o.amount`);
    assert.deepEqual(wrongTotals, []);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { and, eq, sql } from 'drizzle-orm';
import { testContext } from '../../test/support.ts';
import { faqs } from '../bot/schema.ts';
import { categoriesOf, listProducts, orderPlaced, ordersOf } from '../commerce/index.ts';
import { variants } from '../commerce/schema.ts';
import { contacts } from '../contacts/schema.ts';
import { on } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import { businesses } from '../platform/schema.ts';
import { lineStatuses, scheduleOf, ticketReported, ticketsOf } from '../production/index.ts';
import { productionRuns } from '../production/schema.ts';
import { keepDemoGoing, seedDemo, seedDemoCustomer } from './index.ts';

describe('the demo', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shopId: string;
  let factoryId: string;
  before(async () => {
    t = await testContext([on(orderPlaced, 'notice', async () => {}), on(ticketReported, 'notice', async () => {})]);
    await Promise.all([seedDemo(t.ctx), seedDemo(t.ctx), seedDemo(t.ctx)]); // three nodes start at once
    [shopId, factoryId] = [await idOf('demo-shop'), await idOf('demo-factory')];
  });
  after(() => t.end());

  const idOf = async (slug: string) =>
    (await t.ctx.db.select().from(businesses).where(eq(businesses.slug, slug)))[0]!.id;
  const bySku = async (sku: string) => (await t.ctx.db.select().from(variants).where(eq(variants.sku, sku)))[0]!;
  const days = async (from: string, to: string) => [
    ...new Set((await scheduleOf(t.ctx.db, factoryId, { from, to })).map(({ day }) => day)),
  ];

  test('opens a shop with a large black hoodie in stock, and something that is sold out', async () => {
    const { items } = await listProducts(t.ctx.db, shopId, { limit: 100, language: 'en' });
    assert.ok(items.length >= 12);

    const blackHoodie = await bySku('HOOD-L-BLACK');
    assert.ok(blackHoodie.onHand > 5);
    assert.deepEqual([blackHoodie.amount, blackHoodie.currency], [4_500, 'USD']);
    assert.equal((await bySku('HOOD-XL-NAVY')).onHand, 0);
  });

  test('is short enough in all its languages for the lists of WhatsApp', async () => {
    for (const language of ['en', 'es', 'pt', 'fr', 'hi-Latn']) {
      for (const businessId of [shopId, factoryId]) {
        const { items } = await listProducts(t.ctx.db, businessId, { limit: 100, language });
        const categories = await categoriesOf(t.ctx.db, businessId, language);
        const titles = [...items.map(({ name }) => name), ...categories.map(({ category }) => category)];
        assert.deepEqual(
          titles.filter((title) => title.length > 24),
          [],
        ); // @see WhatsApp Business Platform, Interactive list messages
        assert.ok(categories.length <= 10);
      }
    }
  });

  test('answers the usual questions of both businesses in all its languages', async () => {
    for (const businessId of [shopId, factoryId]) {
      for (const language of ['en', 'es', 'pt', 'fr', 'hi-Latn']) {
        const answers = await t.ctx.db
          .select()
          .from(faqs)
          .where(and(eq(faqs.businessId, businessId), eq(faqs.language, language)));
        assert.ok(answers.length >= 6);
      }
    }
  });

  test('plans the factory from yesterday to two weeks ahead', async () => {
    assert.equal((await lineStatuses(t.ctx.db, factoryId)).length, 5);
    const planned = await days('2026-02-01', '2026-04-01');
    assert.deepEqual([planned.length, planned.at(0), planned.at(-1)], [16, '2026-03-01', '2026-03-16']);
  });

  test('has made yesterday what was planned, nothing tomorrow, and today what the clock allows', async () => {
    const made = async (day: string) =>
      (await scheduleOf(t.ctx.db, factoryId, { from: day, to: day })).map(({ shift, madeUnits, plannedUnits }) => [
        shift,
        Math.round((madeUnits / plannedUnits) * 10),
      ]);

    assert.deepEqual(new Set((await made('2026-03-01')).map(String)), new Set(['06:00–14:00,10']));
    assert.deepEqual(new Set((await made('2026-03-02')).map(String)), new Set(['06:00–14:00,1', '14:00–22:00,0'])); // 07:00 there
    assert.deepEqual(new Set((await made('2026-03-03')).map(String)), new Set(['06:00–14:00,0', '14:00–22:00,0']));
  });

  test('goes on at a later start, and keeps what somebody changed', async () => {
    await t.ctx.db.update(variants).set({ amount: 4_700 }).where(eq(variants.sku, 'HOOD-L-BLACK'));
    await t.ctx.db.update(productionRuns).set({ item: 'A special order' }).where(eq(productionRuns.day, '2026-03-10'));
    t.clockMovesTo('2026-03-09T16:00:00Z');
    await seedDemo(t.ctx);

    assert.equal((await bySku('HOOD-L-BLACK')).amount, 4_700);
    assert.equal((await days('2026-02-01', '2026-04-01')).at(-1), '2026-03-23');
    const changed = await scheduleOf(t.ctx.db, factoryId, { from: '2026-03-10', to: '2026-03-10' });
    assert.deepEqual([...new Set(changed.map(({ item }) => item))], ['A special order']);
    const meanwhile = await scheduleOf(t.ctx.db, factoryId, { from: '2026-03-05', to: '2026-03-05' });
    assert.ok(meanwhile.every(({ madeUnits }) => madeUnits > 0));
  });

  test('goes on while it runs, without a start', async () => {
    t.clockMovesTo('2026-03-11T16:00:00Z');
    await keepDemoGoing.run(t.ctx, {});

    assert.equal((await days('2026-02-01', '2026-04-01')).at(-1), '2026-03-25');
    const yesterday = await scheduleOf(t.ctx.db, factoryId, { from: '2026-03-10', to: '2026-03-10' });
    assert.ok(yesterday.every(({ madeUnits }) => madeUnits > 0));
  });

  test('goes on after months without a start', async () => {
    t.clockMovesTo('2026-06-09T16:00:00Z');
    await seedDemo(t.ctx);
    const planned = await days('2026-05-01', '2026-07-01');
    assert.deepEqual([planned.at(0), planned.at(-1)], ['2026-06-08', '2026-06-23']);
  });

  test('gives a customer a past, once, and tells nobody', async () => {
    for (const businessId of [shopId, factoryId]) {
      const contactId = newId();
      await t.ctx.db.insert(contacts).values({ businessId, id: contactId, name: 'Maya' });
      for (let times = 0; times < 2; times++) {
        await t.ctx.db.transaction((tx) => seedDemoCustomer(t.ctx, tx, { businessId, contactId }));
      }

      const orders = await ordersOf(t.ctx.db, businessId, contactId, 10);
      assert.deepEqual(
        orders.map(({ state }) => state),
        ['confirmed', 'shipped', 'delivered'],
      );
      assert.deepEqual(
        orders.map(({ expectedOn }) => expectedOn),
        ['2026-06-13', '2026-06-11', '2026-06-02'],
      );
      const [ticket] = await ticketsOf(t.ctx.db, businessId, contactId, 'defect', 10);
      assert.deepEqual(
        [ticket!.state, ticket!.progressPercent, ticket!.orderNumber],
        ['fixing', 60, orders[2]!.number],
      );
    }
    assert.deepEqual(await t.jobs(), []);
  });

  test('can explain every item in stock', async () => {
    const { rows } = await t.ctx.db.execute(sql`
      select v.sku from variants v left join stock_moves m on (m.business_id, m.variant_id) = (v.business_id, v.id)
      group by v.business_id, v.id having v.on_hand <> coalesce(sum(m.quantity), 0)`);
    assert.deepEqual(rows, []);
  });
});

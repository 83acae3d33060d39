import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { and, eq } from 'drizzle-orm';
import { testContext } from '../../test/support.ts';
import { orders, products, variants } from '../commerce/schema.ts';
import { seedDemo } from '../demo/index.ts';
import { newId } from '../platform/id.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { createBot, type FlowBot } from './index.ts';
import { bodyOf, type Customer, newCustomer } from './test-customer.ts';

const FLOWS = fileURLToPath(new URL('../../../flows/', import.meta.url));

describe('ordering in words', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let bot: FlowBot;
  let shop: Business;
  before(async () => {
    t = await testContext();
    await seedDemo(t.ctx);
    bot = await createBot(t.ctx, { flowsFolder: FLOWS });
    [shop] = (await t.ctx.db.select().from(businesses).where(eq(businesses.slug, 'demo-shop'))) as [Business];
  });
  after(async () => {
    bot.close();
    await t.end();
  });
  beforeEach(() => stock('TOTE', 50));

  const isTote = (sku: string) => and(eq(variants.businessId, shop.id), eq(variants.sku, sku));
  const stock = async (sku: string, onHand: number) =>
    void (await t.ctx.db.update(variants).set({ onHand }).where(isTote(sku)));
  const onHand = async (sku: string) => (await t.ctx.db.select().from(variants).where(isTote(sku)))[0]?.onHand;
  const ordersOf = async ({ contact }: Customer) =>
    t.ctx.db
      .select()
      .from(orders)
      .where(and(eq(orders.businessId, shop.id), eq(orders.contactId, contact.id)));
  const customer = () => newCustomer(t.ctx, bot, shop, 'en');

  test('gives the last item to exactly one of two buyers, and the other hears what is left', async () => {
    await stock('TOTE', 1);
    const [ada, bob] = [await customer(), await customer()];
    await Promise.all([ada.says('buy a canvas tote'), bob.says('buy a canvas tote')]);

    await Promise.all([ada.taps('Place the order'), bob.taps('Place the order')]);

    const placed = [...(await ordersOf(ada)), ...(await ordersOf(bob))];
    assert.equal(placed.length, 1);
    assert.equal(await onHand('TOTE'), 0);
    const answers = [ada, bob].map(({ heard }) => bodyOf(heard.at(-1)));
    assert.equal(answers.filter((answer) => answer.includes('Your order number is')).length, 1);
    assert.equal(answers.filter((answer) => answer.includes('is sold out')).length, 1);
  });

  test('places one order for one message, however often its turn is taken', async () => {
    const ada = await customer();
    await ada.says('buy a canvas tote');
    const yes = {
      id: newId(),
      seq: 9,
      providerMessageId: 'wamid.yes',
      sentAt: t.ctx.now(),
      content: { type: 'text' as const, body: 'yes' },
      failures: 0,
      groupId: null,
    };
    const turn = () =>
      t.ctx.db.transaction((tx) =>
        bot.takeTurn({
          business: shop,
          channelId: newId(),
          conversationId: ada.conversationId,
          contact: ada.contact,
          state: ada.state,
          waiting: false,
          messages: [yes],
          write: async () => tx,
        }),
      );

    const [first, second] = [await turn(), await turn()];

    assert.equal((await ordersOf(ada)).length, 1);
    assert.equal(await onHand('TOTE'), 49);
    assert.deepEqual(second.replies, first.replies);
  });

  test('commits order, stock and answer together, or nothing of it', async () => {
    const ada = await customer();
    await ada.says('buy a canvas tote');

    await assert.rejects(
      t.ctx.db.transaction(async (tx) => {
        const yes = {
          id: newId(),
          seq: 9,
          providerMessageId: 'wamid.lost',
          sentAt: t.ctx.now(),
          content: { type: 'text' as const, body: 'yes' },
          failures: 0,
          groupId: null,
        };
        await bot.takeTurn({
          business: shop,
          channelId: newId(),
          conversationId: ada.conversationId,
          contact: ada.contact,
          state: ada.state,
          waiting: false,
          messages: [yes],
          write: async () => tx,
        });
        throw new Error('the node died before the commit');
      }),
    );

    assert.deepEqual(await ordersOf(ada), []);
    assert.equal(await onHand('TOTE'), 50);
  });

  test('never charges another price than the one that was said yes to', async () => {
    const ada = await customer();
    await ada.says('buy a canvas tote');
    await t.ctx.db.update(variants).set({ amount: 1_900 }).where(isTote('TOTE'));

    await ada.taps('Place the order');
    assert.match(bodyOf(ada.heard.at(-1)), /A price has changed[\s\S]*Total: \$19\.00/);
    assert.deepEqual(await ordersOf(ada), []);

    await ada.taps('Place the order');
    assert.equal((await ordersOf(ada))[0]?.amount, 1_900);
    await t.ctx.db.update(variants).set({ amount: 1_400 }).where(isTote('TOTE'));
  });

  test('never orders what was named second without showing it, though it costs the same', async () => {
    await stock('BEANIE-RED', 5);
    const ada = await customer();
    await ada.says('a red beanie, if not then grey');
    assert.match(bodyOf(ada.heard.at(-1)), /1 × Wool Beanie \(red\)/);
    await stock('BEANIE-RED', 0);

    await ada.taps('Place the order');
    assert.match(bodyOf(ada.heard.at(-1)), /Wool Beanie \(red\) is not in stock[\s\S]*1 × Wool Beanie \(grey\)/);
    assert.deepEqual(await ordersOf(ada), []);

    await ada.taps('Place the order');
    assert.equal((await ordersOf(ada)).length, 1);
    await stock('BEANIE-RED', 5);
  });

  test('knows a product as soon as it is in the catalogue, and forgets it when it leaves', async () => {
    const ada = await customer();
    await ada.says('do you have umbrellas?');
    assert.doesNotMatch(bodyOf(ada.heard.at(-1)), /Umbrella/);

    const [umbrella] = await t.ctx.db
      .insert(products)
      .values({ businessId: shop.id, handle: 'umbrella', name: 'Storm Umbrella', category: 'Accessories' })
      .returning();
    await t.ctx.db
      .insert(variants)
      .values({ businessId: shop.id, productId: umbrella!.id, sku: 'UMB', amount: 2_500, currency: 'USD', onHand: 4 });
    await ada.says('do you have umbrellas?');
    assert.match(bodyOf(ada.heard.at(-1)), /Storm Umbrella – \$25\.00 \(4 in stock\)/);

    await t.ctx.db
      .update(products)
      .set({ archivedAt: t.ctx.now() })
      .where(and(eq(products.businessId, shop.id), eq(products.id, umbrella!.id)));
    await ada.taps('Storm Umbrella');
    assert.match(bodyOf(ada.heard.at(-1)), /There is nothing here/);
  });

  test('asks nothing of the database on the way through menus', async () => {
    const ada = await customer();
    await ada.says('hi');
    let queries = 0;
    const counting: ProxyHandler<typeof t.ctx.db> = {
      get(db, key) {
        queries++;
        return Reflect.get(db, key);
      },
    };
    const watched = { ...t.ctx, db: new Proxy(t.ctx.db, counting) };
    const other = await createBot(watched, { flowsFolder: FLOWS });
    const bob = await newCustomer(t.ctx, other, shop, 'en');
    await bob.says('hi'); // the first turn keeps the version
    queries = 0;

    for (const text of ['hi', '7', 'back', 'menu', '2']) await bob.says(text);

    assert.equal(queries, 0);
    other.close();
  });

  test('does not let a customer see or cancel the order of another', async () => {
    const [ada, bob] = [await customer(), await customer()];
    await ada.says('buy a canvas tote');
    await ada.says('yes');
    const [order] = await ordersOf(ada);

    await bob.says(`where is my order ${order!.number}`);
    assert.match(bodyOf(bob.heard.at(-1)), /I cannot find an order/);
    await bob.says(`cancel order ${order!.number}`);
    await bob.says('yes');
    assert.match(bodyOf(bob.heard.at(-1)), /I cannot find an order/);
    assert.equal((await ordersOf(ada))[0]?.state, 'confirmed');
  });
});

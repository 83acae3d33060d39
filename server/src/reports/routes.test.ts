import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { placeOrder } from '../commerce/index.ts';
import { channels, conversations, handOffs, messages } from '../conversations/schema.ts';
import { newId } from '../platform/id.ts';
import type { NeedView } from './api.ts';
import { reportRoutes } from './index.ts';
import { countMessages } from './message-counts.ts';
import { messageCounts } from './schema.ts';

/** Noon in London is seven in the morning in New York, where the shop is. */
const NOW = '2026-03-02T17:30:00Z';
const minutesBefore = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000);
const WEEK_MINUTES = 7 * 24 * 60;

describe('reports', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let app: FastifyInstance;
  let channelId: string;
  let conversationId: string;

  const say = (minutes: number, more: Partial<typeof messages.$inferInsert> = {}): typeof messages.$inferInsert => ({
    businessId: shop.businessId,
    id: idAt(minutesBefore(minutes)),
    conversationId,
    channelId,
    direction: 'inbound',
    author: 'customer',
    status: 'received',
    content: { type: 'text', body: 'hi' },
    sentAt: minutesBefore(minutes),
    createdAt: minutesBefore(minutes),
    ...more,
  });

  before(async () => {
    t = await testContext();
    shop = await openShop(t.ctx);
    await openShop(t.ctx, 'other-shop');
    t.clockMovesTo(NOW);
    channelId = newId();
    conversationId = newId();
    await t.ctx.db.insert(channels).values({
      businessId: shop.businessId,
      id: channelId,
      kind: 'whatsapp-cloud',
      name: 'Main',
      externalId: '1',
      address: '+15550000001',
    });
    await t.ctx.db.insert(conversations).values({
      businessId: shop.businessId,
      id: conversationId,
      channelId,
      contactId: shop.sheena,
      waitingSince: minutesBefore(60),
      waitingReason: 'asked for a person',
      lastInboundAt: minutesBefore(22 * 60),
    });
    await t.ctx.db.insert(handOffs).values({
      businessId: shop.businessId,
      id: idAt(minutesBefore(60)),
      conversationId,
      reason: 'asked for a person',
      at: minutesBefore(60),
    });
    await t.ctx.db.insert(messages).values([
      say(90),
      say(30),
      say(24 * 60), // yesterday
      say(WEEK_MINUTES + 90), // counts: a week ago, before this time of day
      say(WEEK_MINUTES - 90), // later on that day: in its curve, not in its number
      say(50, { direction: 'outbound', author: 'person', status: 'read' }),
      say(40, {
        direction: 'outbound',
        author: 'bot',
        status: 'failed',
        failure: { code: '131026', title: 'Undeliverable' },
      }),
    ]);
    await t.ctx.db.transaction((tx) =>
      placeOrder(t.ctx, tx, {
        businessId: shop.businessId,
        contactId: shop.sheena,
        conversationId: null,
        lines: [{ variantId: shop.mug, quantity: 2 }],
      }),
    );
    await t.ctx.db.execute(sql`update orders set state = 'pending'`);
    app = await apiOf(t.ctx, reportRoutes(t.ctx));
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const get = async (url: string, business = 'corner-shop') => {
    const answer = await app.inject({ url, headers: { 'x-business': business } });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };

  test('say what happened today, by the clock of the business, beside a week ago up to this time of day', async () => {
    const { byHour, ...today } = await get('/reports/today');

    assert.deepEqual(today, {
      day: '2026-03-02',
      before: '2026-02-23',
      hour: 12,
      timeZone: 'America/New_York',
      waiting: { count: 1, unassigned: 1, since: minutesBefore(60).toISOString() },
      firstReply: { todayMs: 10 * 60_000, beforeMs: null },
      messages: { today: 2, before: 1 },
      orders: { today: 1, before: 0 },
      revenue: { today: 2_500, before: 0, currency: 'USD' },
    });
    assert.deepEqual([byHour.messages.today[11], byHour.messages.today[12]], [1, 1]);
    assert.deepEqual([byHour.messages.before[11], byHour.messages.before[14]], [1, 1]);
    assert.equal(byHour.orders.today[12], 1);
  });

  test('say what happened in some days, beside as many before them', async () => {
    const { byDay, ...period } = await get('/reports/period?from=2026-02-24&to=2026-03-02');

    assert.deepEqual(period, {
      from: '2026-02-24',
      to: '2026-03-02',
      before: { from: '2026-02-17', to: '2026-02-23' },
      timeZone: 'America/New_York',
      firstReply: { inItMs: 10 * 60_000, beforeMs: null },
      messages: { inIt: 3, before: 2 },
      orders: { inIt: 1, before: 0 },
      revenue: { inIt: 2_500, before: 0, currency: 'USD' },
    });
    assert.equal(byDay.inIt.length, 7);
    assert.deepEqual(byDay.inIt.slice(-2), [
      { day: '2026-03-01', messages: 1, orders: 0, revenue: 0 },
      { day: '2026-03-02', messages: 2, orders: 1, revenue: 2_500 },
    ]);
    assert.deepEqual(byDay.before.at(-1), { day: '2026-02-23', messages: 2, orders: 0, revenue: 0 });
  });

  test('without days are of the week that ends today; of more than a year they say so', async () => {
    const { from, to } = await get('/reports/period');
    assert.deepEqual([from, to], ['2026-02-24', '2026-03-02']);
    assert.equal((await get('/reports/period?days=30')).from, '2026-02-01');

    for (const wrong of ['from=2024-01-01&to=2026-03-02', 'from=2026-03-02&to=2026-03-01', 'from=yesterday']) {
      const answer = await app.inject({ url: `/reports/period?${wrong}`, headers: { 'x-business': 'corner-shop' } });
      assert.equal(answer.statusCode, 400, answer.body);
    }
  });

  test('say the same once messages are counted, counted again, and with messages that came since', async () => {
    const ask = async () => [await get('/reports/today'), await get('/reports/period?from=2026-02-01&to=2026-03-02')];
    const uncounted = await ask();

    await countMessages(t.ctx);
    await countMessages(t.ctx);

    const counted = await t.ctx.db.select().from(messageCounts);
    assert.equal(
      counted.reduce((sum, { inbound }) => sum + inbound, 0),
      5,
    );
    assert.deepEqual(await ask(), uncounted);

    const late = say(1);
    await t.ctx.db.insert(messages).values(late);
    const [{ messages: said, byHour }] = await ask();
    assert.deepEqual([said.today, byHour.messages.today[12]], [3, 2]);
    await t.ctx.db.execute(sql`delete from messages where id = ${late.id}`);
  });

  test('say what waits for somebody, most urgent first', async () => {
    const { items }: { items: NeedView[] } = await get('/reports/needs-you');

    assert.deepEqual(
      items.map(({ kind, count }) => [kind, count]),
      [
        ['hand-off', 1],
        ['window-closing', 1],
        ['failed-message', 1],
        ['unconfirmed-order', 1],
        ['low-stock', 2],
      ],
    );
    assert.deepEqual(items[0]?.first, [
      { id: conversationId, title: 'Sheena', hint: 'asked for a person', at: minutesBefore(60).toISOString() },
    ]);
    assert.equal(items[2]?.first[0]?.hint, 'Undeliverable');
  });

  test('say nothing of another business', async () => {
    const { messages: said, orders } = await get('/reports/today', 'other-shop');
    const { items }: { items: NeedView[] } = await get('/reports/needs-you', 'other-shop');

    assert.deepEqual([said.today, orders.today], [0, 0]);
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['low-stock'],
    );
  });

  test('a number that is held back is the most urgent', async () => {
    await t.ctx.db.execute(sql`update channels set status = 'reauth_required', status_reason = 'Token expired'`);
    const { items } = await get('/reports/needs-you');

    assert.deepEqual(
      [items[0].kind, items[0].first[0].title, items[0].first[0].hint],
      ['channel', 'Main', 'Token expired'],
    );
  });
});

/** An id as one made at that moment. */
function idAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
}

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testDesk, until, webhook } from '../../test/desk.ts';
import { openHotPool } from '../platform/database.ts';
import type { Lane } from './lanes.ts';
import { queueMessage } from './outbox.ts';
import { mostPerDay, reach } from './reach.ts';
import { type Conversation, conversations } from './schema.ts';
import { sendSchedule } from './send-schedule.ts';

type Desk = Awaited<ReturnType<typeof testDesk>>;

const ref = (t: Desk) => ({ businessId: t.business.id, channelId: t.channel.id });

/** Everybody known says yes to marketing. */
const agree = (t: Desk) =>
  t.rows(`insert into consents (business_id, id, contact_id, scope, granted, source, at)
    select business_id, uuidv7(), id, 'marketing', true, 'test', '2020-01-01' from contacts`);

describe('the schedule of a number', () => {
  let t: Desk;
  before(async () => {
    t = await testDesk();
  });
  after(() => t.end());

  test('lets replies go before notices, and notices before campaigns, whoever came first', async () => {
    const pool = openHotPool(t.url, t.ctx.log);
    const schedule = sendSchedule(pool, ref(t), 40)!;
    const gone: Lane[] = [];
    const ask = (lane: Lane, times: number) =>
      Array.from({ length: times }, () => schedule.next(lane).then(() => gone.push(lane)));
    await Promise.all([...ask('campaign', 20), ...ask('notice', 5), ...ask('reply', 5)]);

    // What was asked before the first tokens came may hold one slice of campaigns.
    const firstCampaign = gone.lastIndexOf('reply');
    assert.ok(gone.slice(0, firstCampaign).filter((lane) => lane === 'campaign').length <= 4, gone.join(' '));
    assert.ok(gone.lastIndexOf('notice') < gone.lastIndexOf('campaign'));
    await pool.end();
  });

  test('leaves tokens for the replies of other nodes while a campaign takes all it can get', async () => {
    const pool = openHotPool(t.url, t.ctx.log);
    const bulk = sendSchedule(pool, ref(t), 40)!; // a bucket of four, of which a campaign leaves two
    const flood = Array.from({ length: 12 }, () => bulk.next('campaign'));
    for (const one of flood) {
      await one;
      const [bucket] = await t.rows<{ tokens: number }>('select tokens from send_budgets');
      assert.ok(bucket!.tokens >= 2, `${bucket!.tokens} left`);
    }
    await pool.end();
  });
});

describe('a message of a lower lane', () => {
  test('lets the reply to the same person pass while it waits for its turn', async () => {
    const t = await testDesk({ throughput: 10 });
    const node = await t.node();
    const people = Array.from({ length: 12 }, (_, i) => ({
      phone: `+165055510${10 + i}`,
      wa_id: `165055510${10 + i}`,
    }));
    await node.gets(webhook(people.map((who) => t.hello('hi', who))));
    await until(() => t.world.sent.length === people.length);
    t.world.sent.length = 0;

    await agree(t);
    for (const conversation of await t.ctx.db.select().from(conversations)) {
      await t.ctx.db.transaction((tx) =>
        queueMessage(t.ctx, tx, t.wire, conversation, {
          content: { type: 'text', body: 'News' },
          author: 'system',
          lane: 'campaign',
        }),
      );
    }
    const last = people.at(-1)!;
    await node.gets(webhook([t.hello('what?', last)]));
    await until(() => t.world.sent.length === people.length + 1);

    const told = t.world.sent.map(({ to, content }) => `${to.waId} ${content.type === 'text' ? content.body : ''}`);
    assert.ok(told.indexOf(`${last.wa_id} You said what?`) < told.indexOf(`${last.wa_id} News`), told.join('\n'));
    await node.leave();
    await t.end();
  });
});

describe('people written to first', () => {
  let t: Desk;
  const template = { type: 'template' as const, name: 'news', language: 'en', components: [] };
  before(async () => {
    t = await testDesk({ peoplePerDay: 3 });
  });
  after(() => t.end());

  async function writeTo(count: number, start: number): Promise<void> {
    await t.rows(`with people as (insert into contacts (business_id, id, name)
        select '${t.business.id}', uuidv7(), 'P' || n from generate_series(${start}, ${start + count - 1}) n returning id, name)
      insert into conversations (business_id, id, channel_id, contact_id, wa_id)
        select '${t.business.id}', uuidv7(), '${t.channel.id}', id, name from people`);
    await agree(t);
    const strangers: Conversation[] = await t.ctx.db.select().from(conversations);
    for (const conversation of strangers.filter(({ waId }) => Number(waId?.slice(1)) >= start))
      await t.ctx.db.transaction((tx) =>
        queueMessage(t.ctx, tx, t.wire, conversation, { content: template, author: 'system', lane: 'campaign' }),
      );
  }

  test('are no more in a day than the platform allows; the others follow when places are free again', async () => {
    const node = await t.node();
    await writeTo(5, 1);
    await node.rounds.wakeDue();
    await until(() => t.world.sent.length >= 3);
    await node.idle();
    assert.equal(t.world.sent.length, 3);

    t.clockMovesBy(24 * 3_600_000 + 60_000);
    await until(async () => {
      await node.rounds.wakeDue();
      return t.world.sent.length === 5;
    });
    await node.leave();
  });

  test('are counted once, however often they are written to', async () => {
    const pool = openHotPool(t.url, t.ctx.log);
    const [contact] = await t.rows<{ id: string }>('select id from contacts limit 1');
    const limit = { businessId: t.business.id, account: 'other', perDay: 1, warmUpFrom: null };
    const { take } = reach(pool, t.ctx.now, () => limit);
    assert.equal(await take(contact!.id, 'notice'), null);
    assert.equal(await take(contact!.id, 'notice'), null);
    await pool.end();
  });

  test('on a young number grow from 50, twofold a day, up to what the platform allows', () => {
    const from = new Date('2026-01-01T00:00:00Z');
    const on = (day: number) => mostPerDay(1_000, from, new Date(from.getTime() + day * 86_400_000));
    assert.deepEqual([0, 1, 2, 4, 5, 30].map(on), [50, 100, 200, 800, 1_000, 1_000]);
    assert.equal(mostPerDay(null, null, from), null);
    assert.equal(mostPerDay(null, from, new Date('2027-01-01T00:00:00Z')), null);
  });
});

test('marketing that was queued before a STOP does not leave after it', async () => {
  const t = await testDesk();
  const node = await t.node();
  await node.receives('hi');
  await node.idle();
  await agree(t);
  const [conversation] = await t.ctx.db.select().from(conversations);
  const offer = { type: 'text' as const, body: 'Offer' };
  const queue = (tx: Parameters<Parameters<typeof t.ctx.db.transaction>[0]>[0]) =>
    queueMessage(t.ctx, tx, t.wire, conversation!, { content: offer, author: 'system', lane: 'campaign' });
  await t.ctx.db.transaction(queue);
  await until(() => t.world.sent.length === 2);

  await t.ctx.db.transaction(async (tx) => {
    await queue(tx);
    await tx.execute(`insert into consents (business_id, id, contact_id, scope, granted, source, at)
      select business_id, uuidv7(), id, 'marketing', false, 'word: STOP', '2020-01-02' from contacts`);
  });
  await until(async () => (await t.workLeft()) === 0);
  assert.equal(t.world.sent.length, 2);
  assert.deepEqual(await t.rows(`select failure ->> 'code' code from messages where status = 'failed'`), [
    { code: 'marketing-not-opted-in' },
  ]);
  await node.leave();
  await t.end();
});

test('a number that the platform told to slow down rests, for all its conversations', async () => {
  const t = await testDesk();
  const node = await t.node();
  await node.receives('1');
  await node.idle();
  let isStrict = true;
  t.world.provider = async ({ id }) =>
    isStrict
      ? {
          outcome: 'not_accepted',
          scope: 'number',
          retryAfterMs: 20_000,
          failure: { code: '130429', title: 'Rate limit hit' },
        }
      : { outcome: 'accepted', providerMessageId: `wamid.${id}` };
  await node.receives('2');
  await node.idle();
  const other = { phone: '+16505550000', wa_id: '16505550000' };
  await node.gets(webhook([t.hello('3', other)]));
  await node.idle();
  assert.equal(t.world.sent.length, 2); // 1 and the one that was turned away

  isStrict = false;
  await until(() => {
    t.clockMovesBy(1_000);
    return t.world.sent.length === 4;
  });
  await node.leave();
  await t.end();
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accepts, parrot, testDesk, until, webhook } from '../../test/desk.ts';
import { runJobs } from '../platform/jobs.ts';
import { joinAsNode } from '../platform/node.ts';
import { openConversation, type Point, queueMessage } from './index.ts';

type Desk = Awaited<ReturnType<typeof testDesk>>;

/** A node that dies when it passes `point` for the first time. What it was doing never comes back. */
async function nodeThatDiesAt(t: Desk, point: Point) {
  let died: () => void = () => {};
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  let passed = false;
  const node = await t.node(parrot(), (at) => {
    if (at !== point || passed) return;
    passed = true;
    died();
    throw new Error('the process is gone');
  });
  return { node, death };
}

const outcome = async (t: Desk) => ({
  inbound: (await t.rows(`select from messages where direction = 'inbound'`)).length,
  replies: await t.rows<{ status: string }>(`select status from messages where direction = 'outbound'`),
  work: await t.workLeft(),
});

describe('a node that is killed', () => {
  for (const point of ['turn taken', 'turn committed', 'provider answered'] as const) {
    test(`after “${point}” leaves one stored message and one reply`, async () => {
      const t = await testDesk();
      const { node, death } = await nodeThatDiesAt(t, point);
      await node.receives('hi');
      await death;
      await node.kill();

      const heir = await t.node();
      await heir.rounds.takeOver();
      await heir.idle();
      if (point === 'provider answered') {
        const { id } = t.world.sent[0]!;
        await heir.gets(
          webhook(
            [],
            [
              {
                business_id: t.business.id,
                channel_id: t.channel.id,
                message_id: id,
                provider_message_id: 'wamid.x',
                status: 'sent',
                failure: null,
                at: t.ctx.now(),
              },
            ],
          ),
        );
      }
      t.clockMovesBy(121_000);
      await heir.rounds.wakeDue();
      await until(async () => (await outcome(t)).work === 0);

      assert.deepEqual(await outcome(t), { inbound: 1, replies: [{ status: 'sent' }], work: 0 });
      assert.equal(t.world.sent.length, 1);
      await heir.leave();
      await t.end();
    });
  }

  test('and its heir too, before the provider had the reply, leave it to a third', async () => {
    const t = await testDesk();
    const { node, death } = await nodeThatDiesAt(t, 'turn committed');
    await node.receives('hi');
    await death;
    await node.kill();

    const sending = Promise.withResolvers<void>();
    t.world.provider = () => {
      sending.resolve();
      return new Promise(() => {});
    };
    const heir = await t.node();
    await heir.rounds.takeOver();
    t.clockMovesBy(121_000);
    await heir.rounds.wakeDue();
    await sending.promise;
    await heir.kill();

    t.world.provider = accepts;
    const third = await t.node();
    await third.rounds.takeOver();
    t.clockMovesBy(121_000);
    await third.rounds.wakeDue();
    await until(async () => (await outcome(t)).work === 0);
    assert.deepEqual(await outcome(t), { inbound: 1, replies: [{ status: 'sent' }], work: 0 });
    await third.leave();
    await t.end();
  });

  test('while it sends a template never has it sent twice', async () => {
    const t = await testDesk();
    const { node, death } = await nodeThatDiesAt(t, 'provider answered');
    const [contact] = await t.rows<{ id: string }>(
      `insert into contacts (business_id, id, name) values ('${t.business.id}', uuidv7(), 'Ana') returning id`,
    );
    await t.ctx.db.transaction(async (tx) => {
      const conversation = await openConversation(tx, {
        businessId: t.business.id,
        channelId: t.channel.id,
        contactId: contact!.id,
        waId: '16505551234',
      });
      const content = { type: 'template' as const, name: 'order_update', language: 'en', components: [] };
      await queueMessage(t.ctx, tx, t.wire, conversation, { content, author: 'system' });
    });
    void node.rounds.wakeDue();
    await death;
    await node.kill();

    const heir = await t.node();
    await heir.rounds.takeOver();
    for (let minute = 0; minute < 5; minute++) {
      t.clockMovesBy(60_000);
      await heir.rounds.wakeDue();
      await heir.idle();
    }
    assert.equal(t.world.sent.length, 1);
    assert.deepEqual((await outcome(t)).replies, [{ status: 'in_doubt' }]);
    await heir.leave();
    await t.end();
  });

  test('after “stored”, before the acknowledgement, leaves one message and one reply', async () => {
    const t = await testDesk();
    const node = await t.node(parrot({ takeTurn: () => new Promise(() => {}) }));
    const unacknowledged = webhook([t.hello('hi')]);
    await node.gets(unacknowledged);
    await node.kill();

    const heir = await t.node();
    await heir.rounds.takeOver();
    await heir.gets(unacknowledged); // the provider had no answer and sends it again
    await until(async () => (await outcome(t)).work === 0);

    assert.deepEqual(await outcome(t), { inbound: 1, replies: [{ status: 'sent' }], work: 0 });
    await heir.leave();
    await t.end();
  });

  test('in the middle of storing leaves nothing behind, and the next delivery is stored and answered', async () => {
    const t = await testDesk();
    const node = await t.node();
    const torn = webhook([t.hello('hi')]);
    const dying = await t.ctx.db.$client.connect();
    await dying.query('begin');
    await dying.query('select receive($1, $2, array[uuidv7()], null, $3, now())', [
      node.token,
      JSON.stringify(torn.messages),
      '[]',
    ]);
    dying.release(new Error('the process is gone')); // closes the connection; nothing was committed
    assert.deepEqual(await outcome(t), { inbound: 0, replies: [], work: 0 });

    await node.gets(torn);
    await until(async () => (await outcome(t)).work === 0);
    assert.deepEqual(await outcome(t), { inbound: 1, replies: [{ status: 'sent' }], work: 0 });
    await node.leave();
    await t.end();
  });

  test('leaves its jobs to others', async () => {
    const t = await testDesk();
    const dead = await t.node();
    for (const worker of ['noted', 'unnoted', 'of somebody alive']) {
      await t.rows(`select graphile_worker.add_job('media.fetch', '{}')`);
      await t.rows(
        `update graphile_worker._private_jobs set locked_by = '${worker}', locked_at = now() where locked_by is null`,
      );
    }
    await t.rows(`update nodes set worker_ids = '{noted}' where token = '${dead.token}'`);
    const alive = await t.node();
    await t.rows(`update nodes set worker_ids = '{of somebody alive}' where token = '${alive.token}'`);
    await dead.kill();

    const heir = await t.node();
    await heir.rounds.takeOver();
    const locked = await t.rows(`select locked_by from graphile_worker._private_jobs order by id`);
    assert.deepEqual(locked, [{ locked_by: null }, { locked_by: null }, { locked_by: 'of somebody alive' }]);
    await alive.leave();
    await heir.leave();
    await t.end();
  });

  test('in the middle of a job leaves it to others', async () => {
    const t = await testDesk();
    const dead = await joinAsNode(t.url, 'all', t.ctx.log, () => {});
    const begun = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const work = () => {
      begun.resolve();
      return over.promise;
    };
    const runner = await runJobs(t.ctx, dead, [{ name: 'long', run: work }], []);
    await t.rows(`select graphile_worker.add_job('long', '{}')`);
    await begun.promise;
    const lockedBy = () => t.rows(`select locked_by is not null locked from graphile_worker.jobs`);
    assert.deepEqual(await lockedBy(), [{ locked: true }]);

    const alive = await t.node();
    await alive.rounds.takeOver();
    assert.deepEqual(await lockedBy(), [{ locked: true }], 'its node is alive');
    await dead.vanish();
    await alive.rounds.takeOver();
    assert.deepEqual(await lockedBy(), [{ locked: false }]);

    over.resolve();
    await runner.stop();
    await alive.leave();
    await t.end();
  });

  test('with 300 messages in hand loses none and doubles none', async () => {
    const t = await testDesk();
    let turns = 0;
    const { node, death } = await (async () => {
      let died: () => void = () => {};
      const death = new Promise<void>((resolve) => {
        died = resolve;
      });
      const node = await t.node(parrot(), (point) => {
        if (point === 'turn taken' && ++turns > 150) {
          died();
          throw new Error('the process is gone');
        }
      });
      return { node, death };
    })();
    await node.gets(
      webhook(
        Array.from({ length: 300 }, (_, i) =>
          t.hello(`${i}`, { phone: `+1650555${1000 + i}`, wa_id: `1650555${1000 + i}` }),
        ),
      ),
    );
    await death;
    await node.kill();

    const heir = await t.node();
    await heir.rounds.takeOver();
    await heir.idle();
    for (const { id } of [...t.world.sent]) {
      await heir.gets(
        webhook(
          [],
          [
            {
              business_id: t.business.id,
              channel_id: t.channel.id,
              message_id: id,
              provider_message_id: `wamid.out.${id}`,
              status: 'sent',
              failure: null,
              at: t.ctx.now(),
            },
          ],
        ),
      );
    }
    t.clockMovesBy(121_000);
    await heir.rounds.wakeDue();
    await until(async () => (await outcome(t)).work === 0);

    const told = t.world.sent.map(({ content }) => (content.type === 'text' ? content.body : ''));
    assert.equal(new Set(told).size, 300);
    assert.equal(told.length, 300);
    await heir.leave();
    await t.end();
  });
});

describe('two nodes', () => {
  test('share one conversation without answering twice or out of order', async () => {
    const t = await testDesk();
    const [a, b] = [await t.node(), await t.node()];
    for (let i = 0; i < 60; i++) await (i % 2 ? a : b).receives(`${i}`);
    await until(async () => (await outcome(t)).work === 0);

    assert.deepEqual(
      t.world.sent.map(({ content }) => content.type === 'text' && content.body),
      Array.from({ length: 60 }, (_, i) => `You said ${i}`),
    );
    await a.leave();
    await b.leave();
    await t.end();
  });

  test('get the same webhook at once, ten times: one message, one reply', async () => {
    const t = await testDesk();
    const [a, b] = [await t.node(), await t.node()];
    const same = webhook([t.hello('hi')]);
    await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? a : b).gets(same)));
    await until(async () => (await outcome(t)).work === 0);

    assert.deepEqual(await outcome(t), { inbound: 1, replies: [{ status: 'sent' }], work: 0 });
    await a.leave();
    await b.leave();
    await t.end();
  });

  test('meet the same stranger at once and make one contact', async () => {
    const t = await testDesk();
    const [a, b] = [await t.node(), await t.node()];
    for (let i = 0; i < 20; i++) {
      const number = `1650555${2000 + i}`;
      await Promise.all(
        [a, b].map((node) => node.gets(webhook([t.hello('hi', { phone: `+${number}`, wa_id: number })]))),
      );
    }
    await until(async () => (await outcome(t)).work === 0);
    assert.equal((await t.rows('select from contacts')).length, 20);
    assert.equal((await t.rows('select from conversations')).length, 20);
    await a.leave();
    await b.leave();
    await t.end();
  });

  test('a node thought dead that is not writes nothing any more', async () => {
    const t = await testDesk();
    let goOn: () => void = () => {};
    const stopped = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const frozen = await t.node(
      parrot({
        takeTurn: async (input) => {
          await stopped;
          return parrot().takeTurn(input);
        },
      }),
    );
    await frozen.receives('hi');
    await t.rows(`update nodes set alive_until = now() - interval '1 second' where token = '${frozen.token}'`);

    const heir = await t.node();
    await heir.rounds.takeOver();
    await until(async () => (await outcome(t)).work === 0);
    goOn();
    await until(() => frozen.isDead());

    assert.deepEqual(await outcome(t), { inbound: 1, replies: [{ status: 'sent' }], work: 0 });
    assert.equal(t.world.sent.length, 1);
    await assert.rejects(frozen.receives('anybody there?'), /declared dead/);
    await frozen.kill();
    await heir.leave();
    await t.end();
  });

  test('what waits for its moment is taken by one of them', async () => {
    const t = await testDesk();
    t.world.provider = async () => ({
      outcome: 'not_accepted',
      scope: 'number',
      retryAfterMs: 290_000,
      failure: { code: 'away', title: 'The provider is away' },
    });
    const [a, b] = [await t.node(), await t.node()];
    await a.receives('hi');
    await a.idle();
    t.clockMovesBy(21_000);
    await until(async () => (await t.rows('select from work where wake_at is not null')).length === 1);

    t.world.provider = async () => ({ outcome: 'accepted', providerMessageId: 'wamid.late' });
    t.clockMovesBy(301_000);
    await Promise.all([a.rounds.wakeDue(), b.rounds.wakeDue()]);
    await until(async () => (await outcome(t)).work === 0);
    assert.deepEqual((await outcome(t)).replies, [{ status: 'sent' }]);
    assert.equal(t.world.sent.length, 2);
    await a.leave();
    await b.leave();
    await t.end();
  });
});

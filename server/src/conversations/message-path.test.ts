import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { accepts, parrot, testDesk, until, webhook } from '../../test/desk.ts';

type Desk = Awaited<ReturnType<typeof testDesk>>;
type Node = Awaited<ReturnType<Desk['node']>>;

const stored = (t: Desk) =>
  t.rows<{ direction: string; status: string; body: string }>(
    `select direction, status, content ->> 'body' body from messages order by seq`,
  );
const workLeft = (t: Desk) => t.workLeft();

describe('a message that arrives', () => {
  let t: Desk;
  let node: Node;
  before(async () => {
    t = await testDesk();
    node = await t.node();
  });
  after(async () => {
    await node.leave();
    await t.end();
  });

  test('is stored, answered once, and leaves no work behind', async () => {
    await node.receives('hi');
    await node.idle();

    assert.deepEqual(await stored(t), [
      { direction: 'inbound', status: 'received', body: 'hi' },
      { direction: 'outbound', status: 'sent', body: 'You said hi' },
    ]);
    assert.equal(await workLeft(t), 0);
    assert.deepEqual(
      t.world.sent.map(({ to }) => to),
      [{ waId: '16505551234', phone: '+16505551234', bsuid: null }],
    );
  });

  test('ten times is stored once and answered once', async () => {
    const again = webhook([t.hello('again')]);
    await Promise.all(Array.from({ length: 10 }, () => node.gets(again)));
    await node.idle();

    const bodies = (await stored(t)).map(({ body }) => body);
    assert.equal(bodies.filter((body) => body === 'again').length, 1);
    assert.equal(bodies.filter((body) => body === 'You said again').length, 1);
  });

  test('remembers what the provider sent, raw', async () => {
    const [events] = await t.rows<{ count: string }>('select count(*) from webhook_events');
    assert.ok(Number(events!.count) > 0);
  });

  test('of a stranger makes one contact with all identities', async () => {
    await node.gets(
      webhook([t.hello('olá', { phone: '+5511987654321', wa_id: '551187654321', bsuid: 'BR.1', name: 'Ana' })]),
    );
    await node.gets(
      webhook([t.hello('oi', { phone: '+5511987654321', wa_id: '5511987654321', bsuid: 'BR.1', name: 'Ana' })]),
    );
    await node.gets(webhook([t.hello('eu', { phone: null, wa_id: null, bsuid: 'BR.1', name: 'Ana Maria' })]));
    await node.idle();

    const rows =
      await t.rows(`select k.name, array_agg(i.kind || ' ' || i.value order by i.kind, i.value) as known from contacts k
      join contact_identities i on i.contact_id = k.id where k.name like 'Ana%' group by k.id, k.name`);
    assert.deepEqual(rows, [
      { name: 'Ana Maria', known: ['bsuid BR.1', 'phone +5511987654321', 'wa_id 551187654321', 'wa_id 5511987654321'] },
    ]);
  });

  test('in a crowd of 1,000 from 300 people is answered for each', async () => {
    const before = t.world.sent.length;
    const crowd = Array.from({ length: 1_000 }, (_, i) =>
      t.hello(`crowd ${i}`, { phone: `+1650555${1000 + (i % 300)}`, wa_id: `1650555${1000 + (i % 300)}` }),
    );
    await Promise.all(crowd.map((message) => node.gets(webhook([message]))));
    await node.idle();

    assert.equal(t.world.sent.length - before, 1_000);
    assert.equal(await workLeft(t), 0);
  });
});

describe('the order of one conversation', () => {
  let t: Desk;
  let node: Node;
  before(async () => {
    t = await testDesk();
    node = await t.node();
  });
  after(async () => {
    await node.leave();
    await t.end();
  });

  test('is the order in which the customer wrote, also when one webhook brings it mixed up', async () => {
    const [first, second, third] = [t.hello('one'), t.hello('two'), t.hello('three')];
    await node.gets(webhook([third, first, second]));
    await node.idle();

    assert.deepEqual(
      t.world.sent.map(({ content }) => content.type === 'text' && content.body),
      ['You said one', 'You said two', 'You said three'],
    );
  });

  test('holds past what one load brings', async () => {
    t.world.sent.length = 0;
    await node.gets(webhook(Array.from({ length: 250 }, (_, i) => t.hello(`${i}`))));
    await node.idle();

    assert.deepEqual(
      t.world.sent.map(({ content }) => content.type === 'text' && content.body),
      Array.from({ length: 250 }, (_, i) => `You said ${i}`),
    );
  });
});

describe('a reply', () => {
  let t: Desk;
  let node: Node;
  before(async () => {
    t = await testDesk();
    node = await t.node();
  });
  beforeEach(() => {
    t.world.provider = accepts;
    t.world.sent.length = 0;
  });
  after(async () => {
    await node.leave();
    await t.end();
  });
  const last = async () =>
    (
      await t.rows<{ status: string; attempts: number; failure: { code: string } | null }>(
        `select status, attempts, failure from messages where direction = 'outbound' order by seq desc limit 1`,
      )
    )[0]!;

  test('that the provider refuses fails with its reason and is not tried again', async () => {
    t.world.provider = async () => ({ outcome: 'refused', failure: { code: '131026', title: 'Not on WhatsApp' } });
    await node.receives('refuse me');
    await node.idle();

    assert.deepEqual(await last(), {
      status: 'failed',
      attempts: 1,
      failure: { code: '131026', title: 'Not on WhatsApp' },
    });
    assert.equal(t.world.sent.length, 1);
  });

  test('that was not taken is tried again later, and each failed attempt is kept', async () => {
    t.world.provider = async () => ({
      outcome: 'not_accepted',
      scope: 'message',
      retryAfterMs: 1_000,
      failure: { code: '131000', title: 'Something went wrong' },
    });
    await node.receives('try again');
    await node.idle();
    assert.equal((await last()).status, 'queued');

    t.world.provider = accepts;
    t.clockMovesBy(10_000);
    await until(async () => (await last()).status === 'sent');
    await node.idle();

    assert.equal((await last()).attempts, 2);
    assert.equal(t.world.sent.length, 2);
    assert.equal((await t.rows(`select * from failed_attempts where failure ->> 'code' = '131000'`)).length, 1);
  });

  test('that is due again before its refusal is written down still goes before what follows it', async () => {
    const written = Promise.withResolvers<void>();
    const settle = node.statements.settle;
    node.statements.settle = async (row) => {
      await written.promise;
      return settle(row);
    };
    t.world.provider = async () => ({
      outcome: 'not_accepted',
      scope: 'message',
      retryAfterMs: 0,
      failure: { code: '130429', title: 'Slow down' },
    });
    await node.receives('first');
    await until(() => t.world.sent.length === 1);
    t.world.provider = accepts;
    t.clockMovesBy(60_000);
    await node.receives('second');

    written.resolve();
    node.statements.settle = settle;
    await until(() =>
      t.world.sent.some(({ content }) => content.type === 'text' && content.body === 'You said second'),
    );
    await node.idle();
    assert.deepEqual(
      t.world.sent.map(({ content }) => content.type === 'text' && content.body),
      ['You said first', 'You said first', 'You said second'],
    );
    assert.equal(await workLeft(t), 0);
  });

  test('that keeps failing on its own account fails after five tries', async () => {
    t.world.provider = async () => ({
      outcome: 'not_accepted',
      scope: 'message',
      retryAfterMs: 0,
      failure: { code: '1', title: 'Unknown' },
    });
    await node.receives('five');
    await node.idle();
    for (let tries = 1; tries < 10; tries++) {
      t.clockMovesBy(60_000);
      await node.rounds.wakeDue();
      await node.idle();
    }
    assert.equal((await last()).status, 'failed');
    assert.equal((await last()).attempts, 5);
    assert.equal(t.world.sent.length, 5);
  });

  test('in doubt is settled by a status that carries our reference', async () => {
    t.world.provider = async () => ({ outcome: 'in_doubt', failure: { code: 'timeout', title: 'No answer' } });
    await node.receives('doubt');
    await node.idle();
    assert.equal((await last()).status, 'in_doubt');

    const [sent] = t.world.sent;
    await node.gets(webhook([], [status(sent!.id, 'delivered')]));
    t.clockMovesBy(180_000);
    await node.rounds.wakeDue();
    await node.idle();

    assert.equal((await last()).status, 'delivered');
    assert.equal(t.world.sent.length, 1);
  });

  test('in doubt without any status is sent once more after two minutes, and never a third time', async () => {
    t.world.provider = async () => ({ outcome: 'in_doubt', failure: { code: 'timeout', title: 'No answer' } });
    await node.receives('doubt for ever');
    for (let minute = 0; minute < 10; minute++) {
      await node.idle();
      t.clockMovesBy(60_000);
      await node.rounds.wakeDue();
    }
    await node.idle();
    assert.equal(t.world.sent.length, 2);
    assert.equal((await last()).status, 'in_doubt');
  });

  test('that would leave the 24-hour window expires and is not sent', async () => {
    await node.gets(
      webhook([
        t.hello('late', {
          sent_at: new Date(t.ctx.now().getTime() - 24 * 3_600_000),
          phone: '+16505550000',
          wa_id: '16505550000',
        }),
      ]),
    );
    await node.idle();
    assert.equal((await last()).status, 'expired');
    assert.equal(t.world.sent.length, 0);
  });

  const status = (messageId: string, to: string) => ({
    business_id: t.business.id,
    channel_id: t.channel.id,
    message_id: messageId,
    provider_message_id: `wamid.out.${messageId}`,
    status: to,
    failure: null,
    at: t.ctx.now(),
  });

  test('moves up with its statuses, whatever their order', async () => {
    await node.receives('statuses');
    await node.idle();
    const { id } = t.world.sent[0]!;
    await node.gets(webhook([], [status(id, 'read')]));
    await node.gets(webhook([], [status(id, 'delivered'), status(id, 'sent')]));
    await node.gets(webhook([], [{ ...status(id, 'failed'), failure: { code: '1', title: 'late' } }]));
    assert.equal((await last()).status, 'read');
  });

  test('whose status comes before we know the message is found later', async () => {
    const early = {
      ...status('01900000-0000-7000-8000-000000000000', 'delivered'),
      message_id: null,
      provider_message_id: 'wamid.early',
    };
    await node.gets(webhook([], [early]));
    assert.equal((await t.rows('select * from parked_statuses')).length, 1);

    t.world.provider = async () => ({ outcome: 'accepted', providerMessageId: 'wamid.early' });
    await node.receives('early bird');
    await node.idle();
    await node.rounds.takeOver();
    assert.equal((await last()).status, 'delivered');
    assert.equal((await t.rows('select * from parked_statuses')).length, 0);
  });
});

describe('a turn that fails', () => {
  test('is undone and tried again; after five the message is parked, a person is asked for and the next goes on', async () => {
    const t = await testDesk();
    let turns = 0;
    const node = await t.node(
      parrot({
        takeTurn: async (input) => {
          const [message] = input.messages;
          if (message?.content.type === 'text' && message.content.body === 'poison') {
            turns++;
            throw new Error(`cannot read this: ${'x'}${'😀'.repeat(300)}\0`); // longer than what is kept, and full of traps
          }
          return parrot().takeTurn(input);
        },
      }),
    );
    await node.receives('poison', 'fine');
    for (let i = 0; i < 8; i++) {
      await node.idle();
      t.clockMovesBy(60_000);
      await node.rounds.wakeDue();
    }
    await node.idle();

    assert.equal(turns, 5);
    const rows = await stored(t);
    assert.equal(rows.find(({ body }) => body === 'poison')?.status, 'parked');
    assert.equal((await t.rows('select waiting_reason from conversations where waiting_since is not null')).length, 1);
    await node.leave();
    await t.end();
  });
});

describe('limits toward people', () => {
  test('a pair of us and one customer is spaced after the burst, in order', async () => {
    const t = await testDesk({ pair: { burst: 3, everyMs: 6_000 } });
    const node = await t.node();
    await node.receives('1', '2', '3', '4', '5');
    await node.idle();
    assert.equal(t.world.sent.length, 3);

    t.clockMovesBy(6_000);
    await until(() => t.world.sent.length === 4);
    await node.idle();
    t.clockMovesBy(6_000);
    await until(() => t.world.sent.length === 5);
    await node.idle();
    assert.deepEqual(
      t.world.sent.map(({ content }) => content.type === 'text' && content.body.at(-1)),
      ['1', '2', '3', '4', '5'],
    );
    await node.leave();
    await t.end();
  });

  test('a contact who writes too fast is told once, and everything is answered in the end', async () => {
    const t = await testDesk({ contact: { burst: 5, everyMs: 2_000 } });
    const node = await t.node();
    await node.gets(webhook(Array.from({ length: 12 }, (_, i) => t.hello(`${i}`))));
    await node.idle();
    assert.equal(t.world.sent.length, 6);

    for (let i = 0; i < 10; i++) {
      t.clockMovesBy(2_000);
      await node.idle();
      await new Promise((done) => setImmediate(done));
      await node.idle();
    }
    const bodies = t.world.sent.map(({ content }) => content.type === 'text' && content.body);
    assert.equal(bodies.filter((body) => body === 'One moment, I am catching up.').length, 1);
    assert.equal(bodies.length, 13);
    assert.equal((await stored(t)).filter(({ direction }) => direction === 'inbound').length, 12);
    await node.leave();
    await t.end();
  });
});

test('a torn answer after the status “sent” was told does not put the message in doubt again', async () => {
  const t = await testDesk();
  const node = await t.node();
  t.world.provider = async ({ id }) => {
    await node.gets(
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
    return { outcome: 'in_doubt', failure: { code: 'torn', title: 'The answer stopped in the middle' } };
  };
  await node.receives('hi');
  await until(
    async () =>
      (await t.rows(`select from messages where direction = 'outbound' and claim_token is null`)).length === 1,
  );
  await node.idle();

  const [reply] = await t.rows<{ status: string; due_at: Date | null }>(
    `select status, due_at from messages where direction = 'outbound'`,
  );
  assert.deepEqual(reply, { status: 'sent', due_at: null });
  await node.leave();
  await t.end();
});

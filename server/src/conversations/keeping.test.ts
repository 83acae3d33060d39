import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { parrot, testDesk, until } from '../../test/desk.ts';
import { assign, queueMessage } from './outbox.ts';
import { conversations } from './schema.ts';

type Desk = Awaited<ReturnType<typeof testDesk>>;
type Node = Awaited<ReturnType<Desk['node']>>;

const said = (t: Desk) => t.world.sent.map(({ content }) => (content.type === 'text' ? content.body : content.type));
const holders = async (t: Desk) =>
  (await t.rows<{ node: string | null }>('select node from work')).map(({ node }) => node);

describe('a conversation that was answered', () => {
  let t: Desk;
  let a: Node;
  let b: Node;
  before(async () => {
    t = await testDesk();
  });
  beforeEach(async () => {
    t.world.sent.length = 0;
    await t.rows('truncate work, messages, conversations cascade');
    [a, b] = [await t.node(), await t.node()];
  });
  after(() => t.end());
  const leave = async () => {
    await a.leave();
    await b.leave();
  };

  test('stays with its node for a while, and is then let go', async () => {
    await a.receives('1');
    await a.idle();
    assert.deepEqual(await holders(t), [a.token]);

    t.clockMovesBy(21_000);
    await until(async () => (await holders(t))[0] === null);
    await leave();
  });

  test('goes on without a load when the customer writes again', async () => {
    await a.receives('1');
    await a.idle();
    let loads = 0;
    const { loadOne } = a.statements;
    a.statements.loadOne = (ref) => {
      loads++;
      return loadOne(ref);
    };
    await a.receives('2', '3');
    await a.idle();

    assert.deepEqual(said(t), ['You said 1', 'You said 2', 'You said 3']);
    assert.equal(loads, 0);
    assert.equal((await t.rows<{ turns: number }>('select turns from conversations'))[0]?.turns, 3);
    await leave();
  });

  test('is answered at once by its node when the message comes in at another', async () => {
    await a.receives('1');
    await a.idle();
    await b.receives('2');
    await until(() => t.world.sent.length === 2);
    await a.receives('3');
    await until(() => t.world.sent.length === 3);

    assert.deepEqual(said(t), ['You said 1', 'You said 2', 'You said 3']);
    assert.deepEqual(await holders(t), [a.token]);
    await leave();
  });

  test('hears at once that a person has taken it over, and that one gave it back', async () => {
    await leave();
    const discreet = parrot({
      takeTurn: async (input) =>
        input.waiting ? { state: input.state, replies: [], trace: null } : parrot().takeTurn(input),
    });
    [a, b] = [await t.node(discreet), await t.node(discreet)];
    await a.receives('1');
    await a.idle();
    const [conversation] = await t.ctx.db.select().from(conversations);
    const ref = { businessId: t.business.id, conversationId: conversation!.id };
    await assign(t.ctx, ref, 'person', 'asked for');
    await a.receives('2');
    await a.idle();
    await until(async () => (await t.workLeft()) === 0);
    assert.deepEqual(said(t), ['You said 1']);

    await assign(t.ctx, ref, 'bot', null);
    await a.receives('3');
    await until(() => t.world.sent.length === 2);
    assert.deepEqual(said(t), ['You said 1', 'You said 3']);
    await leave();
  });

  test('says nothing more once a person has taken over while the bot was thinking', async () => {
    await leave();
    let think: () => void = () => {};
    const thinking = new Promise<void>((done) => {
      think = done;
    });
    let asked = false;
    const slow = parrot({
      takeTurn: async (input) => {
        asked = true;
        await thinking;
        return input.waiting ? { state: input.state, replies: [], trace: null } : parrot().takeTurn(input);
      },
    });
    [a, b] = [await t.node(slow), await t.node(slow)];
    await a.receives('1');
    await until(() => asked);
    const [conversation] = await t.ctx.db.select().from(conversations);
    await assign(t.ctx, { businessId: t.business.id, conversationId: conversation!.id }, 'person', 'I take this');
    think();
    await until(async () => (await t.workLeft()) === 0);

    assert.deepEqual(said(t), []);
    assert.deepEqual(await t.rows('select unread, waiting_reason from conversations'), [
      { unread: 1, waiting_reason: 'I take this' },
    ]);
    await leave();
  });

  test('sends at once what a person writes, also while the bot waits', async () => {
    await leave();
    a = await t.node(parrot({ wakeAt: () => new Date(t.ctx.now().getTime() + 50_000) }));
    b = await t.node();
    await a.receives('1');
    await a.idle();
    const [conversation] = await t.ctx.db.select().from(conversations);
    await t.ctx.db.transaction((tx) =>
      queueMessage(t.ctx, tx, t.wire, conversation!, { content: { type: 'text', body: 'Ana here' }, author: 'person' }),
    );
    await until(() => t.world.sent.length === 2);
    assert.deepEqual(said(t), ['You said 1', 'Ana here']);
    await leave();
  });

  test('is taken over when its node was killed and somebody writes', async () => {
    await a.receives('1');
    await a.idle();
    await a.kill();
    const told: string[] = [];
    b.onCall((message) => told.push(message ?? ''));
    await b.receives('2');
    await until(() => told.includes('orphans'));

    await b.rounds.takeOver();
    await until(() => t.world.sent.length === 2);
    assert.deepEqual(said(t), ['You said 1', 'You said 2']);
    await b.leave();
  });

  test('that went on elsewhere is not answered from what is out of date', async () => {
    await a.receives('1');
    await a.idle();
    await t.rows('update conversations set turns = turns + 1, handled_seq = handled_seq + 1000'); // as another node would
    await t.rows('alter sequence message_seq restart with 900000');
    await a.receives('2');
    await until(() => {
      t.clockMovesBy(100);
      return t.world.sent.length === 2;
    });
    await until(async () => (await t.workLeft()) === 0);

    assert.deepEqual(said(t), ['You said 1', 'You said 2']);
    assert.deepEqual(await t.rows(`select attempts from messages where direction = 'inbound' and attempts > 0`), []);
    await leave();
  });

  test('is let go at once by a node that stops', async () => {
    await a.receives('1');
    await a.idle();
    await a.leave();
    assert.deepEqual(await holders(t), [null]);
    await b.leave();
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parrot, testDesk, until } from '../../test/desk.ts';
import { members, people } from '../accounts/schema.ts';
import { openConversation, queueMessage } from '../conversations/index.ts';
import { conversations } from '../conversations/schema.ts';
import { newId } from '../platform/id.ts';
import type { Actor } from '../platform/policy.ts';
import { type Change, changeConversation } from './changes.ts';
import { changeOwner, type Owner, takeOverToAnswer } from './ownership.ts';
import { notePresence, setAway } from './presence.ts';

describe('who answers a conversation', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let ana: Actor & { kind: 'person' };
  let ben: Actor & { kind: 'person' };

  before(async () => {
    t = await testDesk();
    [ana, ben] = [await hire('Ana'), await hire('Ben')];
  });
  after(() => t.end());

  async function hire(name: string): Promise<Actor & { kind: 'person' }> {
    const id = newId();
    await t.ctx.db.insert(people).values({ id, name, email: `${id}@example.com` });
    await t.ctx.db.insert(members).values({ businessId: t.business.id, personId: id, role: 'agent' });
    return { kind: 'person', id, name, role: 'agent' };
  }

  /** A customer wrote, the bot answered. */
  async function aConversation(phone: string) {
    const node = await t.node();
    await node.receives();
    await node.statements.receive({
      messages: [t.hello('hi', { phone: `+${phone}`, wa_id: phone })],
      statuses: [],
      raw: [],
    });
    await node.idle();
    await node.leave();
    const [row] = await t.rows<{ id: string }>(
      `select v.id from conversations v join contact_identities i on i.contact_id = v.contact_id where i.value = '+${phone}'`,
    );
    return { businessId: t.business.id, conversationId: row!.id };
  }

  const decide = (
    ref: { businessId: string; conversationId: string },
    actor: Actor,
    owner: Owner,
    from?: string | null,
  ) => t.ctx.db.transaction((tx) => changeOwner(t.ctx, tx, ref, actor, owner, { from }));
  const stateOf = async ({ conversationId }: { conversationId: string }) =>
    (await t.ctx.db.select().from(conversations)).find(({ id }) => id === conversationId)!;

  test('two who take over at once: one has it, the other hears who', async () => {
    const ref = await aConversation('16505550001');

    const both = await Promise.allSettled([decide(ref, ana, { to: 'me' }), decide(ref, ben, { to: 'me' })]);

    const refused = both.find((one) => one.status === 'rejected');
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1);
    const { assigneeId, waitingSince } = await stateOf(ref);
    assert.equal(refused?.reason.kind, 'conversation-taken');
    assert.equal(refused?.reason.details.assignee.id, assigneeId);
    assert.ok(waitingSince);
  });

  test('taking it from a colleague needs to say from whom, and fails when it moved on meanwhile', async () => {
    const ref = await aConversation('16505550002');
    await decide(ref, ana, { to: 'me' });

    await assert.rejects(decide(ref, ben, { to: 'me' }, null), { kind: 'conversation-moved' });
    await decide(ref, ben, { to: 'me' }, ana.id);

    assert.equal((await stateOf(ref)).assigneeId, ben.id);
  });

  test('given back, the bot has it and nobody else', async () => {
    const ref = await aConversation('16505550003');
    await decide(ref, ana, { to: 'me' });
    await decide(ref, ana, { to: 'bot' });

    const { assigneeId, waitingSince, unread } = await stateOf(ref);
    assert.deepEqual([assigneeId, waitingSince, unread], [null, null, 0]);
  });

  test('a person who answers while the bot is thinking has it: the bot says nothing', async () => {
    const ref = await aConversation('16505550004');
    let thinking = false;
    let goOn = () => {};
    const pause = new Promise<void>((done) => (goOn = done));
    const slow = parrot();
    const node = await t.node({
      ...slow,
      takeTurn: async (input) => {
        if (input.waiting) return { state: input.state, replies: [], trace: null };
        thinking = true;
        await pause;
        return slow.takeTurn(input);
      },
    });
    const sentBefore = t.world.sent.length;
    await node.statements.receive({
      messages: [t.hello('are you there?', { phone: '+16505550004', wa_id: '16505550004' })],
      statuses: [],
      raw: [],
    });
    await until(() => thinking);

    await t.ctx.db.transaction(async (tx) => {
      await takeOverToAnswer(t.ctx, tx, ref, ana);
      const { channelId, contactId, waId } = await stateOf(ref);
      const conversation = await openConversation(tx, { businessId: t.business.id, channelId, contactId, waId });
      await queueMessage(t.ctx, tx, t.wire, conversation, {
        content: { type: 'text', body: 'Ana here' },
        author: 'person',
        authorId: ana.id,
      });
    });
    goOn();
    await until(() => t.world.sent.length > sentBefore);
    await node.idle();
    await node.leave();

    const said = t.world.sent.slice(sentBefore).map(({ content }) => 'body' in content && content.body);
    assert.deepEqual(said, ['Ana here']);
    assert.equal((await stateOf(ref)).assigneeId, ana.id);
  });

  test('a person who answers does not take it from a colleague', async () => {
    const ref = await aConversation('16505550005');
    await decide(ref, ana, { to: 'me' });

    await t.ctx.db.transaction((tx) => takeOverToAnswer(t.ctx, tx, ref, ben));

    assert.equal((await stateOf(ref)).assigneeId, ana.id);
  });

  test('in turn goes to those present, each once before anybody twice', async () => {
    const refs = [];
    for (const n of [1, 2, 3, 4]) refs.push(await aConversation(`1650555001${n}`));
    await assert.rejects(decide(refs[0]!, ana, { to: 'next' }), { kind: 'nobody-present' });
    const seen = [ana, ben].map(({ id }) => ({ businessId: t.business.id, personId: id }));
    await notePresence(t.ctx, seen);

    const got = await Promise.all(refs.map((ref) => decide(ref, ana, { to: 'next' })));

    assert.deepEqual(got.map((person) => person?.name).toSorted(), ['Ana', 'Ana', 'Ben', 'Ben']);
    await setAway(t.ctx, t.business.id, ben.id, true);
    const next = await decide(refs[0]!, ana, { to: 'next' });
    assert.equal(next?.name, 'Ana');
  });

  test('resolved, it is the bot’s when the customer writes again; opened again before, it is as it was', async () => {
    const ref = await aConversation('16505550020');
    await decide(ref, ana, { to: 'me' });

    await changeConversation(t.ctx, ref, ana, { status: { status: 'resolved' } });
    assert.equal((await stateOf(ref)).waitingSince, null);
    await changeConversation(t.ctx, ref, ana, { status: { status: 'open' } });
    assert.ok((await stateOf(ref)).waitingSince);
    await changeConversation(t.ctx, ref, ana, { status: { status: 'resolved' } });
    await aConversation('16505550020'); // writes again

    const { status, assigneeId, waitingSince } = await stateOf(ref);
    assert.deepEqual([status, assigneeId, waitingSince], ['open', null, null]);
  });

  test('snoozed, it opens when the customer writes', async () => {
    const ref = await aConversation('16505550021');
    await decide(ref, ana, { to: 'me' });
    const inAnHour = new Date(t.ctx.now().getTime() + 3_600_000).toISOString();
    await changeConversation(t.ctx, ref, ana, { status: { status: 'snoozed', until: inAnHour } });
    await aConversation('16505550021');

    const { status, assigneeId, snoozedUntil } = await stateOf(ref);
    assert.deepEqual([status, assigneeId, snoozedUntil], ['open', ana.id, null]);
  });

  test('put back, it is with who had it; taken by a third meanwhile, it is left alone', async () => {
    const [ref, moved] = [await aConversation('16505550030'), await aConversation('16505550031')];
    const change = (where: typeof ref, what: Change) => changeConversation(t.ctx, where, ana, what);
    await decide(ref, ana, { to: 'me' });
    await change(ref, { status: { status: 'resolved' } });
    await decide(moved, ana, { to: 'me' });
    const given = { assignment: { to: 'person' as const, personId: ben.id } };

    const [{ before, undo }, second] = [await change(ref, given), await change(moved, given)];
    await decide(moved, ana, { to: 'me' }, ben.id);

    assert.deepEqual([before.assignee?.name, before.assignedTo, before.status], ['Ana', 'bot', 'resolved']);
    await change(ref, undo!);
    const { assigneeId, waitingSince, status } = await stateOf(ref);
    assert.deepEqual([assigneeId, waitingSince, status], [ana.id, null, 'resolved']);
    await assert.rejects(change(moved, second.undo!), { kind: 'conversation-moved' });
    assert.equal((await change(moved, { assignment: { to: 'me', from: ana.id } })).undo, null);
  });
});

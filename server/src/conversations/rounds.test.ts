import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { makeRounds } from './rounds.ts';

for (const lost of ['the answer to taking', 'the load after it'] as const)
  test(`what was taken is worked on in the next round when ${lost} is lost`, async () => {
    const t = await testDesk();
    const node = await t.node();
    await t.rows(`insert into contacts (business_id, id, name) values ('${t.business.id}', uuidv7(), 'Ana')`);
    await t.rows(`insert into conversations (business_id, id, channel_id, contact_id, wa_id)
      select business_id, uuidv7(), '${t.channel.id}', id, '1650' from contacts`);
    await t.rows(`insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, content, sent_at, created_at)
      select business_id, uuidv7(), id, channel_id, 'inbound', 'customer', 'received', '{"type":"text","body":"hi"}', '${t.ctx.now().toISOString()}', now() from conversations`);
    await t.rows(
      `insert into work (business_id, conversation_id, wake_at) select business_id, id, '2001-01-01' from conversations`,
    );

    let isAnswerLost = true;
    const losing = async <Answer>(answer: Answer): Promise<Answer> => {
      if (isAnswerLost) throw new Error('Connection terminated unexpectedly');
      return answer;
    };
    const rounds = makeRounds(
      t.ctx,
      lost === 'the load after it'
        ? { ...node.statements, load: async (refs) => losing(await node.statements.load(refs)) }
        : { ...node.statements, wakeDue: async (most) => losing(await node.statements.wakeDue(most)) },
      node.work,
    );
    await assert.rejects(rounds.wakeDue());
    assert.equal(t.world.sent.length, 0);

    isAnswerLost = false;
    await rounds.wakeDue();
    await node.idle();
    assert.deepEqual(
      t.world.sent.map(({ content }) => content),
      [{ type: 'text', body: 'You said hi' }],
    );
    await node.leave();
    await t.end();
  });

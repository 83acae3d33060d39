import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { testDesk, until } from '../../test/desk.ts';

describe('whoever changes several messages locks them in one order', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let node: Awaited<ReturnType<typeof t.node>>;
  let meanwhile: pg.Client;
  let replies: { id: string }[];
  before(async () => {
    t = await testDesk();
    node = await t.node();
    await node.receives('one', 'two');
    await node.idle();
    replies = await t.rows<{ id: string }>(`select id from messages where direction = 'outbound' order by id`);
    assert.equal(replies.length, 2);
    meanwhile = new pg.Client({ connectionString: t.url });
    await meanwhile.connect();
  });
  after(async () => {
    await meanwhile.end();
    await node.leave();
    await t.end();
  });

  /** Somebody holds the first while `change` begins with the last, and then wants the last too: nobody is in the way. */
  async function meets(change: () => Promise<unknown>): Promise<void> {
    const lock = (id: string) => meanwhile.query('select from messages where id = $1 for update', [id]);
    await meanwhile.query('begin');
    await lock(replies[0]!.id);
    const changed = change();
    await until(async () => {
      const waiting = await t.rows(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return waiting.length > 0;
    });
    await lock(replies[1]!.id);
    await meanwhile.query('commit');
    await changed;
  }

  const reversed = () => replies.toReversed().map(({ id }) => id);
  const query = (text: string, values: unknown[]) => t.ctx.db.$client.query(text, values);

  test('statuses', () => {
    const statuses = reversed().map((message_id) => ({
      business_id: t.business.id,
      channel_id: t.channel.id,
      message_id,
      provider_message_id: `wamid.out.${message_id}`,
      status: 'delivered',
      at: t.ctx.now(),
    }));
    return meets(() => query('select apply_statuses($1, $2)', [JSON.stringify(statuses), t.ctx.now()]));
  });

  test('what became of sends', async () => {
    await query(`update messages set claim_token = $1 where direction = 'outbound'`, [node.token]);
    const sends = reversed().map((id) => ({
      business_id: t.business.id,
      id,
      status: 'sent',
      attempts: 1,
      outcome: 'accepted',
    }));
    await meets(() =>
      query(`select * from settle($1, $2, '[]', $3)`, [node.token, JSON.stringify(sends), t.ctx.now()]),
    );
  });

  test('claims', async () => {
    await query(`update messages set status = 'queued', due_at = now() where direction = 'outbound'`, []);
    const claims = reversed().map((id) => ({ business_id: t.business.id, id }));
    await meets(() => query('select * from claim_sends($1, $2)', [node.token, JSON.stringify(claims)]));
  });

  test('whoever takes over', async () => {
    const gone = '00000000-0000-7000-8000-00000000dead';
    await query(`update messages set status = 'sending', claim_token = $1 where direction = 'outbound'`, [gone]);
    await query('update work set node = $1', [gone]);
    await meets(() => query(`select * from take_over($1, now(), true)`, [node.token]));
    const doubtful = await t.rows(`select from messages where status = 'in_doubt'`);
    assert.equal(doubtful.length, 2);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { changeConversation } from './changes.ts';
import { testInbox } from './test-inbox.ts';

describe('labels', () => {
  let t: Awaited<ReturnType<typeof testInbox>>;
  before(async () => {
    t = await testInbox();
  });
  after(() => t.end());

  const labelsOf = async (conversationId: string) =>
    (
      await t.rows<{ label: string }>(
        `select label from conversation_labels where conversation_id = '${conversationId}' order by label`,
      )
    ).map(({ label }) => label);
  const wear = (conversationId: string, add: string[]) =>
    changeConversation(t.ctx, { businessId: t.business.id, conversationId }, { kind: 'operator' }, { labels: { add } });

  test('are in the audit log with what they were and are', async () => {
    await t.ask('PUT', '/labels/Late', { colour: 'red' });
    await t.ask('PUT', '/labels/late', { colour: 'amber' });
    await t.ask('PUT', '/labels/late', { colour: 'amber' }); // changes nothing
    await t.ask('PATCH', '/labels/late', { name: 'Delayed' });
    await t.ask('DELETE', '/labels/delayed');

    const [red, amber] = [
      { name: 'late', colour: 'red' },
      { name: 'late', colour: 'amber' },
    ];
    const delayed = { name: 'delayed', colour: 'amber' };
    assert.deepEqual(await t.audited('label.'), [
      { action: 'label.created', subject: 'late', before: null, after: red },
      { action: 'label.changed', subject: 'late', before: red, after: amber },
      { action: 'label.changed', subject: 'late', before: amber, after: delayed },
      { action: 'label.deleted', subject: 'delayed', before: delayed, after: null },
    ]);
  });

  test('do not change when the audit log cannot say so', async () => {
    await t.ask('PUT', '/labels/kept', { colour: 'red' });

    await t.withoutAudit(async () => {
      assert.equal((await t.ask('PUT', '/labels/unsaid', { colour: 'red' })).status, 500);
      assert.equal((await t.ask('PATCH', '/labels/kept', { name: 'lost' })).status, 500);
      assert.equal((await t.ask('DELETE', '/labels/kept')).status, 500);
    });

    assert.deepEqual((await t.ask('GET', '/labels')).body.items, [{ name: 'kept', colour: 'red' }]);
    await t.ask('DELETE', '/labels/kept');
  });

  test('keep their conversations and saved views when they are renamed', async () => {
    const [one, two] = [await t.aConversation(), await t.aConversation()];
    await t.ask('PUT', '/labels/vip', { colour: 'green' });
    await t.ask('PUT', '/labels/late', { colour: 'red' });
    await wear(one, ['vip', 'late']);
    await wear(two, ['vip']);
    await t.ask('POST', '/views', { area: 'inbox', name: 'VIPs', query: { label: 'vip', status: 'open' } });
    await t.ask('POST', '/views', { area: 'orders', name: 'Others', query: { label: 'vip' } });

    const answer = await t.ask('PATCH', '/labels/VIP', { name: ' Best customers ' });

    assert.deepEqual([answer.status, answer.body], [200, { name: 'best customers', colour: 'green' }]);
    assert.deepEqual([await labelsOf(one), await labelsOf(two)], [['best customers', 'late'], ['best customers']]);
    const views = (await t.ask('GET', '/views')).body.items as { name: string; query: object }[];
    assert.deepEqual(
      views.map(({ name, query }) => [name, query]),
      [
        ['VIPs', { label: 'best customers', status: 'open' }],
        ['Others', { label: 'vip' }],
      ],
    );
    for (const name of ['best customers', 'late']) await t.ask('DELETE', `/labels/${encodeURIComponent(name)}`);
  });

  test('cannot take the name of another one', async () => {
    const conversation = await t.aConversation();
    await t.ask('PUT', '/labels/gold', { colour: 'amber' });
    await t.ask('PUT', '/labels/silver', { colour: 'grey' });
    await wear(conversation, ['gold']);

    const answer = await t.ask('PATCH', '/labels/gold', { name: 'SILVER' });

    assert.deepEqual([answer.status, answer.body.type], [409, '/problems/label-taken']);
    assert.deepEqual(await labelsOf(conversation), ['gold']);
  });

  test('of other businesses are like those nobody made', async () => {
    await t.ask('PUT', '/labels/ours', { colour: 'teal' });

    const [foreign, missing] = [
      await t.ask('PATCH', '/labels/ours', { name: 'theirs' }, { business: 'other' }),
      await t.ask('PATCH', '/labels/never made', { name: 'theirs' }),
    ];

    assert.deepEqual([foreign.status, foreign.body.type], [404, '/problems/label-not-found']);
    assert.deepEqual({ ...foreign.body, instance: '' }, { ...missing.body, instance: '' });
    await t.ask('PUT', '/labels/theirs', { colour: 'pink' }, { business: 'other' });
    assert.equal((await t.ask('PATCH', '/labels/ours', { name: 'theirs' })).status, 200);
  });

  test('have a name that can be read', async () => {
    await t.ask('PUT', '/labels/named', { colour: 'teal' });
    for (const name of ['', '   ', 'x'.repeat(51)])
      assert.equal((await t.ask('PATCH', '/labels/named', { name })).status, 400);
    assert.equal((await t.ask('PATCH', '/labels/named', { colour: 'mauve' })).status, 400);
  });

  test('renamed while somebody puts them on: either the new word is on, or it is not found', async () => {
    const conversation = await t.aConversation();
    await t.ask('PUT', '/labels/from', { colour: 'teal' });

    const [renamed, worn] = await Promise.allSettled([
      t.ask('PATCH', '/labels/from', { name: 'to' }),
      wear(conversation, ['from']),
    ]);

    assert.equal(renamed.status, 'fulfilled');
    if (worn.status === 'rejected') assert.equal(worn.reason.kind, 'label-not-found');
    assert.deepEqual(await labelsOf(conversation), worn.status === 'fulfilled' ? ['to'] : []);
  });
});

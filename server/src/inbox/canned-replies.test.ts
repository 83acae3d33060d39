import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testInbox } from './test-inbox.ts';

const hours = { shortcut: 'hours', language: 'en', title: 'Opening hours', body: 'We open at 9.' };

describe('what a team arranges for itself', () => {
  let t: Awaited<ReturnType<typeof testInbox>>;
  before(async () => {
    t = await testInbox();
  });
  after(() => t.end());

  test('canned replies are in the audit log with what they were and are', async () => {
    const later = { ...hours, body: 'We open at 10.' };
    const { id } = (await t.ask('POST', '/canned-replies', hours)).body;
    await t.ask('POST', '/canned-replies', hours); // refused
    await t.ask('PUT', `/canned-replies/${id}`, later);
    await t.ask('PUT', `/canned-replies/${id}`, later); // changes nothing
    await t.ask('DELETE', `/canned-replies/${id}`, undefined, { business: 'other' }); // not theirs
    await t.ask('DELETE', `/canned-replies/${id}`);

    const subject = '/hours (en)';
    assert.deepEqual(await t.audited('canned_reply.'), [
      { action: 'canned_reply.created', subject, before: null, after: hours },
      { action: 'canned_reply.changed', subject, before: hours, after: later },
      { action: 'canned_reply.deleted', subject, before: later, after: null },
    ]);
  });

  test('canned replies do not change when the audit log cannot say so', async () => {
    const { id } = (await t.ask('POST', '/canned-replies', hours)).body;

    await t.withoutAudit(async () => {
      assert.equal((await t.ask('POST', '/canned-replies', { ...hours, language: 'es' })).status, 500);
      assert.equal((await t.ask('PUT', `/canned-replies/${id}`, { ...hours, title: 'Lost' })).status, 500);
      assert.equal((await t.ask('DELETE', `/canned-replies/${id}`)).status, 500);
    });

    const kept = (await t.ask('GET', '/canned-replies')).body.items as (typeof hours)[];
    assert.deepEqual(
      kept.map(({ language, title }) => [language, title]),
      [['en', 'Opening hours']],
    );
  });

  test('how hand-offs are given out is in the audit log once for each change', async () => {
    const put = (handOffs: string) => t.ask('PUT', '/inbox/settings', { handOffs });

    await put('in_turn');
    await put('in_turn');
    await t.withoutAudit(async () => assert.equal((await put('unassigned')).status, 500));

    assert.deepEqual((await t.ask('GET', '/inbox/settings')).body, { handOffs: 'in_turn' });
    assert.deepEqual(await t.audited('inbox.'), [
      { action: 'inbox.settings', subject: 'shop', before: { handOffs: 'unassigned' }, after: { handOffs: 'in_turn' } },
    ]);
  });

  test('what is sent twice under one key is written once and answered alike', async () => {
    await t.ask('PUT', '/labels/early', { colour: 'teal' });
    const conversation = await t.aConversation();

    for (const [method, url, body] of [
      ['POST', `/conversations/${conversation}/notes`, { body: 'likes blue' }],
      ['POST', '/views', { area: 'inbox', name: 'Mine', query: {} }],
      ['POST', '/canned-replies', { ...hours, shortcut: 'once' }],
      ['PATCH', '/labels/early', { name: 'soon' }],
    ] as const) {
      const [first, second] = [
        await t.ask(method, url, body, { key: url }),
        await t.ask(method, url, body, { key: url }),
      ];
      assert.ok(first.status < 300, url);
      assert.deepEqual(second, first);
    }
  });
});

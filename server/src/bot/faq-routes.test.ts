import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { type TestAgent, testAgent } from './agent/test-agent.ts';
import { faqRoutes } from './faq-routes.ts';

const PETS = {
  topic: 'pets',
  language: 'en',
  question: 'May I bring my dog into the shop?',
  answer: 'Dogs are welcome on a lead.',
};

describe('common questions', () => {
  let t: TestAgent;
  let app: FastifyInstance;
  before(async () => {
    t = await testAgent();
    app = await apiOf(t.ctx, faqRoutes(t.ctx, t.bot.desk));
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    business = 'demo-shop',
  ) => {
    const response = await app.inject({
      method,
      url,
      headers: { 'x-business': business },
      ...(body ? { payload: body } : {}),
    });
    return { status: response.statusCode, body: response.body ? response.json() : null };
  };

  test('are written, and answer the next customer; changed, they answer so; deleted, no more', async () => {
    const { status, body } = await ask('POST', '/faqs', PETS);
    assert.equal(status, 201);
    assert.match((await (await t.customer()).says('may I bring my dog into the shop?')).text, /welcome on a lead/);

    await ask('PATCH', `/faqs/${body.id}`, { answer: 'Sorry, no dogs.' });
    assert.match((await (await t.customer()).says('may I bring my dog into the shop?')).text, /Sorry, no dogs/);

    assert.equal((await ask('DELETE', `/faqs/${body.id}`)).status, 204);
    assert.doesNotMatch((await (await t.customer()).says('may I bring my dog into the shop?')).text, /no dogs/);
    assert.equal((await ask('DELETE', `/faqs/${body.id}`)).status, 404);
  });

  test('of another business are not there', async () => {
    const { body } = await ask('POST', '/faqs', PETS);
    assert.equal((await ask('PATCH', `/faqs/${body.id}`, { answer: 'x' }, 'demo-factory')).status, 404);
    const { body: list } = await ask('GET', '/faqs', undefined, 'demo-factory');
    assert.ok(list.items.length > 0 && list.items.every(({ topic }: { topic: string }) => topic !== 'pets'));
  });

  test('with something missing are refused by name of the field', async () => {
    const { status, body } = await ask('POST', '/faqs', { ...PETS, answer: ' ' });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body.fields), /answer/);
  });

  test('have one answer a topic and language', async () => {
    const again = await ask('POST', '/faqs', { ...PETS, topic: 'twice' });
    assert.equal(again.status, 201);
    const { status, body } = await ask('POST', '/faqs', { ...PETS, topic: 'twice' });
    assert.equal(status, 409);
    assert.equal(body.id, again.body.id);
    assert.equal((await ask('POST', '/faqs', { ...PETS, topic: 'twice', language: 'es' })).status, 201);
  });

  test('stand in the order that was set, those not named behind', async () => {
    const { body } = await ask('PUT', '/faqs/order', { topics: ['returns', 'no-such-topic', 'payment'] });
    const topics = [...new Set(body.items.map(({ topic }: { topic: string }) => topic))];
    assert.deepEqual(topics.slice(0, 2), ['returns', 'payment']);
    assert.ok(topics.length > 5);
  });

  test('are tested as the assistant would understand them', async () => {
    const { body } = await ask('POST', '/faqs/test', { text: 'can I send it back?' });
    assert.deepEqual([body.language, body.outcome, body.hits[0].topic], ['en', 'answered', 'returns']);
    assert.ok(body.hits[0].score >= body.sure);
    const { body: spanish } = await ask('POST', '/faqs/test', { text: '¿puedo devolver una camisa que compré?' });
    assert.deepEqual([spanish.language, spanish.hits[0].topic], ['es', 'returns']);
    const { body: nonsense } = await ask('POST', '/faqs/test', { text: 'xyzzy plugh' });
    assert.equal(nonsense.outcome, 'not_understood');
  });

  test('leave as a table and come back unchanged', async () => {
    const response = await app.inject({ url: '/faqs.csv', headers: { 'x-business': 'demo-shop' } });
    assert.match(String(response.headers['content-type']), /^text\/csv/);
    const { body } = await ask('POST', '/faqs/import', { csv: response.body, dryRun: true });
    assert.deepEqual([body.added, body.changed, body.problems, body.applied], [0, 0, [], false]);
  });

  test('come from a table: first what would change, then the change; a bad row stops it all', async () => {
    const csv =
      'Topic,Language,Question,Answer,Variants\nparking,en,Can I park?,"Yes, behind the shop.",car park | parking lot\n';
    const { body: plan } = await ask('POST', '/faqs/import', { csv });
    assert.deepEqual([plan.applied, plan.added], [false, 1]);
    assert.equal((await ask('GET', '/faqs?topic=parking')).body.items.length, 0);

    const bad = `${csv}parking,en,Twice?,No.,\nlost,english please,Where?,Here.,\n,en,No topic?,None.,\n`;
    const { body: refused } = await ask('POST', '/faqs/import', { csv: bad, dryRun: false });
    assert.equal(refused.applied, false);
    assert.deepEqual(
      refused.problems.map(({ line }: { line: number }) => line),
      [3, 4, 5],
    );

    const { body: done } = await ask('POST', '/faqs/import', { csv, dryRun: false });
    assert.equal(done.applied, true);
    const { body: found } = await ask('GET', '/faqs?search=behind');
    assert.deepEqual(found.items[0].variants, ['car park', 'parking lot']);
    assert.match((await (await t.customer()).says('is there a parking lot?')).text, /behind the shop/);
  });

  test('that a spreadsheet would run as a formula leave marked and come back plain', async () => {
    await ask('POST', '/faqs', { ...PETS, topic: 'formula', question: '=HYPERLINK("x")' });
    const { body: csv } = await app.inject({ url: '/faqs.csv', headers: { 'x-business': 'demo-shop' } });
    assert.match(csv, /"?'=HYPERLINK/);
    const { body: plan } = await ask('POST', '/faqs/import', { csv });
    assert.equal(plan.changed, 0);
  });

  test('that are no table are refused with the line', async () => {
    for (const csv of ['', 'topic,language\na,en\n', 'topic,language,question,answer\n"a,en,b,c\n']) {
      const { status, body } = await ask('POST', '/faqs/import', { csv, dryRun: false });
      assert.equal(status, 200);
      assert.equal(body.applied, false);
      assert.ok(body.problems.length > 0, csv);
    }
  });

  test('are remembered in the audit log when they change', async () => {
    const rows = await t.rows<{ action: string }>('select action from audit_log');
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of ['faq.added', 'faq.changed', 'faq.deleted', 'faq.ordered', 'faq.imported'])
      assert.ok(actions.has(action), action);
  });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { HOUR } from '../platform/time.ts';
import { type TestAgent, testAgent } from './agent/test-agent.ts';
import { type Classifier, openClassifier } from './ai/classifying.ts';
import { aiRoutes } from './ai-routes.ts';

const LOUD =
  'HURRY UP!!! AMAZING OFFER for {name}, get the mug for $12.50 only, click here https://shop.example/mug 🔥🔥🔥';

describe('the endpoints of /ai', () => {
  let t: TestAgent;
  let [withModel, without]: FastifyInstance[] = [];
  let classifier: Classifier;
  let folder: string;
  before(async () => {
    t = await testAgent();
    folder = await mkdtemp(join(tmpdir(), 'classifier-'));
    classifier = openClassifier(t.ctx, folder, HOUR); // however busy the machine is
    withModel = await apiOf(t.ctx, aiRoutes(t.ctx, t.models, classifier));
    without = await apiOf(t.ctx, aiRoutes(t.ctx, null, classifier));
  });
  after(async () => {
    await Promise.all([withModel!.close(), without!.close()]);
    await classifier.close();
    await rm(folder, { recursive: true });
    await t.end();
  });

  const ask = async (
    app: FastifyInstance,
    method: 'GET' | 'POST' | 'PATCH',
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
    return { status: response.statusCode, body: response.json() };
  };
  const post = (app: FastifyInstance, url: string, body: object) => ask(app, 'POST', url, body);

  test('rewrite with a model, when it adds nothing', async () => {
    t.says({ text: '{"texts": ["Hello {name}, the mug costs $12.50 now: https://shop.example/mug"]}' });
    const { body } = await post(withModel!, '/ai/rewrite', { text: LOUD });
    assert.deepEqual(
      [body.by, body.text],
      ['model', 'Hello {name}, the mug costs $12.50 now: https://shop.example/mug'],
    );

    t.says({ text: '{"texts": ["The mug now costs only $9.99: https://evil.example/mug"]}' });
    const refused = await post(withModel!, '/ai/rewrite', { text: LOUD });
    assert.equal(refused.body.by, 'rules');
    assert.match(refused.body.note, /No language model answered/);
  });

  test('rewrite without a model takes the marks of spam out, keeps the facts, and says who did it', async () => {
    const { body } = await post(without!, '/ai/rewrite', { text: LOUD });
    assert.equal(body.by, 'rules');
    assert.match(body.text, /\{name\}.*\$12\.50.*https:\/\/shop\.example\/mug/s);
    assert.doesNotMatch(body.text, /!|HURRY|🔥🔥/);
    const [before, after] = [
      await post(without!, '/ai/spam-check', { text: LOUD }),
      await post(without!, '/ai/spam-check', body),
    ];
    assert.ok(after.body.reasons.length < before.body.reasons.length);
  });

  test('give alternatives, as many as asked where there are so many', async () => {
    t.says({ text: '{"texts": ["One wording.", "Another wording.", "A third one."]}' });
    assert.equal((await post(withModel!, '/ai/alternatives', { text: 'We moved.' })).body.texts.length, 3);
    assert.ok((await post(without!, '/ai/alternatives', { text: LOUD })).body.texts.length >= 1);
  });

  test('translate with the same numbers, else say that it is the original', async () => {
    t.says({ text: 'El pedido 1042 llega en 3 días.' });
    const body = { text: 'Order 1042 arrives in 3 days.', to: 'es' };
    assert.equal((await post(withModel!, '/ai/translate', body)).body.text, 'El pedido 1042 llega en 3 días.');
    t.says({ text: 'El pedido 1042 llega en 2 días.' });
    assert.equal((await post(withModel!, '/ai/translate', body)).body.by, 'rules');
    const { body: original } = await post(without!, '/ai/translate', body);
    assert.deepEqual([original.text, original.by], [body.text, 'rules']);
  });

  test('classify a message offline', async () => {
    const { body } = await post(without!, '/ai/classify', { text: 'Where is my order 1042? This is terrible' });
    assert.deepEqual([body.intent, body.sentiment, body.language], ['order', 'negative', 'en']);
    assert.deepEqual([body.by, body.sentimentBy], ['trained', 'words']); // no examples of feelings come with Parlour
  });

  test('say so when nothing was trained, and judge by words', async () => {
    const untrained = openClassifier(t.ctx, null);
    const app = await apiOf(t.ctx, aiRoutes(t.ctx, null, untrained));
    const { body } = await post(app, '/ai/classify', { text: 'This is terrible, so disappointed' });
    assert.deepEqual([body.intent, body.sentiment], ['none', 'negative']);
    assert.deepEqual([body.by, body.sentimentBy], ['nothing', 'words']);
    assert.equal((await post(app, '/ai/spam-check', { text: 'WINNER!! claim your prize' })).body.by, 'reasons');
    await app.close();
    await untrained.close();
  });

  test('do not keep a question waiting for a training that takes long', async () => {
    const hurried = openClassifier(t.ctx, await mkdtemp(join(folder, 'new-')), 1);
    const { by, sentiment } = await hurried.classify('This is terrible, so disappointed');
    assert.deepEqual([by, sentiment], ['nothing', 'negative']);
    await hurried.close();
  });

  test('judge how risky sending is, with reasons and what to do', async () => {
    const calm = await post(without!, '/ai/ban-risk', {});
    assert.deepEqual([calm.body.level, calm.body.reasons], ['low', []]);
    const loud = await post(without!, '/ai/ban-risk', { text: `${LOUD} WIN NOW bit.ly/x` });
    assert.notEqual(loud.body.level, 'low');
    assert.equal(loud.body.reasons.length, loud.body.advice.length);
  });

  test('score who writes, asks and orders above who does not', async () => {
    const [ada, bob] = [await t.customer('Ada'), await t.customer('Bob')];
    for (let count = 0; count < 12; count++) await ada.says('what is the price of the hoodie');
    await bob.says('hi');
    await t.rows(`update conversations set last_inbound_at = $1 where id = any($2)`, [t.ctx.now(), [ada.id, bob.id]]);
    const scoreOf = async (contactId: string) => (await post(without!, '/ai/score-lead', { contactId })).body;
    const [hers, his] = [await scoreOf(ada.contactId), await scoreOf(bob.contactId)];
    assert.ok(hers.score > his.score && hers.isHot && !his.isHot);
    assert.equal(hers.score, hers.engagement + hers.behaviour + hers.timing);

    const { body } = await ask(without!, 'GET', '/ai/hot-leads');
    assert.deepEqual(
      body.items.map(({ contactId }: { contactId: string }) => contactId),
      [ada.contactId],
    );
  });

  test('sum up a conversation and suggest replies, with a model and without', async () => {
    const ada = await t.customer();
    await ada.says('hi');
    await ada.says('how long does delivery take');
    t.says({ text: 'Ada wants to know how long delivery takes.' });
    assert.equal((await ask(withModel!, 'GET', `/ai/conversations/${ada.id}/summary`)).body.by, 'model');
    const { body } = await ask(without!, 'GET', `/ai/conversations/${ada.id}/summary`);
    assert.match(body.text, /Customer: how long does delivery take/);
    const replies = await ask(without!, 'GET', `/ai/conversations/${ada.id}/replies`);
    assert.equal(replies.body.texts.length, 3);
    assert.equal(replies.body.by, 'rules');
    t.says({ text: '{"texts": ["It takes 99 days.", "Let me look that up for you."]}' });
    assert.deepEqual((await ask(withModel!, 'GET', `/ai/conversations/${ada.id}/replies`)).body.texts, [
      'Let me look that up for you.',
    ]);
  });

  test('answer about nobody of another business', async () => {
    const ada = await t.customer();
    for (const path of [
      `/ai/conversations/${ada.id}/summary`,
      `/ai/conversations/${ada.id}/replies`,
      `/contacts/${ada.contactId}/facts`,
    ])
      assert.equal((await ask(without!, 'GET', path, undefined, 'demo-factory')).status, 404);
    assert.equal(
      (await ask(without!, 'POST', '/ai/score-lead', { contactId: ada.contactId }, 'demo-factory')).status,
      404,
    );
  });

  test('say what models cost', async () => {
    const { body } = await ask(withModel!, 'GET', '/ai/usage');
    assert.ok(body.totalUsd > 0);
    const sum = body.items.reduce((total: number, { usd }: { usd: number }) => total + usd, 0);
    assert.ok(Math.abs(sum - body.totalUsd) < 1e-9);
  });

  test('show, correct and forget what a contact told', async () => {
    const ada = await t.customer();
    const url = `/contacts/${ada.contactId}/facts`;
    assert.deepEqual((await ask(without!, 'PATCH', url, { clothing_size: 'M', email: 'a@b.example' })).body, {
      clothing_size: 'M',
      email: 'a@b.example',
    });
    assert.deepEqual((await ask(without!, 'PATCH', url, { clothing_size: null })).body, { email: 'a@b.example' });
    assert.deepEqual((await ask(without!, 'GET', url)).body, { email: 'a@b.example' });
    assert.equal((await ask(without!, 'PATCH', url, { shoe: 'x' })).status, 400);
  });
});

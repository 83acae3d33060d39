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
    app = await apiOf(t.ctx, faqRoutes(t.ctx));
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const ask = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
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
});

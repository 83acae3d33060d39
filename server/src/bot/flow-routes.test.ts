import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { testContext } from '../../test/support.ts';
import { seedDemo } from '../demo/index.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { flowRoutes } from './flow-routes.ts';
import { createBot, type FlowBot } from './index.ts';
import { bodyOf, newCustomer } from './test-customer.ts';

const FLOWS = fileURLToPath(new URL('../../../flows', import.meta.url));

/** The desk of the demo shop, and a second node on the same database. */
async function testDesk() {
  const t = await testContext();
  await seedDemo(t.ctx);
  const [bot, elsewhere] = [
    await createBot(t.ctx, { flowsFolder: FLOWS }),
    await createBot(t.ctx, { flowsFolder: FLOWS }),
  ];
  const app = await apiOf(t.ctx, flowRoutes(t.ctx, bot.desk));
  const all = new Map((await t.ctx.db.select().from(businesses)).map((business) => [business.slug, business]));
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: object,
    whose = 'demo-shop',
  ) => {
    const response = await app.inject({
      method,
      url,
      headers: { 'x-business': whose },
      ...(body ? { payload: body } : {}),
    });
    return { status: response.statusCode, body: response.body ? response.json() : null };
  };
  return {
    ...t,
    app,
    bot,
    elsewhere,
    shop: all.get('demo-shop')!,
    factory: all.get('demo-factory')!,
    ask,
    /** The first words of the assistant to somebody new. */
    greets: async (by: FlowBot, business: Business) =>
      bodyOf((await (await newCustomer(t.ctx, by, business, 'en')).says('hi')).replies[0]),
    end: async () => {
      bot.close();
      elsewhere.close();
      await app.close();
      await t.end();
    },
  };
}
type TestDesk = Awaited<ReturnType<typeof testDesk>> & { app: FastifyInstance };

describe('the flows of a business', () => {
  let t: TestDesk;
  before(async () => {
    t = await testDesk();
  });
  after(() => t.end());

  /** Saves the shipped shop with another greeting as a draft. */
  const draftSaying = async (text: string, whose = 'demo-shop') => {
    const { body } = await t.ask('GET', '/flows/shop', undefined, whose);
    const main = body.texts.find((one: { path: string[] }) => one.path.join('.') === 'nodes.main_menu.text');
    assert.ok(main, 'the main menu has a text');
    await t.ask('DELETE', '/flows/shop/draft', undefined, whose);
    return t.ask('PATCH', '/flows/shop/draft', { texts: [{ path: main.path, language: 'en', text }] }, whose);
  };

  test('are those that come with Parlour until one is published', async () => {
    const { status, body } = await t.ask('GET', '/flows');
    assert.equal(status, 200);
    const shop = body.items.find(({ name }: { name: string }) => name === 'shop');
    assert.deepEqual([shop.isInUse, shop.isShipped, shop.number, shop.draft], [true, true, 0, null]);
  });

  test('are read as text, as a graph with lines, and as the list of their texts', async () => {
    const { body } = await t.ask('GET', '/flows/shop?language=es');
    assert.match(body.source, /name: shop/);
    assert.deepEqual(
      body.findings.filter(({ severity }: { severity: string }) => severity === 'error'),
      [],
    );
    const names = body.graph.nodes.map(({ name }: { name: string }) => name);
    assert.ok(names.includes('main_menu'));
    const lines = body.source.split('\n');
    for (const { name, line } of body.graph.nodes) assert.match(lines[line - 1], new RegExp(`^\\s+${name}:`));
    for (const { to } of body.graph.edges) assert.ok(names.includes(to) || ['back', 'pass'].includes(to), to);
    assert.ok(body.graph.entries.length > 5);
  });

  test('answer nobody differently while an edit is only a draft', async () => {
    const { status, body } = await draftSaying('Ahoy!');
    assert.equal(status, 200);
    assert.match(body.source, /Ahoy!/);
    assert.doesNotMatch(await t.greets(t.bot, t.shop), /Ahoy/);
    const { body: list } = await t.ask('GET', '/flows');
    assert.equal(list.items.find(({ name }: { name: string }) => name === 'shop').draft.changedBy, 'Operator');
  });

  test('answer with a draft once it is published: at once here, and on other nodes as soon as they look', async () => {
    await draftSaying('Ahoy!');
    const { status, body } = await t.ask('POST', '/flows/shop/versions', { note: 'A sailor wrote this' });
    assert.equal(status, 201);
    assert.match(await t.greets(t.bot, t.shop), /Ahoy!/);
    await t.elsewhere.flows.refresh();
    assert.match(await t.greets(t.elsewhere, t.shop), /Ahoy!/);
    assert.equal((await t.ask('GET', '/flows/shop/draft')).status, 404, 'what is published is no draft any more');

    const { body: versions } = await t.ask('GET', '/flows/shop/versions');
    assert.equal(versions.items[0].number, body.number);
    assert.equal(versions.items[0].note, 'A sailor wrote this');
    assert.deepEqual(versions.items.at(-1).number, 0);
  });

  test('of another business stay as they are', async () => {
    await draftSaying('Only for the shop.');
    await t.ask('POST', '/flows/shop/versions', {});
    assert.doesNotMatch(await t.greets(t.bot, { ...t.factory, flow: 'shop' }), /Only for the shop/);
    const { body } = await t.ask('GET', '/flows/shop', undefined, 'demo-factory');
    assert.equal(body.number, 0);
    const { status } = await t.ask('GET', '/flows/shop/versions/1', undefined, 'demo-factory');
    assert.equal(status, 404);
  });

  test('go back to an earlier version, or to the file', async () => {
    await draftSaying('The good one.');
    const { body: good } = await t.ask('POST', '/flows/shop/versions', {});
    await draftSaying('The bad one.');
    await t.ask('POST', '/flows/shop/versions', {});
    assert.match(await t.greets(t.bot, t.shop), /The bad one/);

    await t.ask('POST', '/flows/shop/versions', { restore: good.number });
    assert.match(await t.greets(t.bot, t.shop), /The good one/);

    const { body: back } = await t.ask('POST', '/flows/shop/versions', { restore: 0 });
    assert.equal(back.isShipped, true);
    assert.doesNotMatch(await t.greets(t.bot, t.shop), /The good one/);
    assert.equal((await t.ask('GET', '/flows/shop')).body.number, 0);
    assert.equal((await t.ask('POST', '/flows/shop/versions', { restore: 999 })).status, 404);
  });

  test('with errors are kept as a draft and never published', async () => {
    const { body: shop } = await t.ask('GET', '/flows/shop');
    const broken = shop.source.replace(/next: (\w+)/, 'next: nowhere_at_all');
    const { status, body } = await t.ask('PUT', '/flows/shop/draft', { source: broken });
    assert.equal(status, 200);
    const line = broken.split('\n').findIndex((one: string) => one.includes('nowhere_at_all')) + 1;
    assert.ok(
      body.findings.some((one: { severity: string; line: number }) => one.severity === 'error' && one.line === line),
    );

    const before = await t.greets(t.bot, t.shop);
    const refused = await t.ask('POST', '/flows/shop/versions', {});
    assert.equal(refused.status, 422);
    assert.equal(refused.body.type, '/problems/flow-has-errors');
    assert.equal(refused.body.findings[0].line, line);
    assert.equal(await t.greets(t.bot, t.shop), before);
    assert.equal((await t.ask('GET', '/flows/shop/draft')).status, 200, 'the work is not lost');
  });

  test('that are not even YAML are kept as a draft', async () => {
    const { status, body } = await t.ask('PUT', '/flows/shop/draft', { source: 'version: [' });
    assert.equal(status, 200);
    assert.equal(body.graph, null);
    assert.ok(body.findings.length > 0);
  });

  test('are not overwritten by somebody who has not seen the newest draft', async () => {
    const { body: mine } = await draftSaying('Mine');
    t.clockMovesBy(1_000);
    const { body: theirs } = await t.ask('PUT', '/flows/shop/draft', { source: mine.source, seen: mine.changedAt });
    const { status, body } = await t.ask('PUT', '/flows/shop/draft', { source: 'x', seen: mine.changedAt });
    assert.equal(status, 409);
    assert.equal(body.type, '/problems/draft-changed');
    assert.equal((await t.ask('POST', '/flows/shop/versions', { seen: mine.changedAt })).status, 409);
    assert.equal((await t.ask('PUT', '/flows/shop/draft', { source: 'x', seen: null })).status, 409);
    assert.equal((await t.ask('POST', '/flows/shop/versions', { seen: theirs.changedAt })).status, 201);
  });

  test('may be new ones of the business', async () => {
    const source =
      'version: 1\nname: kiosk\nlanguages: [en]\nstart: main\nnodes:\n  main: { type: menu, text: Closed for today., options: [{ id: over, title: Bye, next: over }] }\n  over: { type: end, text: Bye. }\n';
    await t.ask('PUT', '/flows/kiosk/draft', { source });
    assert.equal((await t.ask('GET', '/flows/kiosk')).body.number, null);
    assert.equal((await t.ask('POST', '/flows/kiosk/versions', {})).status, 201);
    assert.match(await t.greets(t.bot, { ...t.shop, flow: 'kiosk' }), /Closed for today/);
    assert.equal((await t.ask('GET', '/flows/kiosk', undefined, 'demo-factory')).status, 404);
  });

  test('change what they say first in one step', async () => {
    await t.ask('POST', '/flows/shop/versions', { restore: 0 });
    const { body } = await t.ask('GET', '/flows/shop/welcome');
    assert.match(body.text.en, /./);
    const { status } = await t.ask('PUT', '/flows/shop/welcome', { text: { ...body.text, en: 'Good day to you.' } });
    assert.equal(status, 200);
    assert.match(await t.greets(t.bot, t.shop), /Good day to you\./);
    assert.match((await t.ask('GET', '/flows/shop')).body.source, /^# /m, 'comments stay');
  });
});

describe('a simulation', () => {
  let t: TestDesk;
  before(async () => {
    t = await testDesk();
  });
  after(() => t.end());
  const play = (steps: object[], more: object = {}) =>
    t.ask('POST', '/flows/shop/simulations', { steps, language: 'en', ...more });
  const rowsIn = async (table: string) =>
    (await t.ctx.db.$client.query(`select count(*)::int as n from ${table}`)).rows[0].n;

  test('answers as the assistant would, and says why and where the talk stands', async () => {
    const { status, body } = await play([{ customer: 'hi' }]);
    assert.equal(status, 200);
    const [first] = body.steps;
    assert.ok(first.replies.length > 0);
    assert.equal(first.node, 'main_menu');
    assert.deepEqual(first.trace.path, ['main_menu']);
  });

  test('places an order that later steps know and nobody else ever sees', async () => {
    const [orders, contacts] = [await rowsIn('orders'), await rowsIn('contacts')];
    const { body } = await play([
      { customer: 'Buy 1 size L black hoodie' },
      { taps: 'Place the order' },
      { customer: 'my orders' },
    ]);
    const said = body.steps.map(({ replies }: { replies: Parameters<typeof bodyOf>[0][] }) =>
      replies.map(bodyOf).join('\n'),
    );
    assert.match(said[1], /order number/i);
    assert.equal(body.steps[2].problem, null);
    assert.equal(await rowsIn('orders'), orders);
    assert.equal(await rowsIn('contacts'), contacts);
  });

  test('plays the text it is given, and a broken one not at all', async () => {
    const { body: shop } = await t.ask('GET', '/flows/shop');
    const { body: draft } = await t.ask('PATCH', '/flows/shop/draft', {
      texts: [{ path: ['nodes', 'main_menu', 'text'], language: 'en', text: 'From the draft.' }],
    });
    for (const which of [{ source: draft.source }, { of: 'draft' }]) {
      const { body } = await play([{ customer: 'hi' }], which);
      assert.match(bodyOf(body.steps[0].replies[0]), /From the draft\./);
    }
    const { body: published } = await play([{ customer: 'hi' }]);
    assert.doesNotMatch(bodyOf(published.steps[0].replies[0]), /From the draft/);
    const refused = await play([{ customer: 'hi' }], {
      source: shop.source.replace(/start: main_menu/, 'start: none'),
    });
    assert.equal(refused.status, 422);
  });

  test('ends at a button that is not there, and says so', async () => {
    const { status, body } = await play([{ customer: 'hi' }, { taps: 'No such button' }, { customer: 'hi' }]);
    assert.equal(status, 200);
    assert.equal(body.steps.length, 2);
    assert.match(body.steps[1].problem, /No such button/);
  });

  test('is silent once a person has to answer', async () => {
    const { body } = await play([{ customer: 'talk to a person' }, { customer: 'hello?' }]);
    assert.match(body.steps[0].waiting, /./);
    assert.deepEqual(body.steps[1].replies, []);
  });

  test('lets time pass', async () => {
    const { body } = await play([{ customer: 'hi' }, { later: '31 min' }], { at: '2026-03-02T12:00:00Z' });
    assert.match(body.steps[1].at, /^2026-03-02T12:31/);
  });

  test('plays the transcripts of a flow, for a draft too, and names the line that did not come true', async () => {
    const before = await rowsIn('orders');
    const { status, body } = await t.ask('POST', '/flows/shop/rehearsals', {});
    assert.equal(status, 200);
    const failed = body.transcripts.filter(({ outcome }: { outcome: string }) => outcome === 'failed');
    assert.deepEqual(failed, []);
    assert.ok(body.passed > 10);
    assert.equal(await rowsIn('orders'), before);

    const transcripts =
      'flow: shop\nbusiness: demo-shop\ntranscripts:\n  - name: a greeting\n    talk:\n      - customer: hi\n      - bot: Good evening\n';
    const { body: own } = await t.ask('POST', '/flows/shop/rehearsals', { transcripts });
    assert.deepEqual([own.failed, own.transcripts[0].line], [1, 7]);
    assert.match(own.transcripts[0].why, /expected "Good evening"/);
    assert.equal((await t.ask('POST', '/flows/shop/rehearsals', { transcripts: 'flow: [' })).body.findings.length, 1);
  });
});

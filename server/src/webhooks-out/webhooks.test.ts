import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { Webhook } from 'standardwebhooks';
import { apiOf } from '../../test/api.ts';
import { testDesk } from '../../test/desk.ts';
import { openShop } from '../../test/shop.ts';
import { orderPlaced, orderStateChanged, placeOrder } from '../commerce/index.ts';
import type { Ctx } from '../platform/context.ts';
import { on } from '../platform/facts.ts';
import { secretBox } from '../platform/secrets.ts';
import { DAY, MINUTE, SECOND } from '../platform/time.ts';
import {
  collectFeed,
  deliverWebhook,
  tellOrderPlaced,
  tellOrderState,
  webhookDisabled,
  webhookRoutes,
  webhooksOfOpenApi,
} from './index.ts';

type Json = ReturnType<typeof JSON.parse>;
type Got = { headers: IncomingHttpHeaders; body: string; json: Json };

describe('webhooks', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let ctx: Ctx;
  let app: FastifyInstance;
  let receiver: Server;
  let url: string;
  let deliver: ReturnType<typeof deliverWebhook>;
  let host: string;
  let got: Got[];
  let answer: () => { status: number; body?: string; headers?: Record<string, string> };
  const box = secretBox('a key of at least thirty-two characters');

  before(async () => {
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      got.push({ headers: request.headers, body, json: JSON.parse(body) });
      const { status, body: said = 'thanks', headers = {} } = answer();
      response.writeHead(status, headers).end(said);
    });
    await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
    host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
    url = `http://${host}/hooks?of=parlour`;
    deliver = deliverWebhook(box, [host]);
  });
  after(() => void receiver.close());

  beforeEach(async () => {
    t = await testDesk();
    const reactions = [
      on(orderPlaced, 'webhooks', tellOrderPlaced),
      on(orderStateChanged, 'webhooks', tellOrderState),
      on(webhookDisabled, 'log', async () => {}),
    ];
    ctx = { ...t.ctx, reactions };
    got = [];
    answer = () => ({ status: 200 });
    app = await apiOf(ctx, webhookRoutes(ctx, { box, allowed: [host] }));
  });
  afterEach(async () => {
    await app.close();
    await t.end();
  });

  const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, business = 'shop') => {
    const response = await app.inject({
      method,
      url: path,
      headers: { 'x-business': business },
      ...(body ? { payload: body } : {}),
    });
    return { status: response.statusCode, body: response.json() as Json };
  };
  const listens = async (...events: string[]) => (await ask('POST', '/webhooks', { url, events })).body as Json;
  /** What workers would do now: reactions, and deliveries that are due. */
  const work = async () => {
    const now = ctx.now().toISOString();
    const due = await t.rows<{ id: string; task: string; payload: Json }>(
      `select j.id, t.identifier task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where j.run_at <= greatest('${now}'::timestamptz, now()) or t.identifier <> 'webhooks.deliver' order by j.id`,
    );
    for (const { id, task, payload } of due) {
      if (task !== deliver.name) await t.rows(`select graphile_worker.complete_jobs(array[${id}]::bigint[])`);
      const job = task === deliver.name ? deliver : ctx.reactions.find((one) => one.task === task);
      await job?.run(ctx, payload);
      if (
        task === deliver.name &&
        !(await t.rows(`select from graphile_worker._private_jobs where id = ${id} and run_at > '${now}'`)).length
      )
        await t.rows(`delete from graphile_worker._private_jobs where id = ${id}`);
    }
  };
  const told = async () => {
    await collectFeed(ctx);
    await work();
    return got;
  };
  const customerWrites = async (text: string) => {
    const node = await t.node();
    await node.receives(text);
    await node.idle();
    await node.leave();
  };

  test('are signed after Standard Webhooks', async () => {
    const { secret } = await listens('message.received');
    await customerWrites('hello');
    const [one] = await told();

    assert.equal(got.length, 1);
    assert.match(secret, /^whsec_[A-Za-z0-9+/=]{44}$/);
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = one!.headers;
    const seconds = new Date(Number(at) * 1_000);
    assert.equal(signature, new Webhook(secret).sign(String(id), seconds, one!.body));
    assert.deepEqual(
      [one!.json.type, one!.json.data.message.content],
      ['message.received', { type: 'text', body: 'hello' }],
    );
    assert.deepEqual([one!.json.data.contact.name, one!.json.data.contact.phone], ['Sheena', '+16505551234']);
  });

  test('tell every status of what we send, hand-offs and new people, and only what was asked for', async () => {
    await listens('message.status', 'contact.created', 'conversation.handed_off', 'conversation.given_back');
    await customerWrites('hello');
    await t.rows(`update conversations set waiting_since = now(), waiting_reason = 'asked for a person'`);
    await t.rows(`update conversations set waiting_since = null`);
    const events = (await told()).map(({ json }) => [
      json.type,
      json.data.status ?? json.data.name ?? json.data.reason,
    ]);

    assert.deepEqual(events.sort(), [
      ['contact.created', 'Sheena'],
      ['conversation.given_back', undefined],
      ['conversation.handed_off', 'asked for a person'],
      ['message.status', 'sent'],
    ]);
  });

  test('cost the way of a message nothing while nobody listens', async () => {
    const { id } = await listens('message.received');
    const isOn = async () =>
      (
        await t.rows<{ is_on: boolean }>(
          `select bool_or(tgenabled <> 'D') is_on from pg_trigger where tgname like 'webhooks_%'`,
        )
      )[0]!.is_on;
    assert.equal(await isOn(), true);
    await ask('PATCH', `/webhooks/${id}`, { enabled: false });
    assert.equal(await isOn(), false);
    await customerWrites('hello');
    assert.equal((await t.rows('select from webhook_feed')).length, 0);
  });

  test('tell of orders, each state once however often the job runs', async () => {
    await listens('order.placed', 'order.state_changed');
    const shop = await openShop(ctx, 'corner-shop');
    await app.close();
    app = await apiOf(ctx, webhookRoutes(ctx, { box, allowed: [host] }));
    await ask('POST', '/webhooks', { url, events: ['order.placed'] }, 'corner-shop');
    const order = await ctx.db.transaction((tx) =>
      placeOrder(ctx, tx, {
        businessId: shop.businessId,
        contactId: shop.sheena,
        conversationId: null,
        lines: [{ variantId: shop.mug, quantity: 2 }],
      }),
    );
    await work();
    await work();
    const ref = {
      businessId: shop.businessId,
      orderId: order.id,
      number: order.number,
      contactId: shop.sheena,
      conversationId: null,
    };
    await tellOrderPlaced(ctx, ref);
    await work();

    assert.equal(got.length, 1);
    assert.deepEqual([got[0]!.json.type, got[0]!.json.data.order.amount], ['order.placed', 2_500]);
  });

  test('are tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, then count as failed', async () => {
    const { id } = await listens('message.received');
    await customerWrites('hello');
    answer = () => ({ status: 500, body: 'broken\0 today' });
    await told();
    const delays = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 300 * MINUTE, 600 * MINUTE, 600 * MINUTE];
    for (const [i, delay] of delays.entries()) {
      assert.equal(got.length, i + 1);
      t.clockMovesBy(delay - 1);
      await dueNow();
      assert.equal(got.length, i + 1, 'not earlier');
      t.clockMovesBy(1);
      await dueNow();
    }
    assert.equal(got.length, 8);
    assert.equal(new Set(got.map(({ headers }) => headers['webhook-id'])).size, 1);

    const [delivery] = (await ask('GET', `/webhooks/${id}/deliveries`)).body.items;
    assert.deepEqual([delivery.state, delivery.attempts, delivery.status, delivery.dueAt], ['failed', 8, 500, null]);
    const { log } = (await ask('GET', `/deliveries/${delivery.id}`)).body;
    assert.deepEqual([log.length, log[0].status, log[0].body], [8, 500, 'broken today']);
  });

  /** The job of every waiting delivery, whatever its time: the claim looks at the clock itself. */
  const dueNow = async () => {
    for (const { business_id: businessId, id: deliveryId } of await t.rows<Json>(
      `select business_id, id from webhook_deliveries where state = 'waiting'`,
    ))
      await deliver.run(ctx, { businessId, deliveryId });
  };

  test('are given up after 5 days in which nothing got through, with a notice', async () => {
    const { id } = await listens('message.received');
    answer = () => ({ status: 503 });
    await customerWrites('one');
    await told();
    t.clockMovesBy(5 * DAY);
    await customerWrites('two');
    await told();
    const { body } = await ask('GET', `/webhooks/${id}`);
    assert.equal(body.enabled, false);
    assert.match(body.disabledReason, /Nothing got through since/);
    assert.ok((await t.jobs()).some(({ task }) => task === 'webhook.disabled:log'));

    const enabled = await ask('PATCH', `/webhooks/${id}`, { enabled: true });
    assert.deepEqual([enabled.body.enabled, enabled.body.failingSince], [true, null]);
  });

  test('end at once when the receiver says that it is gone, and follow no redirect', async () => {
    const { id } = await listens('message.received');
    answer = () => ({ status: 302, headers: { location: `http://${host}/elsewhere` } });
    await customerWrites('one');
    await told();
    assert.equal(got.length, 1);
    answer = () => ({ status: 410 });
    await customerWrites('two');
    await told();
    assert.match((await ask('GET', `/webhooks/${id}`)).body.disabledReason, /410/);
  });

  test('are replayed one by one or by range, with the same id', async () => {
    const { id } = await listens('message.received');
    for (const text of ['one', 'two', 'three']) await customerWrites(text);
    await told();
    const { items } = (await ask('GET', `/webhooks/${id}/deliveries?limit=2`)).body;
    assert.equal(items.length, 2);
    assert.equal((await ask('POST', `/deliveries/${items[0].id}/replays`)).status, 202);
    await work();
    assert.equal(got[3]!.headers['webhook-id'], items[0].eventId);

    const range = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z', state: 'delivered' };
    assert.deepEqual((await ask('POST', `/webhooks/${id}/replays`, range)).body, { replayed: 3, more: false });
    await work();
    assert.equal(got.length, 7);
    assert.equal((await ask('POST', `/webhooks/${id}/replays`, { ...range, to: range.from })).status, 400);
  });

  test('can be tried, also while paused', async () => {
    const { id } = await listens('message.received');
    await ask('PATCH', `/webhooks/${id}`, { enabled: false });
    assert.equal((await ask('POST', `/webhooks/${id}/tests`)).status, 202);
    await work();
    assert.equal(got[0]!.json.type, 'webhook.test');
  });

  test('keep their secret encrypted, show it once, and sign with both for 24 hours after a new one', async () => {
    const { id, secret: first } = await listens('message.received');
    const { secret: second } = (await ask('POST', `/webhooks/${id}/secrets`)).body;
    assert.notEqual(first, second);
    assert.doesNotMatch(JSON.stringify(await t.rows('select * from webhook_endpoints')), /whsec_/);
    assert.doesNotMatch(JSON.stringify((await ask('GET', '/webhooks')).body), /whsec_/);

    await ask('POST', `/webhooks/${id}/tests`);
    await work();
    t.clockMovesBy(DAY);
    await ask('POST', `/webhooks/${id}/tests`);
    await work();
    const signedWith = ({ headers, body }: Got) =>
      [first, second].map((secret) =>
        String(headers['webhook-signature'])
          .split(' ')
          .includes(
            new Webhook(secret).sign(
              String(headers['webhook-id']),
              new Date(Number(headers['webhook-timestamp']) * 1_000),
              body,
            ),
          ),
      );
    assert.deepEqual(got.map(signedWith), [
      [true, true],
      [false, true],
    ]);
  });

  test('go to the public internet only, unless the operator named the host', async () => {
    for (const [address, cause] of [
      ['http://shop.example/hooks', 'scheme'],
      ['https://user:pass@shop.example/', 'userinfo'],
      ['https://localhost/', 'not-public'],
      ['ftp://shop.example', 'scheme'],
      ['nonsense', 'not-an-address'],
    ]) {
      const refused = await ask('POST', '/webhooks', { url: address, events: ['order.placed'] });
      assert.deepEqual([refused.status, refused.body.cause], [422, cause], address);
    }
    const { id } = (await ask('POST', '/webhooks', { url: 'https://169.254.169.254/latest', events: ['order.placed'] }))
      .body;
    await ask('POST', `/webhooks/${id}/tests`);
    await work();
    assert.equal((await ask('GET', `/webhooks/${id}/deliveries`)).body.items[0].error, 'not-public');
  });

  test('of another business answer like missing ones', async () => {
    const { id } = await listens('message.received');
    await openShop(ctx, 'corner-shop');
    await app.close();
    app = await apiOf(ctx, webhookRoutes(ctx, { box, allowed: [host] }));
    for (const [method, path, body] of [
      ['GET', `/webhooks/${id}`],
      ['PATCH', `/webhooks/${id}`, { enabled: false }],
      ['DELETE', `/webhooks/${id}`],
      ['POST', `/webhooks/${id}/secrets`],
      ['POST', `/webhooks/${id}/tests`],
      ['GET', `/webhooks/${id}/deliveries`],
    ] as const)
      assert.deepEqual([method, (await ask(method, path, body, 'corner-shop')).status], [method, 404]);
    assert.equal((await ask('DELETE', `/webhooks/${id}`)).status, 200);
  });
});

test('every event is described in the API document', () => {
  const { 'message.received': received, 'webhook.test': tried } = webhooksOfOpenApi();
  const { schema } = received!.post.requestBody.content['application/json'];
  assert.deepEqual(Object.keys(schema.properties ?? {}), ['type', 'timestamp', 'data']);
  assert.equal(tried!.post.operationId, 'webhook-webhook-test');
});

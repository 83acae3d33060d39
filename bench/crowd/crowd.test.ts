import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { isSignedByMeta } from '../../server/src/channels/whatsapp-cloud/signature.ts';
import { Customers } from './conversation.ts';
import { numberOf, SHOP, webhookRequests } from './customers.ts';
import { openGraph } from './graph.ts';
import { openLines } from './lines.ts';

/** A server that acknowledges every webhook with `status` and keeps what it got. */
async function business(status = 200) {
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ request, body: Buffer.concat(chunks) });
    response.writeHead(status, { 'content-length': 2 }).end('ok');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, received, port: portOf(server) };
}

const portOf = (server: { address(): unknown }): number => (server.address() as { port: number }).port;

describe('the crowd', () => {
  let shop: Awaited<ReturnType<typeof business>>;
  let lines: ReturnType<typeof openLines>;
  let graph: ReturnType<typeof openGraph>;
  let customers: Customers;
  const reply = (body: object) =>
    fetch(`http://127.0.0.1:${portOf(graph)}/v25.0/1/messages`, { method: 'POST', body: JSON.stringify(body) });

  before(async () => {
    shop = await business();
    lines = openLines(shop.port, 2);
    customers = new Customers(5, lines, webhookRequests(shop.port, 'TEST', 'hi'));
    graph = openGraph((recipient) => customers.hears(recipient)).listen(0, '127.0.0.1');
    await once(graph, 'listening');
  });
  after(() => {
    lines.close();
    graph.close();
    shop.server.close();
    shop.server.closeAllConnections();
  });

  test('sends webhooks as Meta signs them, more than there are connections', async () => {
    const acknowledged = new Promise<void>((all) => {
      let count = 0;
      customers.watchedBy({ acknowledged: () => ++count === 5 && all(), answered: () => {} });
    });
    for (let customer = 0; customer < 5; customer++) customers.says(customer, performance.now());
    await acknowledged;

    assert.equal(shop.received.length, 5);
    for (const { request, body } of shop.received) {
      assert.ok(isSignedByMeta(body, String(request.headers['x-hub-signature-256']), SHOP.appSecret));
    }
    const ids = shop.received.map(({ body }) => JSON.parse(body.toString()).entry[0].changes[0].value.messages[0].id);
    assert.equal(new Set(ids).size, 5);
  });

  test('takes a reply as Meta does and counts it for its customer', async () => {
    const answer = await reply({
      messaging_product: 'whatsapp',
      to: `+${numberOf(3)}`,
      type: 'text',
      text: { body: 'a "to":"+1" in words' },
    });

    const { contacts, messages } = (await answer.json()) as {
      contacts: { wa_id: string }[];
      messages: { id: string }[];
    };
    assert.equal(contacts[0]?.wa_id, numberOf(3));
    assert.match(messages[0]?.id ?? '', /^wamid\./);
    assert.deepEqual(customers.tally.answered, [0, 0, 0, 1, 0]);
  });

  test('takes no read mark for a reply', async () => {
    const answer = await reply({ messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.x' });

    assert.deepEqual(await answer.json(), { success: true });
    assert.deepEqual(customers.tally.answered, [0, 0, 0, 1, 0]);
  });

  test('knows what is still open', async () => {
    assert.equal(customers.open(), 4);

    for (const customer of [0, 1, 2, 4]) await reply({ to: numberOf(customer), text: {} });

    assert.equal(customers.open(), 0);
  });

  test('counts a second answer as one too many', async () => {
    await reply({ to: numberOf(0), text: {} });

    assert.equal(customers.tally.answered[0], 2);
  });

  test('counts a webhook that is refused as not acknowledged', async () => {
    const closed = await business(503);
    const its = openLines(closed.port, 1);
    const alone = new Customers(1, its, webhookRequests(closed.port, 'TEST', 'hi'));
    alone.says(0, performance.now());
    while (alone.refused === 0) await new Promise(setImmediate);

    assert.deepEqual(alone.tally, { sent: [1], acknowledged: [0], answered: [0] });
    its.close();
    closed.server.close();
  });
});

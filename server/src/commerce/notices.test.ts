import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../../test/desk.ts';
import { startParlour } from '../../test/parlour.ts';

describe('the notice of an order', () => {
  let parlour: Awaited<ReturnType<typeof startParlour>>;
  let ana: ReturnType<typeof parlour.phone>;
  let contactId: string;
  let mug: string;
  before(async () => {
    parlour = await startParlour();
    ana = parlour.phone('+16505551234', 'Ana Torres');
    ana.says('hola', { to: parlour.shop });
    await ana.next();
    [{ id: contactId }] = (await parlour.rows<{ id: string }>(
      "select c.id from contacts c join contact_identities i on i.contact_id = c.id where i.value = '+16505551234' limit 1",
    )) as [{ id: string }];
    [{ id: mug }] = (await parlour.rows<{ id: string }>(
      "select v.id from variants v join businesses b on b.id = v.business_id where b.slug = 'demo-shop' and on_hand > 5 limit 1",
    )) as [{ id: string }];
  });
  after(() => parlour?.end());

  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await parlour.api(method, path, body, { 'x-business': 'demo-shop' });
    return {
      status: answer.status,
      body: answer.body as unknown as Record<string, never> & { [name: string]: unknown },
    };
  };
  const order = async () => {
    const lines = [{ variantId: mug, quantity: 1 }];
    const { status, body } = await ask('POST', '/orders', { contactId, lines, notify: false });
    assert.equal(status, 201, JSON.stringify(body));
    return Number(body.number);
  };
  const stepOf = async (number: number, state: string) => {
    const { body } = await ask('GET', `/orders/${number}`);
    const history = body.history as unknown as { state: string; notice: null | { status: string; problem: string } }[];
    return history.find((step) => step.state === state)?.notice;
  };

  test('is shown before it is sent, sent as it was shown, and followed until it is read', async () => {
    const number = await order();
    const way = 'carrier=DHL&trackingNumber=JD014';
    const { body: shown } = await ask('GET', `/orders/${number}/notice?state=shipped&${way}`);
    assert.equal(shown.way, 'text');
    assert.match(String(shown.text), new RegExp(`${number}[\\s\\S]*DHL JD014`));

    await ask('PUT', `/orders/${number}/state`, { state: 'shipped', carrier: 'DHL', trackingNumber: 'JD014' });
    const message = await ana.next();
    assert.deepEqual(message.content, { type: 'text', body: shown.text });
    await until(async () => ['delivered', 'read'].includes((await stepOf(number, 'shipped'))?.status ?? ''));
  });

  test('can be said in other words, or not at all', async () => {
    const number = await order();
    await ask('PUT', `/orders/${number}/state`, { state: 'shipped', notify: false });
    await ask('PUT', `/orders/${number}/state`, { state: 'delivered', message: 'It lies behind the door.' });
    assert.deepEqual((await ana.next()).content, { type: 'text', body: 'It lies behind the door.' });
    await until(async () => (await stepOf(number, 'shipped'))?.problem === 'not-wanted');
  });

  test('goes as the template, in its language, once the window is closed', async () => {
    const number = await order();
    await parlour.rows("update conversations set last_inbound_at = now() - interval '25 hours' returning 1");
    await parlour.rows(`update contacts set language = 'pt' where id = '${contactId}' returning 1`);

    const { body } = await ask('GET', `/orders/${number}/notice?state=shipped`);
    assert.equal(body.way, 'template');
    assert.equal(body.template, 'order_update');
    assert.match(String(body.language), /^en/);
    assert.match(String(body.text), new RegExp(`Hello Ana Torres, your order ${number} is now shipped`));
  });

  test('that cannot go says why, and the order is among the problems', async () => {
    const number = await order();
    await parlour.rows(
      "update templates set status = 'PAUSED', synced_at = now() where name = 'order_update' returning 1",
    );
    await parlour.rows('update channels set account_id = null returning 1');
    await parlour.rows("delete from templates where name = 'order_update' returning 1");
    const { body } = await ask('GET', `/orders/${number}/notice?state=shipped`);
    assert.equal(typeof body.way, 'string');
    if (body.way !== 'none') return; // nobody can know without the account: the platform has the word
    await ask('PUT', `/orders/${number}/state`, { state: 'shipped' });
    await until(async () => typeof (await stepOf(number, 'shipped'))?.problem === 'string');
    const { body: problems } = await ask('GET', '/orders?view=problems');
    assert.ok(JSON.stringify(problems).includes(`"number":${number}`));
  });
});

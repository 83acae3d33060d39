import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../../test/desk.ts';
import { testContext } from '../../test/support.ts';
import { openLiveHub } from './live-hub.ts';

const SHOP = '01900000-0000-7000-8000-000000000001';
const BAKERY = '01900000-0000-7000-8000-000000000002';

describe('live screens', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  const reads: string[] = [];
  const hubs: ReturnType<typeof openLiveHub>[] = [];
  before(async () => {
    t = await testContext();
  });
  after(async () => {
    for (const hub of hubs) await hub.stop();
    await t.end();
  });

  async function node() {
    const hub = openLiveHub({
      connectionString: t.url,
      log: t.ctx.log,
      read: async (businessId, { ids, many }) => {
        reads.push(businessId);
        return { ...ids, ...(many.length > 0 ? { many } : {}) };
      },
    });
    hubs.push(hub);
    await hub.ready();
    return hub;
  }
  function screen(hub: Awaited<ReturnType<typeof node>>, business: string, lastEventId: string | null = null) {
    const heard: string[] = [];
    const leave = hub.listen(business, lastEventId, { write: (chunk) => heard.push(chunk) });
    return { heard, leave, said: () => heard.join(''), lastId: () => /^id: (.+)$/m.exec(heard.at(-1)!)![1]! };
  }

  test('of one business hear nothing of another', async () => {
    const hub = await node();
    const [ours, theirs] = [screen(hub, SHOP), screen(hub, BAKERY)];

    hub.voice.tell(SHOP, { kind: 'order', id: 'of-the-shop' });
    hub.voice.tell(BAKERY, { kind: 'order', id: 'of-the-bakery' });
    await until(() => ours.said().includes('of-the-shop') && theirs.said().includes('of-the-bakery'));

    assert.ok(!ours.said().includes('bakery') && !theirs.said().includes('of-the-shop'));
  });

  test('cost no reading while nobody looks', async () => {
    const hub = await node();
    const before = reads.length;

    for (let i = 0; i < 1_000; i++)
      hub.voice.tell('01900000-0000-7000-8000-00000000000f', { kind: 'message', id: `${i}` });
    const other = screen(hub, SHOP);
    hub.voice.tell(SHOP, { kind: 'faq', id: 'the one' });
    await until(() => other.said().includes('the one'));

    assert.deepEqual(reads.slice(before), [SHOP]);
  });

  test('get what is told together as one event, and what is too much as the name of its kind', async () => {
    const hub = await node();
    const one = screen(hub, SHOP);

    for (let i = 0; i < 500; i++) hub.voice.tell(SHOP, { kind: 'message', id: `m${i}` });
    hub.voice.tell(SHOP, { kind: 'ticket', id: 't1' });
    await until(() => one.heard.length === 2);

    assert.match(one.heard[1]!, /"ticket":\["t1"\].*"many":\["message"\]/);
  });

  test('that come back get what they missed, once; after too long they read again', async () => {
    const hub = await node();
    const first = screen(hub, SHOP);
    hub.voice.tell(SHOP, { kind: 'order', id: 'seen' });
    await until(() => first.said().includes('seen'));
    first.leave();
    hub.voice.tell(SHOP, { kind: 'order', id: 'missed' });
    const watcher = screen(hub, SHOP);
    await until(() => watcher.said().includes('missed'));

    const back = screen(hub, SHOP, first.lastId());
    assert.ok(back.said().includes('missed') && !back.said().includes('seen'));
    assert.match(screen(hub, SHOP, 'somewhere else.4').said(), /event: reset/);
    assert.match(screen(hub, BAKERY, first.lastId()).said(), /event: reset/);
  });

  test('on another node hear it too', async () => {
    const [here, there] = [await node(), await node()];
    const far = screen(there, SHOP);

    await until(() => {
      here.voice.tell(SHOP, { kind: 'product', id: 'told elsewhere' }); // until the node has heard who listens
      return far.said().includes('told elsewhere');
    });
    here.voice.say(SHOP, 'typing', 'ana', { name: 'Ana' });
    await until(() => far.said().includes('"typing":[{"name":"Ana"}]'));
  });

  test('whose changes cannot be read are told to read again', async () => {
    const hub = openLiveHub({
      connectionString: t.url,
      log: t.ctx.log,
      read: async () => {
        throw new Error('the database is away');
      },
    });
    hubs.push(hub);
    await hub.ready();
    const one = screen(hub, SHOP);
    hub.voice.tell(SHOP, { kind: 'order', id: '1' });

    await until(() => one.said().includes('event: reset'));
  });
});

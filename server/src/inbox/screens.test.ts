import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { until } from '../../test/desk.ts';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { members, people } from '../accounts/schema.ts';
import { newId } from '../platform/id.ts';
import { openLiveHub } from '../platform/live-hub.ts';
import { listPresence, notePresence } from './presence.ts';
import { openScreens } from './screens.ts';

/** A browser that reads, or does not. */
class Browser extends EventEmitter {
  written: string[] = [];
  writableLength = 0;
  destroyed = false;
  writableEnded = false;
  write(chunk: string): boolean {
    this.written.push(chunk);
    return true;
  }
  end(): void {
    this.writableEnded = true;
    this.emit('close');
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

describe('screens', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let hub: ReturnType<typeof openLiveHub>;
  let screens: ReturnType<typeof openScreens>;
  let businessId: string;
  const ana = { id: newId(), isPerson: true, name: 'Ana', limited: true };

  before(async () => {
    t = await testContext();
    businessId = (await openShop(t.ctx)).businessId;
    await t.ctx.db.insert(people).values({ id: ana.id, name: 'Ana', email: 'ana@example.com' });
    await t.ctx.db.insert(members).values({ businessId, personId: ana.id, role: 'agent' });
    hub = openLiveHub({ connectionString: t.url, log: t.ctx.log, read: async (_, { ids }) => ids });
    await hub.ready();
    screens = openScreens(t.ctx, hub);
  });
  after(async () => {
    screens.stop();
    await hub.stop();
    await t.end();
  });

  function open() {
    screens.admit(ana);
    const browser = new Browser();
    screens.open(businessId, ana, null, browser as unknown as ServerResponse);
    return browser;
  }
  const stateOf = async () => (await listPresence(t.ctx, businessId))[0]?.state;

  test('make their person present, until the last one closes', async () => {
    const [one, two] = [open(), open()];
    await until(async () => (await stateOf()) === 'online');

    one.destroy();
    assert.equal(await stateOf(), 'online');
    two.destroy();
    await until(async () => (await stateOf()) === 'offline');
    assert.equal(screens.size(), 0);
  });

  test('show everybody who may answer, also who never came, and nobody who left or only looks', async () => {
    const [ben, vic, lea] = [newId(), newId(), newId()];
    const names = { [ben]: 'Ben', [vic]: 'Vic', [lea]: 'Lea' };
    for (const [id, name] of Object.entries(names))
      await t.ctx.db.insert(people).values({ id, name, email: `${name}@example.com` });
    await t.ctx.db.insert(members).values([
      { businessId, personId: ben, role: 'agent' },
      { businessId, personId: vic, role: 'viewer' },
    ]);
    await notePresence(t.ctx, [{ businessId, personId: lea }]);

    assert.deepEqual(
      (await listPresence(t.ctx, businessId)).map(({ name, state }) => [name, state]),
      [
        ['Ana', 'offline'],
        ['Ben', 'offline'],
      ],
    );
  });

  test('of one person are five at most', () => {
    const browsers = Array.from({ length: 5 }, open);

    assert.throws(open, { kind: 'too-many-streams', status: 429 });
    browsers.pop()!.destroy();
    browsers.push(open());
    for (const browser of browsers) browser.destroy();
  });

  test('that do not read are cut off; the others go on', async () => {
    const [slow, quick] = [open(), open()];
    slow.writableLength = 2_000_000;

    hub.voice.tell(businessId, { kind: 'order', id: 'the order' });
    await until(() => quick.written.join('').includes('the order'));

    assert.deepEqual([slow.destroyed, quick.destroyed], [true, false]);
    quick.destroy();
  });
});

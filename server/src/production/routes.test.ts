import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { noNumber, openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { productionRoutes, reportTicket, ticketRoutes } from './index.ts';
import { productionLines, productionRuns } from './schema.ts';

describe('the API of the factory', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let app: FastifyInstance;
  before(async () => {
    t = await testContext();
    const { businessId, sheena } = await openShop(t.ctx);
    await openShop(t.ctx, 'other-shop');
    const report = { businessId, contactId: sheena, conversationId: null, description: 'Torn', mediaIds: [] };
    await t.ctx.db.transaction(async (tx) => {
      await reportTicket(t.ctx, tx, { ...report, kind: 'defect' });
      await reportTicket(t.ctx, tx, { ...report, kind: 'issue' });
    });
    const [line] = await t.ctx.db
      .insert(productionLines)
      .values({ businessId, name: 'Lathe', status: 'running', qualityPercent: 98.5, updatedAt: t.ctx.now() })
      .returning();
    const run = { businessId, lineId: line!.id, item: 'Bolt', plannedUnits: 300 };
    await t.ctx.db.insert(productionRuns).values([
      { ...run, day: '2026-03-02' },
      { ...run, day: '2026-03-09' },
    ]);
    app = await apiOf(t.ctx, async (api) => {
      await api.register(productionRoutes(t.ctx));
      await api.register(ticketRoutes(t.ctx, noNumber(t.ctx)));
    });
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const call = async (
    url: string,
    payload?: object,
    business = 'corner-shop',
    method?: 'POST' | 'PATCH' | 'DELETE',
  ) => {
    const answer = await app.inject({
      method: method ?? (payload ? 'PUT' : 'GET'),
      url,
      payload,
      headers: { 'x-business': business },
    });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null };
  };

  test('shows the coming week unless told otherwise', async () => {
    const week = await call('/production/schedule');
    assert.deepEqual([week.body.from, week.body.to], ['2026-03-02', '2026-03-08']);
    assert.deepEqual(
      week.body.items.map(({ day, line, item }: Record<string, string>) => [day, line, item]),
      [['2026-03-02', 'Lathe', 'Bolt']],
    );

    assert.equal((await call('/production/schedule?from=2026-03-01&to=2026-03-31')).body.items.length, 2);
    assert.equal((await call('/production/schedule?from=2026-01-01&to=2026-12-31')).status, 400);
    assert.equal((await call('/production/schedule?from=2026-02-30')).status, 400);
  });

  test('shows how the lines run, each business its own', async () => {
    const [lathe] = (await call('/production/lines')).body.items;
    assert.deepEqual([lathe.name, lathe.qualityPercent, lathe.updatedAt], ['Lathe', 98.5, '2026-03-02T12:00:00.000Z']);
    assert.deepEqual((await call('/production/lines', undefined, 'other-shop')).body.items, []);
  });

  test('lists tickets by kind and shows one with its history', async () => {
    assert.equal((await call('/tickets')).body.items.length, 2);
    const { items } = (await call('/tickets?kind=defect')).body;
    assert.deepEqual(
      items.map(({ kind, number }: Record<string, unknown>) => [kind, number]),
      [['defect', 1]],
    );

    const { body } = await call('/tickets/defect/1');
    assert.deepEqual(
      body.history.map(({ state, note, at }: Record<string, string>) => [state, note, at]),
      [['received', '', '2026-03-02T12:00:00.000Z']],
    );
    assert.equal(body.contact.name, 'Sheena');
    assert.equal((await call('/tickets/defect/1', undefined, 'other-shop')).status, 404);
  });

  test('moves a ticket on, and never back', async () => {
    const fixing = await call('/tickets/defect/1/state', { state: 'fixing', progressPercent: 60, note: 'New zip' });
    assert.deepEqual([fixing.body.state, fixing.body.progressPercent, fixing.body.history.length], ['fixing', 60, 2]);

    const back = await call('/tickets/defect/1/state', { state: 'received' });
    assert.equal(back.status, 409);
    assert.equal(back.body.type, '/problems/ticket-state-not-reachable');
    assert.equal((await call('/tickets/defect/1/state', { state: 'fixing', progressPercent: 101 })).status, 400);
    assert.equal((await call('/tickets/fault/1')).status, 400);
  });

  test('finds tickets by number, words and who reported them', async () => {
    const found = async (query: string) => (await call(`/tickets?${query}`)).body.items.length;
    assert.equal(await found('search=torn'), 2);
    assert.equal(await found('search=shee&kind=issue'), 1);
    assert.equal(await found('search=%231'), 2);
    assert.equal(await found('search=zipper'), 0);
    assert.equal(await found('state=open'), 2);
    assert.equal(await found('state=resolved'), 0);
  });

  test('says what is open and how long resolving took', async () => {
    t.clockMovesBy(3 * 3_600_000);
    await call('/tickets/issue/1/state', { state: 'resolved', note: 'New screw', notify: false });
    const { body } = await call('/tickets/figures');
    assert.deepEqual(body.open, [{ kind: 'defect', state: 'fixing', tickets: 1 }]);
    assert.deepEqual(body.resolved, [{ kind: 'issue', tickets: 1, medianHours: 3, slowestTenthHours: 3 }]);
  });

  test('says why the customer would not be told', async () => {
    const { body } = await call('/tickets/defect/1/notice?state=resolved');
    assert.deepEqual([body.way, body.reason], ['none', 'channel-not-found']);
  });

  test('plans runs, moves them and takes them out', async () => {
    const { items: lines } = (await call('/production/lines')).body;
    const run = { lineId: lines[0].id, day: '2026-03-03', shift: '06:00–14:00', item: 'Nut', plannedUnits: 50 };
    const made = await call('/production/schedule', run, 'corner-shop', 'POST');
    assert.deepEqual([made.status, made.body.line, made.body.madeUnits], [201, 'Lathe', 0]);
    assert.equal((await call('/production/schedule', run, 'corner-shop', 'POST')).body.type, '/problems/run-exists');

    const moved = await call(
      `/production/schedule/${made.body.id}`,
      { day: '2026-03-04', madeUnits: 12 },
      'corner-shop',
      'PATCH',
    );
    assert.deepEqual([moved.body.day, moved.body.madeUnits, moved.body.item], ['2026-03-04', 12, 'Nut']);
    assert.equal(
      (await call(`/production/schedule/${made.body.id}`, { madeUnits: 1 }, 'other-shop', 'PATCH')).status,
      404,
    );
    assert.equal(
      (await call(`/production/schedule/${made.body.id}`, { madeUnits: -1 }, 'corner-shop', 'PATCH')).status,
      400,
    );

    assert.equal((await call(`/production/schedule/${made.body.id}`, undefined, 'corner-shop', 'DELETE')).status, 204);
    assert.equal((await call(`/production/schedule/${made.body.id}`, undefined, 'corner-shop', 'DELETE')).status, 404);
  });

  test('starts, stops and renames lines', async () => {
    const made = await call('/production/lines', { name: 'Paint' }, 'corner-shop', 'POST');
    assert.deepEqual([made.status, made.body.status, made.body.qualityPercent], [201, 'running', 100]);
    assert.equal(
      (await call('/production/lines', { name: 'Paint' }, 'corner-shop', 'POST')).body.type,
      '/problems/line-exists',
    );
    const url = `/production/lines/${made.body.id}`;
    const stopped = await call(url, { status: 'maintenance', qualityPercent: 91.5 }, 'corner-shop', 'PATCH');
    assert.deepEqual(
      [stopped.body.status, stopped.body.qualityPercent, stopped.body.name],
      ['maintenance', 91.5, 'Paint'],
    );
    assert.equal((await call(url, { name: 'Lathe' }, 'corner-shop', 'PATCH')).body.type, '/problems/line-exists');
    assert.equal((await call(url, { status: 'stopped' }, 'other-shop', 'PATCH')).status, 404);
    assert.equal((await call(url, undefined, 'corner-shop', 'DELETE')).status, 204);

    const { items } = (await call('/production/lines')).body;
    assert.equal(
      (await call(`/production/lines/${items[0].id}`, undefined, 'corner-shop', 'DELETE')).body.type,
      '/problems/line-has-runs',
    );
  });
});

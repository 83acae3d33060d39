import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { productionRoutes, reportTicket } from './index.ts';
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
    app = await apiOf(t.ctx, productionRoutes(t.ctx));
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  const call = async (url: string, payload?: object, business = 'corner-shop') => {
    const answer = await app.inject({
      method: payload ? 'PUT' : 'GET',
      url,
      payload,
      headers: { 'x-business': business },
    });
    return { status: answer.statusCode, body: answer.json() };
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
    assert.deepEqual(body.history, [{ state: 'received', note: '', at: '2026-03-02T12:00:00.000Z' }]);
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
});

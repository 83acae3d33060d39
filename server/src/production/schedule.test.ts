import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { newId } from '../platform/id.ts';
import { weekOf } from '../platform/local-time.ts';
import { lineStatuses, scheduleOf } from './index.ts';
import { productionLines, productionRuns } from './schema.ts';

describe('the schedule', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let businessId: string;
  before(async () => {
    t = await testContext();
    businessId = (await openShop(t.ctx)).businessId;
    const [lathe, press] = [newId(), newId()];
    await t.ctx.db.insert(productionLines).values([
      { businessId, id: press, name: 'Press', status: 'maintenance', qualityPercent: 96.5 },
      { businessId, id: lathe, name: 'Lathe', status: 'running', qualityPercent: 98.25, unitsPerHour: 40 },
    ]);
    const run = { businessId, item: 'Bolt', plannedUnits: 300 };
    await t.ctx.db.insert(productionRuns).values([
      { ...run, lineId: press, day: '2026-03-02', shift: '06:00–14:00' },
      { ...run, lineId: lathe, day: '2026-03-02', shift: '06:00–14:00' },
      { ...run, lineId: lathe, day: '2026-03-08', shift: '06:00–14:00' },
      { ...run, lineId: lathe, day: '2026-03-09', shift: '06:00–14:00' },
    ]);
  });
  after(() => t.end());

  test('of a day names shift, line and item', async () => {
    const runs = await scheduleOf(t.ctx.db, businessId, { from: '2026-03-02', to: '2026-03-02' });

    assert.deepEqual(
      runs.map(({ shift, line, item, plannedUnits }) => [shift, line, item, plannedUnits]),
      [
        ['06:00–14:00', 'Lathe', 'Bolt', 300],
        ['06:00–14:00', 'Press', 'Bolt', 300],
      ],
    );
  });

  test('of a week ends on its Sunday', async () => {
    const runs = await scheduleOf(t.ctx.db, businessId, weekOf('2026-03-04'));
    assert.deepEqual(
      runs.map(({ day }) => day),
      ['2026-03-02', '2026-03-02', '2026-03-08'],
    );
  });

  test('of more than a quarter, or backwards, is refused', async () => {
    const refused = { kind: 'schedule-too-long', status: 400 };
    await assert.rejects(scheduleOf(t.ctx.db, businessId, { from: '2026-01-01', to: '2026-12-31' }), refused);
    await assert.rejects(scheduleOf(t.ctx.db, businessId, { from: '2026-03-02', to: '2026-03-01' }), refused);
  });

  test('says how every line runs now, and nothing of other factories', async () => {
    const lines = await lineStatuses(t.ctx.db, businessId);

    assert.deepEqual(
      lines.map(({ name, status, qualityPercent }) => [name, status, qualityPercent]),
      [
        ['Lathe', 'running', 98.25],
        ['Press', 'maintenance', 96.5],
      ],
    );
    assert.deepEqual(await lineStatuses(t.ctx.db, newId()), []);
  });
});

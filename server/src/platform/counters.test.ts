import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openShop } from '../../test/shop.ts';
import { testContext } from '../../test/support.ts';
import { nextNumber } from './counters.ts';

describe('a counter', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let businessId: string;
  before(async () => {
    t = await testContext();
    businessId = (await openShop(t.ctx)).businessId;
  });
  after(() => t.end());

  const draw = (name: string, first?: number) => t.ctx.db.transaction((tx) => nextNumber(tx, businessId, name, first));

  test('counts from its first number, for each business and thing by itself', async () => {
    const other = (await openShop(t.ctx, 'other-shop')).businessId;

    assert.deepEqual([await draw('order', 1001), await draw('order', 1001), await draw('defect')], [1001, 1002, 1]);
    assert.equal(await t.ctx.db.transaction((tx) => nextNumber(tx, other, 'order', 1001)), 1001);
  });

  test('gives each number to one of many who draw at once', async () => {
    const numbers = await Promise.all(Array.from({ length: 30 }, () => draw('rush')));
    assert.deepEqual(
      numbers.sort((a, b) => a - b),
      Array.from({ length: 30 }, (_, n) => n + 1),
    );
  });

  test('takes back the number of a transaction that failed', async () => {
    const failing = t.ctx.db.transaction(async (tx) => {
      await nextNumber(tx, businessId, 'retry');
      throw new Error('no');
    });
    await assert.rejects(failing);
    assert.equal(await draw('retry'), 1);
  });
});

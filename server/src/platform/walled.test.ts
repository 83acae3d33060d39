import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { testContext } from '../../test/support.ts';
import { inRequestScope } from './request-scope.ts';
import { businesses, counters } from './schema.ts';
import { walledContext } from './walled.ts';

describe('the second wall', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let walled: Awaited<ReturnType<typeof walledContext>>;
  let shop: string;
  let factory: string;

  /** As a request about one business would do it. */
  const asked = <T>(businessId: string, work: () => Promise<T>): Promise<T> =>
    new Promise((done, failed) => {
      inRequestScope({ businessId, address: '127.0.0.1' }, () => void work().then(done, failed));
    });
  const seen = () => walled.db.select({ businessId: counters.businessId }).from(counters);

  before(async () => {
    t = await testContext();
    walled = await walledContext(t.ctx, t.url);
    const made = await t.ctx.db
      .insert(businesses)
      .values([
        { slug: 'shop', name: 'Shop' },
        { slug: 'factory', name: 'Factory' },
      ])
      .returning();
    [shop, factory] = made.map(({ id }) => id) as [string, string];
    await t.ctx.db.insert(counters).values([
      { businessId: shop, name: 'orders', value: 1 },
      { businessId: factory, name: 'orders', value: 2 },
    ]);
  });
  after(async () => {
    await walled.end();
    await t.end();
  });

  test('a query that forgets the business sees nothing of others', async () => {
    assert.deepEqual(await asked(shop, seen), [{ businessId: shop }]);
    assert.deepEqual(await asked(factory, seen), [{ businessId: factory }]);
    assert.equal((await asked(shop, () => walled.db.select().from(businesses))).length, 1);
  });

  test('nor changes or adds anything there', async () => {
    await asked(shop, () => walled.db.update(counters).set({ value: 99 }));
    await assert.rejects(
      asked(shop, () => walled.db.insert(counters).values({ businessId: factory, name: 'tickets', value: 1 })),
      (error: Error) => /row-level security/.test(String(error.cause)),
    );

    const rows = await t.ctx.db.select().from(counters).orderBy(counters.value);
    assert.deepEqual(
      rows.map(({ businessId, value }) => [businessId, value]),
      [
        [factory, 2],
        [shop, 99],
      ],
    );
  });

  test('outside of a request nobody is seen', async () => {
    assert.deepEqual(await seen(), []);
  });

  test('requests of several businesses share the connections without mixing', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, turn) => {
        const mine = turn % 2 ? shop : factory;
        return asked(mine, async () => {
          const rows = await walled.db.transaction(async (tx) => {
            await tx.execute(sql`select pg_sleep(0)`);
            return tx.select({ businessId: counters.businessId }).from(counters);
          });
          return rows.every(({ businessId }) => businessId === mine) && rows.length === 1;
        });
      }),
    );
    assert.ok(answers.every(Boolean));
  });

  test('what proves who somebody is cannot be read from there', async () => {
    for (const table of ['sessions', 'credentials', 'second_factors', 'verifications', 'operator_keys', 'set_up_links'])
      await assert.rejects(
        asked(shop, () => walled.db.execute(`select * from ${table}`)),
        (error: Error) => /permission denied/.test(String(error.cause)),
      );
  });

  test('every table of a business stands behind it', async () => {
    const { rows } = await t.ctx.db.execute(`
      select c.relname from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and not c.relispartition
        and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`);
    assert.deepEqual(rows, []);
  });
});

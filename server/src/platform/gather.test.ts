import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gather } from './gather.ts';

describe('rows that gather', () => {
  test('while a call is under way leave together in the next, each with its own result', async () => {
    const groups: number[][] = [];
    const write = gather<number, number>(
      async (rows) => {
        groups.push(rows);
        await new Promise((done) => setImmediate(done));
        return rows.map((row) => row * 10);
      },
      { splits: () => false },
    );
    const first = write(1);
    await new Promise((done) => setImmediate(done));
    const others = [write(2), write(3)];
    assert.deepEqual(await Promise.all([first, ...others]), [10, 20, 30]);
    assert.deepEqual(groups, [[1], [2, 3]]);
  });

  test('are written one by one when one of them poisons the group, and only that one fails', async () => {
    const write = gather<number, number>(
      async (rows) => {
        if (rows.includes(13)) throw new Error('poison');
        return rows;
      },
      { splits: () => true },
    );
    const results = await Promise.allSettled([12, 13, 14].map(write));
    assert.deepEqual(
      results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed')),
      [12, 'failed', 14],
    );
  });

  test('are written again together when they only met others, three times at most', async () => {
    let conflicts = 2;
    const groups: number[][] = [];
    const write = gather<number, number>(
      async (rows) => {
        groups.push(rows);
        if (conflicts-- > 0) throw new Error('deadlock');
        return rows;
      },
      { splits: () => false, repeats: () => true },
    );
    assert.deepEqual(await Promise.all([1, 2].map(write)), [1, 2]);
    assert.deepEqual(groups, [
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    conflicts = 3;
    await assert.rejects(write(3), /deadlock/);
  });

  test('all fail when nobody is at fault, and the next are tried again', async () => {
    let isDown = true;
    const write = gather<number, number>(
      async (rows) => {
        if (isDown) throw new Error('the database is away');
        return rows;
      },
      { splits: () => false },
    );
    const results = await Promise.allSettled([1, 2].map(write));
    assert.ok(results.every(({ status }) => status === 'rejected'));
    isDown = false;
    assert.equal(await write(3), 3);
  });

  test('beyond the most of one call go on in the next', async () => {
    const sizes: number[] = [];
    const write = gather<number, number>(
      async (rows) => {
        sizes.push(rows.length);
        return rows;
      },
      { splits: () => false, most: 2 },
    );
    await Promise.all([1, 2, 3, 4, 5].map(write));
    assert.deepEqual(sizes, [2, 2, 1]);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { decodeCursor, encodeCursor, PageQuery, pageOf } from './page.ts';

fc.configureGlobal({ seed: 20_260_302 }); // the same cases every time; change it to look for new ones

const Key = z.tuple([z.number().int(), z.string()]);

describe('a page', () => {
  test('knows where the next one begins, and when there is none', () => {
    const keyOf = (row: number) => [row, 'x'];
    const first = pageOf([1, 2, 3], 2, keyOf);

    assert.deepEqual(first.items, [1, 2]);
    assert.deepEqual(decodeCursor(first.nextCursor!, Key), [2, 'x']);
    assert.deepEqual(pageOf([3], 2, keyOf), { items: [3], nextCursor: null });
    assert.deepEqual(pageOf([], 2, keyOf), { items: [], nextCursor: null });
  });

  test('begins at no cursor that another list or a person made', () => {
    for (const cursor of ['', 'x', '%%%', encodeCursor([1]), encodeCursor(['1', 'x']), encodeCursor([1, 'x', 2])]) {
      assert.throws(() => decodeCursor(cursor, Key), { kind: 'invalid-cursor', status: 400 }, cursor);
    }
  });

  test('has 50 items unless told, at least 1 and at most 100', () => {
    assert.equal(PageQuery.parse({}).limit, 50);
    assert.equal(PageQuery.parse({ limit: '100' }).limit, 100);
    for (const limit of ['0', '101', '1.5', 'many', '-1', ''])
      assert.ok(!PageQuery.safeParse({ limit }).success, limit);
  });
});

test('a cursor is read back as it was written, and garbage is refused, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string({ unit: 'binary' }), (number, text) => {
      assert.deepEqual(decodeCursor(encodeCursor([number, text.toWellFormed()]), Key), [number, text.toWellFormed()]);
    }),
  );
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  );
  fc.assert(
    fc.property(garbage, (cursor) => {
      assert.throws(() => decodeCursor(cursor, z.tuple([z.uuid(), z.uuid()])), { kind: 'invalid-cursor' });
    }),
  );
});

import { z } from 'zod';
import { Problem } from './problem.ts';

/** Part of a list and how to ask for the next part; null: this was the last. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Query of every list: `GET /orders?limit=20&cursor=…`. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('How many items at most.'),
  cursor: z.string().max(512).optional().describe('`nextCursor` of the page before; absent for the first.'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** The answer of every list. */
export const PageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('Null on the last page.') });

export const invalidCursor = () =>
  new Problem('invalid-cursor', 400, 'This cursor is not of this list. Start again without one.');

/**
 * Where a page ended, as one opaque word: the sort key of its last row. Lists go on after that row, so rows that
 * appear or vanish meanwhile neither repeat nor hide others.
 */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * Reads what `encodeCursor` wrote.
 *
 * @param key the shape of this list's sort key: `z.tuple([z.number().int(), z.uuid()])`.
 * @throws invalid-cursor for anything else, also for the cursor of another list.
 */
export function decodeCursor<Key>(cursor: string, key: z.ZodType<Key>): Key {
  const read = key.safeParse(parsed(cursor));
  if (!read.success) throw invalidCursor();
  return read.data;
}

/**
 * Makes a page of rows that were read with `limit + 1`: the one too many only tells that there are more.
 *
 * @param keyOf the sort key of a row.
 */
export function pageOf<Row>(rows: Row[], limit: number, keyOf: (row: Row) => readonly (string | number)[]): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

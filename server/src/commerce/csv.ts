import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Page } from '../platform/page.ts';

type Cell = string | number | null;

/**
 * A list as a CSV file, read page by page while it is sent.
 *
 * Cells that a table program would take for a formula get a ' in front. @see reliability: Input rules
 */
export function csvOf<Item>(
  columns: readonly string[],
  pageAfter: (cursor: string | undefined) => Promise<Page<Item>>,
  rowsOf: (item: Item) => Cell[][],
): Readable {
  async function* parts(): AsyncGenerator<string> {
    yield `\uFEFF${stringify([[...columns]])}`; // the mark tells Excel that this is UTF-8
    let cursor: string | undefined;
    do {
      const page = await pageAfter(cursor);
      yield stringify(page.items.flatMap(rowsOf), { escape_formulas: true });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  return Readable.from(withinRequest(parts()));
}

/** Whoever reads a stream decides when it goes on; what it asks the database stays part of this request. */
function withinRequest(parts: AsyncGenerator<string>): AsyncIterable<string> {
  const inScope = AsyncLocalStorage.snapshot();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => inScope(() => parts.next()),
      return: () => inScope(() => parts.return(undefined)),
    }),
  };
}

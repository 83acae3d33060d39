import { AsyncLocalStorage } from 'node:async_hooks';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Page } from './page.ts';
import { Problem } from './problem.ts';

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

/** A line of a file. `number`: as an editor counts it, from 1. */
export type CsvLine = { number: number; cells: string[] };

/** @see reliability: Input rules, bulk import */
const LARGEST_BYTES = 200 * 1_048_576;
const LONGEST_LINE = 1_048_576;

const csvWrong = (problem: string) =>
  new Problem('csv-wrong', 400, `This file cannot be read as CSV: ${problem}`, { problem });

/**
 * Takes a CSV file in and hands its lines to `read`. The file is here whole before the first line is read, so that a
 * slow network holds no transaction open.
 *
 * @throws csv-wrong
 */
export async function withCsv<Result>(
  body: Readable,
  read: (lines: AsyncIterable<CsvLine>) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'parlour-csv-'));
  try {
    const path = join(folder, 'file.csv');
    await pipeline(body, limited, createWriteStream(path, { mode: 0o600 }));
    return await read(linesOf(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LARGEST_BYTES) throw csvWrong(`it has more than ${LARGEST_BYTES / 1_048_576} MB.`);
    try {
      utf8.decode(chunk, { stream: true });
    } catch {
      throw csvWrong('it is not UTF-8. Save it as "CSV UTF-8".');
    }
    yield chunk;
  }
}

async function* linesOf(path: string): AsyncGenerator<CsvLine> {
  const delimiter = await delimiterOf(path);
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_LINE,
    }),
  );
  try {
    for await (const { info, record } of parser) {
      // Of a cell with breaks in it, `lines` is the last line.
      yield { number: Number(info.lines), cells: record.map(String) };
    }
  } catch (error) {
    if (error instanceof CsvError) throw csvWrong(error.message);
    throw error;
  }
}

/** Table programs write ; where the comma stands in numbers. */
async function delimiterOf(path: string): Promise<string> {
  let head = '';
  for await (const chunk of createReadStream(path, { end: 65_535, encoding: 'utf8' })) head += chunk;
  const first = head.slice(0, head.search(/\r|\n|$/));
  return [';', '\t'].find((one) => first.split(one).length > first.split(',').length) ?? ',';
}

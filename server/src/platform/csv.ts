import { AsyncLocalStorage } from 'node:async_hooks';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
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

/** Our own files put a ' before what a table program would take for a formula, as csv-stringify does. */
export const unescaped = (cell: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

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
    await pipeline(body, readable, createWriteStream(path, { mode: 0o600 }));
    return await read(linesOf(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text of a small file. @throws csv-wrong */
export function csvText(bytes: Uint8Array): string {
  const decoder = decoderOf(bytes);
  return decoded(() => decoder.decode(bytes));
}

/** The lines of a small file, as `withCsv` gives those of a large one. @throws csv-wrong */
export function csvLines(text: string): CsvLine[] {
  const lines: CsvLine[] = [];
  const options = dialectOf(text);
  try {
    parseText(text, {
      ...options,
      on_record: (cells: string[], { lines: number }) => {
        lines.push({ number, cells });
        return null;
      },
    });
  } catch (error) {
    throw isCsvError(error) ? csvWrong(error.message) : error;
  }
  return lines;
}

/** In UTF-8, whatever it came in. */
async function* readable(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LARGEST_BYTES) throw csvWrong(`it has more than ${LARGEST_BYTES / 1_048_576} MB.`);
    const ours: TextDecoder = decoder ?? decoderOf(chunk);
    decoder = ours;
    yield Buffer.from(decoded(() => ours.decode(chunk, { stream: true })));
  }
  decoded(() => decoder?.decode() ?? '');
}

/** Excel's "Unicode text" is UTF-16, which its first two bytes tell. */
function decoderOf(start: Uint8Array): TextDecoder {
  const [first, second] = start;
  const isUtf16 = first === 0xff && second === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true });
}

function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw csvWrong('it is not UTF-8. Save it as "CSV UTF-8".');
  }
}

async function* linesOf(path: string): AsyncGenerator<CsvLine> {
  let head = '';
  for await (const chunk of createReadStream(path, { end: 65_535, encoding: 'utf8' })) head += chunk;
  const parser = createReadStream(path).pipe(parse({ ...dialectOf(head), info: true }));
  try {
    for await (const { info, record } of parser) {
      // Of a cell with breaks in it, `lines` is the last line.
      yield { number: Number(info.lines), cells: record.map(String) };
    }
  } catch (error) {
    throw isCsvError(error) ? csvWrong(error.message) : error;
  }
}

// The parser for streams and the one for texts have a class of their own each.
const isCsvError = (error: unknown): error is Error => error instanceof Error && error.constructor.name === 'CsvError';

/** Table programs write ; where the comma stands in numbers, and some say so in a line before the first: "sep=;". */
function dialectOf(head: string) {
  const first = head.replace(/^\uFEFF/, '').split(/\r|\n/, 1)[0] ?? '';
  const told = /^sep=(.)$/i.exec(first)?.[1];
  const found = [';', '\t'].find((one) => first.split(one).length > first.split(',').length);
  return {
    bom: true,
    delimiter: told ?? found ?? ',',
    from_line: told ? 2 : 1,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true, // what is left of rows somebody emptied
    max_record_size: LONGEST_LINE,
  };
}

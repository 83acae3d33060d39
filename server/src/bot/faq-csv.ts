import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { FaqDraft, MOST_FAQS } from './faq-api.ts';
import type { Faq } from './schema.ts';

/** A row of a table of questions, with the line it stands in; or why it is none. */
export type FaqRow = { line: number; faq: FaqDraft };
export type RowProblem = { line: number; message: string };

const COLUMNS = ['topic', 'language', 'question', 'variants', 'answer', 'position', 'enabled'] as const;
const NEEDED = ['topic', 'language', 'question', 'answer'] as const;
const BETWEEN = ' | '; // of variants, in one cell

/** Questions as a table for a spreadsheet. Cells that a spreadsheet would run as a formula begin with '. */
export function faqsToCsv(rows: readonly Faq[]): string {
  const table = rows.map((row) => ({
    ...row,
    variants: row.variants.join(BETWEEN),
    enabled: row.enabled ? 'yes' : 'no',
  }));
  return stringify(table, { header: true, columns: [...COLUMNS], escape_formulas: true, bom: true });
}

/** Reads such a table, also one with its columns in another order or without the optional ones. */
export function faqsFromCsv(csv: string): { rows: FaqRow[]; problems: RowProblem[] } {
  const records = recordsOf(csv);
  if ('message' in records) return { rows: [], problems: [records] };
  const rows: FaqRow[] = [];
  const problems: RowProblem[] = [];
  const seen = new Map<string, number>();
  for (const { line, cells } of records.table) {
    const parsed = FaqDraft.safeParse(draftOf(cells));
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => ({ line, message: explained(issue) })));
      continue;
    }
    const key = `${parsed.data.topic} ${parsed.data.language}`;
    const before = seen.get(key);
    if (before !== undefined) problems.push({ line, message: `topic and language stand in line ${before} already` });
    else rows.push({ line, faq: parsed.data });
    seen.set(key, line);
  }
  return { rows, problems };
}

const Record = z.object({ info: z.object({ lines: z.number() }), record: z.record(z.string(), z.string()) });

function recordsOf(csv: string): { table: { line: number; cells: Record<string, string> }[] } | RowProblem {
  let header: string[] = [];
  try {
    const table = parse(csv, {
      bom: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim().toLowerCase());
        return header;
      },
      info: true,
      delimiter: csv.split('\n', 1)[0]?.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      trim: true,
      to: MOST_FAQS + 1,
    });
    const missing = NEEDED.filter((name) => !header.includes(name));
    if (missing.length > 0) return { line: 1, message: `these columns are missing: ${missing.join(', ')}` };
    if (table.length > MOST_FAQS)
      return { line: MOST_FAQS + 2, message: `a business has at most ${MOST_FAQS} questions` };
    return {
      table: z
        .array(Record)
        .parse(table)
        .map(({ info, record }) => ({ line: info.lines, cells: record })),
    };
  } catch (error) {
    if (error instanceof CsvError)
      return { line: Number(error.lines ?? 1), message: 'this is no table with commas (CSV)' };
    throw error;
  }
}

function draftOf(cells: Record<string, string>): unknown {
  const cell = (name: (typeof COLUMNS)[number]) => plain(cells[name] ?? '');
  const [position, enabled] = [cell('position'), cell('enabled').toLowerCase()];
  return {
    topic: cell('topic'),
    language: cell('language'),
    question: cell('question'),
    variants: cell('variants')
      .split(/[|\n]/)
      .map((variant) => variant.trim())
      .filter(Boolean),
    answer: cell('answer'),
    ...(position === '' ? {} : { position: Number(position) }),
    ...(enabled === '' ? {} : { enabled: !['no', 'false', '0', 'off'].includes(enabled) }),
  };
}

/** Without the mark that keeps a spreadsheet from running a cell. */
const plain = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, '');

function explained({ path, message, code }: z.core.$ZodIssue): string {
  const column = String(path[0] ?? '');
  if (code === 'too_small') return `${column} is empty`;
  if (code === 'too_big') return `${column} is too long`;
  return `${column}: ${code === 'invalid_format' ? `this should be ${message}` : message}`;
}

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** A text with the label it has in the data: most files call it `intent` or `label`, one `lang`. */
export type LabelledRow = { text: string; label: string };
export type FaqEntry = { id: string; question: string; variants: string[]; answer: string };
export type FaqQuery = { query: string; id: string | null };

const LabelledLine = z
  .object({
    text: z.string(),
    intent: z.string().optional(),
    label: z.string().optional(),
    lang: z.string().optional(),
  })
  .transform(({ text, intent, label, lang }) => ({ text, label: intent ?? label ?? lang ?? '' }));
const Id = z.union([z.string(), z.number()]).transform(String);
const FaqLine = z.object({
  id: Id,
  question: z.string(),
  variants: z.array(z.string()).default([]),
  answer: z.string().default(''),
});
const QueryLine = z.object({ query: z.string(), id: Id.nullable() });

/** A file of the repository's data, such as `clinc150/dev`. */
export const dataFile = (name: string): string => new URL(`data/${name}.jsonl.gz`, import.meta.url).pathname;

/** Rows in five languages, written before the examples they measure and never trained on. */
export const setAsideFile = (set: string): string => new URL(`data/${set}-set-aside.jsonl`, import.meta.url).pathname;

/** @throws when a line is no JSON or lacks a field, naming file and line. */
export const readLabelled = (path: string): LabelledRow[] => readLines(path, LabelledLine);
export const readFaqBank = (path: string): FaqEntry[] => readLines(path, FaqLine);
export const readFaqQueries = (path: string): FaqQuery[] => readLines(path, QueryLine);

function readLines<Row>(path: string, shape: z.ZodType<Row>): Row[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line, at): Row[] => {
    if (line.trim() === '') return [];
    const row = shape.safeParse(parseJson(line));
    if (!row.success) throw new Error(`${path}, line ${at + 1}: ${z.prettifyError(row.error)}`);
    return [row.data];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

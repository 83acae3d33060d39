import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** A text with the label it has in the data: most files call it `intent` or `label`, one `lang`. */
export type LabelledRow = { text: string; label: string };
export type FaqEntry = { id: string; question: string; variants: string[]; answer: string };
export type FaqQuery = { query: string; id: string | null };

const Label = z.string().min(1);
const LabelledLine = z
  .object({
    text: z.string(),
    intent: Label.optional(),
    label: Label.optional(),
    lang: Label.optional(),
  })
  .refine(({ intent, label, lang }) => intent ?? label ?? lang, { error: 'a row needs "intent", "label" or "lang"' })
  .transform(({ text, intent, label, lang }) => ({ text, label: intent ?? label ?? lang ?? '' }));
const LanguageLine = z
  .object({ text: z.string(), lang: Label.optional(), label: Label.optional(), intent: Label.optional() })
  .refine(({ lang, label, intent }) => lang ?? label ?? intent, { error: 'a row needs "lang" or "label"' })
  .transform(({ text, lang, label, intent }) => ({ text, label: lang ?? label ?? intent ?? '' }));
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

/** @throws when there are no rows, or a line is no JSON or lacks a field, naming file and line. */
export const readLabelled = (path: string): LabelledRow[] => readLines(path, LabelledLine);
/** The same by language, also of rows that say what they are about. */
export const readByLanguage = (path: string): LabelledRow[] => readLines(path, LanguageLine);
export const readFaqBank = (path: string): FaqEntry[] => readLines(path, FaqLine);
export const readFaqQueries = (path: string): FaqQuery[] => readLines(path, QueryLine);

/**
 * The rows of a file of JSON Lines, compressed or not, as any program may have saved it.
 *
 * @throws in words when it is not there, has no rows, or a line is not of the shape.
 */
export function readLines<Row>(path: string, shape: z.ZodType<Row>): Row[] {
  const rows = textOf(path)
    .split('\n')
    .flatMap((line, at): Row[] => {
      if (line.trim() === '') return [];
      const row = shape.safeParse(parseJson(line, `${path}, line ${at + 1}`));
      if (!row.success) throw new Error(`${path}, line ${at + 1}: ${z.prettifyError(row.error)}`);
      return [row.data];
    });
  if (rows.length === 0) throw new Error(`${path} has no rows.`);
  return rows;
}

/** The text of a file without its byte order mark. @throws in words when it cannot be read. */
export function textOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${path}.`);
  if (found.isDirectory()) throw new Error(`${path} is a folder.`);
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
}

/** @throws when it is no JSON, naming the place. */
export function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${place}: this is no JSON.`);
  }
}

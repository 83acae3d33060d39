import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { evaluateEverything, PARTS, SET_TO_BRING } from './everything.ts';
import { type GivenFiles, measureGiven, needsOf } from './given-files.ts';
import { printOrderFigures } from './order-report.ts';
import { asMarkdown, asTable, type EvalRow, holds } from './report.ts';

const USAGE = `npm run eval                          measures everything, writes bench/results; fails when a figure drops by over a point
npm run eval -- --only intents,spam   some of: intents, support, spam, sentiment, faq, language, orders, speed; writes nothing
npm run eval -- --sentiment-folder D  a folder with en-train.jsonl and en-dev.jsonl, whose texts may not be copied
npm run eval -- orders [--misses]     only our orders, with every message that is read otherwise than expected

The same measures on your own files, as JSON:
npm run eval -- intents --train A.jsonl --test B.jsonl [--oos-train C.jsonl --oos-test D.jsonl]
npm run eval -- support|campaign --test B.jsonl
npm run eval -- orders --catalogue C.json --test O.jsonl
npm run eval -- faq --bank B.jsonl --queries Q.jsonl
npm run eval -- spam|sentiment --train A.jsonl --test B.jsonl
npm run eval -- language --test B.jsonl [--languages en,es]`;

const results = new URL('../bench/results/', import.meta.url);
const STORED = 'understanding.json';
/** Percentages may wobble by a point before it is called a drop; times depend on the machine and are only shown. */
const MOST_DROP = 1;
const file = { type: 'string' } as const;
const OPTIONS = {
  only: file,
  'sentiment-folder': file,
  train: file,
  test: file,
  'oos-train': file,
  'oos-test': file,
  catalogue: file,
  bank: file,
  queries: file,
  languages: file,
  misses: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const { only, misses = false, help, 'sentiment-folder': sentimentFolder = null, ...files } = values;
  const [task] = positionals;
  if (help) console.log(USAGE);
  else if (task === undefined) await everything(only?.split(',') ?? null, sentimentFolder);
  else if (task === 'orders' && !files.catalogue && !files.test) await printOrderFigures({ misses });
  else printGiven(task, files);
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error)); // an unknown option, or a file not of that format
}

function printGiven(name: string, files: GivenFiles): void {
  const needs = needsOf(name);
  const missing = needs?.filter((need) => !files[need]) ?? [];
  if (!needs) refuse(`There is no "${name}".\n\n${USAGE}`);
  else if (missing.length > 0) refuse(`${name} needs ${missing.map((need) => `--${need}`).join(' and ')}.\n\n${USAGE}`);
  else console.log(JSON.stringify(measureGiven(name, files), null, 2));
}

function refuse(why: string): void {
  console.error(why);
  process.exitCode = 2;
}

async function everything(only: string[] | null, sentimentFolder: string | null): Promise<void> {
  const unknown = only?.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) return refuse(`There is no "${unknown}"; there are ${PARTS.join(', ')}.`);
  const began = performance.now();
  const tell = (line: string) =>
    console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${line}`);
  const rows = await evaluateEverything({ only, sentimentFolder, tell });
  console.log(asTable(rows));
  const before = await storedRows();
  const dropped = droppedSince(before, rows);
  for (const line of dropped) console.error(`dropped: ${line}`);
  if (dropped.length > 0) process.exitCode = 1;
  if (only === null && dropped.length === 0) await store(withBrought(before, rows));
}

/** Figures on a set that was not brought this time stay as they were. */
function withBrought(before: EvalRow[], now: EvalRow[]): EvalRow[] {
  if (now.some(({ data }) => data === SET_TO_BRING)) return now;
  const kept = before.filter(({ data }) => data === SET_TO_BRING);
  const at = now.findIndex(({ what }) => what.startsWith('sentiment'));
  return at < 0 ? now : now.toSpliced(at, 0, ...kept);
}

function droppedSince(before: EvalRow[], now: EvalRow[]): string[] {
  const keyOf = ({ what, data, split }: EvalRow) => `${what}, ${data}, ${split}`;
  const known = new Map(before.map((row) => [keyOf(row), row]));
  return now.flatMap((row) => {
    const old = known.get(keyOf(row));
    if (!old || (row.unit !== '%' && row.unit !== '')) return [];
    const scale = row.unit === '' ? 100 : 1;
    const worse = (row.better === 'more' ? old.reached - row.reached : row.reached - old.reached) * scale;
    return worse > MOST_DROP
      ? [`${keyOf(row)}: ${old.reached.toFixed(2)} was reached, now ${row.reached.toFixed(2)}`]
      : [];
  });
}

async function storedRows(): Promise<EvalRow[]> {
  const text = await readFile(new URL(STORED, results), 'utf8').catch(() => '[]');
  return JSON.parse(text);
}

async function store(rows: EvalRow[]): Promise<void> {
  await mkdir(results, { recursive: true });
  await writeFile(new URL(STORED, results), `${JSON.stringify(rows, null, 2)}\n`);
  const reached = rows.filter((row) => row.target !== null && holds(row)).length;
  const wanted = rows.filter((row) => row.target !== null).length;
  const text = `# How well Parlour understands

${reached} of ${wanted} targets are reached. Made by \`npm run eval\`; \`docs/understanding.md\` says how. *Development* rows
chose settings and thresholds; *set aside* rows were kept away from that. No row below was trained on.

${asMarkdown(rows)}
`;
  await writeFile(new URL('understanding.md', results), text);
}

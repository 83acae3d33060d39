import { access, appendFile, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withTestDatabase } from '../scripts/suite/database.ts';
import type { Models } from '../server/src/models/index.ts';
import { openModels, type Recording, recordAnswers, replayAnswers } from '../server/src/models/index.ts';
import { type Config, readConfig } from '../server/src/platform/config.ts';
import type { Ctx, Db } from '../server/src/platform/context.ts';
import { withDatabase } from '../server/src/with-database.ts';
import { compareTalks } from './compare.ts';
import { correctionsOf, learnCorrections, readCorrections } from './corrections.ts';
import { exportTalks } from './export.ts';
import { failureOf } from './failure.ts';
import { openStage } from './stage.ts';
import { readTalks, type Talk, writeTalks } from './talks.ts';

const USAGE = `npm run replay -- talks.jsonl [--flows folder] [--answers file] [--record] [--out file] [--against file]
    plays talks again on a database of their own and prints what is different from before
  --flows    the flows to play with (./flows)
  --answers  recorded answers of language models; without it and without --record no model is asked
  --record   asks the models of LLM_CHAIN for what is not recorded yet, and adds it to --answers
  --out      writes the talks with what came of them this time
  --against  compares with this file instead of with what talks.jsonl says

npm run replay -- export talks.jsonl [--business demo-shop] [--last 50]
    takes the newest conversations out of the database (DATABASE_URL, else the embedded one)
npm run replay -- corrections file.jsonl [--business demo-shop]
    what was not understood and a person answered, for review: write the topic of the question into each line
npm run replay -- learn file.jsonl
    makes reviewed lines examples of their questions`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

process.exitCode = await run().catch((error: unknown) => {
  console.error(failureOf(error));
  return 2;
});

/** @returns 0; 1 when a comparison found a difference; 2 when it could not be run. */
async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      flows: { type: 'string', default: './flows' },
      answers: { type: 'string' },
      record: { type: 'boolean', default: false },
      out: { type: 'string' },
      against: { type: 'string' },
      business: { type: 'string', default: 'demo-shop' },
      last: { type: 'string', default: '50' },
      help: { type: 'boolean', default: false },
    },
  });
  const [first, second] = positionals;
  if (values.help || !first) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  const config = readConfig(process.env, ROOT);
  if (second === undefined) return replay(first, config, values);
  if (first === 'export')
    return withDatabase(config, (db) => save(second, db, values.business, Number(values.last) || 50));
  if (first === 'corrections') return withDatabase(config, (db) => saveCorrections(second, db, values.business));
  if (first === 'learn') return withDatabase(config, (db) => learn(second, db));
  console.error(USAGE);
  return 2;
}

type Options = { flows: string; answers?: string; record: boolean; out?: string; against?: string };

async function replay(
  path: string,
  config: Config,
  { flows, answers, record, out, against }: Options,
): Promise<number> {
  // Before anything is started for it.
  await access(flows);
  if (answers && !record) await access(answers);
  const { worlds, talks } = await readTalks(path);
  const before = against ? (await readTalks(against)).talks : talks;
  const missing = new Set<string>();
  const after = await withTestDatabase(async (url) => {
    process.env.TEST_DATABASE_URL = url;
    const open = (ctx: Ctx) => modelsFor(ctx, config, { answers, record }, missing);
    const stage = await openStage(worlds, { flowsFolder: flows, open });
    const played: Talk[] = [];
    for (const talk of talks) played.push(await stage.play(talk));
    await stage.end();
    return played;
  });
  if (out) await writeTalks(out, { worlds, talks: after });
  const difference = compareTalks(before, after);
  console.log(difference.lines.join('\n'));
  if (missing.size > 0)
    console.log(`${missing.size} questions to models have no recorded answer; --record asks for them.`);
  return difference.changedTurns > 0 ? 1 : 0;
}

/** Recorded answers first; what is not recorded is asked only when that is wanted. */
async function modelsFor(
  ctx: Ctx,
  config: Config,
  { answers, record }: { answers: string | undefined; record: boolean },
  missing: Set<string>,
): Promise<Models | null> {
  if (!answers) return record ? openModels(ctx, config.models) : null;
  const known = recordingsIn(await readFile(answers, 'utf8').catch(() => ''));
  const live = record ? await openModels(ctx, config.models) : null;
  if (record && !live) throw new Error('To record, set LLM_CHAIN; see .env.example.');
  const recorded = replayAnswers(known, ({ said }) => missing.add(JSON.stringify(said.at(-1))));
  if (!live) return recorded;
  const asking = recordAnswers(live, (one) => void appendFile(answers, `${JSON.stringify(one)}\n`));
  return {
    async ask(question) {
      const before = missing.size;
      const answer = await recorded.ask(question);
      if (missing.size === before && answer.outcome === 'answered') return answer;
      missing.clear();
      return asking.ask(question);
    },
  };
}

/** Written by us; only its frame is looked at. */
const recordingsIn = (text: string): Recording[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line): Recording => JSON.parse(line));

async function save(path: string, db: Db, business: string, last: number): Promise<number> {
  const file = await exportTalks(db, business, last);
  await writeTalks(path, file);
  console.log(`${file.talks.length} talks of ${business} are in ${path}`);
  return 0;
}

async function saveCorrections(path: string, db: Db, business: string): Promise<number> {
  const corrections = await correctionsOf(db, business);
  await writeFile(path, corrections.map((one) => `${JSON.stringify(one)}\n`).join(''));
  console.log(`${corrections.length} messages to review are in ${path}`);
  return 0;
}

async function learn(path: string, db: Db): Promise<number> {
  const learnt = await learnCorrections(db, await readCorrections(path));
  console.log(`${learnt} new examples`);
  return 0;
}

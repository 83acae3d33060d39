import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actions } from '../actions/index.ts';
import { INTENTS } from '../understanding.ts';
import { flowSchema } from './json-schema.ts';
import { loadFlow } from './load.ts';
import type { LocatedFinding } from './source.ts';
import { readTranscripts } from './transcript.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const FLOWS = join(ROOT, 'flows');
const VOCABULARY = { actions, intents: INTENTS };

const USAGE = `npm run flows check [files or folders]   finds mistakes in flows, with file and line
npm run flows test [files or folders]    plays the transcripts beside the flows
npm run flows schema                     writes flows/schema.json, for editors`;

/** `npm run flows …`: 0 when all is well, 1 when something was found, 2 when it could not be run. */
const [command, ...args] = process.argv.slice(2);
process.exitCode = await run(command, args).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});

async function run(command: string | undefined, args: string[]): Promise<number> {
  switch (command) {
    case 'check':
      return check(args);
    case 'test':
      return test(args);
    case 'schema':
      return writeSchema();
    default:
      console.error(USAGE);
      return 2;
  }
}

async function check(paths: string[]): Promise<number> {
  const files = await filesOf(paths, (name) => name.endsWith('.yaml'));
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    const findings = isTranscript(file)
      ? readTranscripts(text).findings
      : loadFlow(basename(file, '.yaml'), text, VOCABULARY).findings;
    for (const finding of findings) {
      counts[finding.severity]++;
      console.log(lineOf(file, finding));
    }
  }
  const { error, warning, hint } = counts;
  console.log(
    `${files.length} ${files.length === 1 ? 'file' : 'files'}: ${error} errors, ${warning} warnings, ${hint} hints`,
  );
  return error + warning > 0 ? 1 : 0;
}

function lineOf(file: string, { line, column, severity, message }: LocatedFinding): string {
  return `${relative(process.cwd(), file)}:${line}:${column} ${severity} ${message}`;
}

/** The suite knows how to get a Postgres; the transcripts are one test file in it. */
async function test(paths: string[]): Promise<number> {
  const files = await filesOf(paths, isTranscript);
  const suite = join(ROOT, 'scripts/suite/main.ts');
  const child = spawn(process.execPath, [suite, 'server/src/bot/flows/transcripts.test.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, FLOW_TRANSCRIPTS: files.join('\n') },
  });
  const [code] = await once(child, 'exit');
  return Number(code ?? 2);
}

async function writeSchema(): Promise<number> {
  const file = join(FLOWS, 'schema.json');
  await writeFile(file, `${JSON.stringify(flowSchema(VOCABULARY), null, 2)}\n`);
  console.log(`${relative(process.cwd(), file)} is written`);
  return 0;
}

function isTranscript(name: string): boolean {
  return name.endsWith('.test.yaml');
}

/** The files named, or all of the folders named, or all of `flows/`. */
async function filesOf(paths: string[], isWanted: (name: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths.length > 0 ? paths.map((path) => resolve(path)) : [FLOWS]) {
    const entry = await stat(path).catch(() => null);
    if (!entry) throw new Error(`There is no ${relative(process.cwd(), path)}.`);
    const isFolder = entry.isDirectory();
    const files = isFolder ? await Array.fromAsync(glob(join(path, '*.yaml'))) : [path];
    found.push(...files.filter((file) => !isFolder || isWanted(file)).sort());
  }
  if (found.length === 0) throw new Error(`There is no such file in ${paths.join(', ') || FLOWS}.`);
  return found;
}

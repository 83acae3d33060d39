import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import type { Chromium } from './chromium.ts';
import type { Tally } from './tally.ts';

/** A file that takes longer hangs. */
const FILE_LIMIT_MS = 300_000;

/**
 * Runs test files, each in a process of its own, and prints a line per file and at the end every failure with what the
 * file said meanwhile.
 */
export async function runTestFiles(
  files: readonly string[],
  ground: { databaseUrl: string; chromium: Chromium },
  signal: AbortSignal,
): Promise<Tally> {
  prepareEnvironment(ground.databaseUrl, ground.chromium);
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const said = new Map<string, string>();
  const failing = new Set<string>();
  const path: string[] = [];
  const note = (file: string | undefined, message: string) =>
    said.set(file ?? '', (said.get(file ?? '') ?? '') + message);

  for await (const { type, data } of run({
    files: [...files],
    concurrency: Math.max(2, availableParallelism()),
    timeout: FILE_LIMIT_MS,
    signal,
  })) {
    if (type === 'test:stdout' || type === 'test:stderr') note(data.file, data.message);
    if (type === 'test:start') path.splice(data.nesting, path.length, data.name);
    if (type === 'test:pass' && data.details.type !== 'suite') tally[data.skip === undefined ? 'passed' : 'skipped']++;
    if (type === 'test:fail') {
      failing.add(data.file ?? data.name);
      if (!isSumOfOthers(data.details.error)) {
        tally.failed++;
        failures.push(describe([...path.slice(0, data.nesting), data.name], data, data.details.error));
      }
    }
    if (type === 'test:summary' && data.file)
      printFile(data.file, data.counts.passed, data.duration_ms, failing.has(data.file));
  }

  for (const file of failing) {
    if (said.get(file)) failures.push(`  ${short(file)} said:\n${indent(said.get(file)!.trimEnd())}`);
  }
  if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join('\n\n')}`);
  return tally;
}

/** The files find their ground in the environment. */
function prepareEnvironment(databaseUrl: string, chromium: Chromium): void {
  process.env.TEST_DATABASE_URL = databaseUrl;
  if (chromium && 'path' in chromium) process.env.CHROMIUM_PATH = chromium.path;
  if (chromium && 'missing' in chromium) process.env.CHROMIUM_MISSING = chromium.missing;
}

/** A suite fails because a test in it failed, and that one is counted. */
function isSumOfOthers(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

type Place = { file?: string | undefined; line?: number | undefined };

function describe(path: readonly string[], { file, line }: Place, error: Error): string {
  const place = file ? `  (${short(file)}${line ? `:${line}` : ''})` : '';
  return `✖ ${path.join(' › ')}${place}\n${indent(inspect(error.cause ?? error, { depth: 4, colors: process.stdout.isTTY }))}`;
}

function printFile(file: string, passed: number, durationMs: number, hasFailed: boolean): void {
  console.log(`${hasFailed ? '✖' : '✔'} ${short(file)}  ${passed} passed, ${(durationMs / 1000).toFixed(1)} s`);
}

const short = (file: string): string => relative('.', file);
const indent = (text: string): string => text.replace(/^/gm, '    ');

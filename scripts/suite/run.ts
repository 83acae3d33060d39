import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import type { Chromium } from './chromium.ts';
import { openReport } from './report.ts';
import type { Tally } from './tally.ts';

/** A file that takes longer hangs. */
const FILE_LIMIT_MS = 300_000;

/** Runs test files, each in a process of its own, and reports as they end; what failed, and why, at the end. */
export async function runTestFiles(
  files: readonly string[],
  ground: { databaseUrl: string; chromium: Chromium },
  signal: AbortSignal,
): Promise<Tally> {
  prepareEnvironment(ground.databaseUrl, ground.chromium);
  const report = openReport();
  const concurrency = Math.max(2, availableParallelism());
  const events = run({ files: [...files], concurrency, timeout: FILE_LIMIT_MS, signal });
  for await (const event of events) report.take(event);
  return report.close();
}

/** The files find their ground in the environment. */
function prepareEnvironment(databaseUrl: string, chromium: Chromium): void {
  process.env.TEST_DATABASE_URL = databaseUrl;
  if (chromium && 'path' in chromium) process.env.CHROMIUM_PATH = chromium.path;
  if (chromium && 'missing' in chromium) process.env.CHROMIUM_MISSING = chromium.missing;
}

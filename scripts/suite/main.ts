import { runCheck } from './check.ts';
import { findChromium } from './chromium.ts';
import { withTestDatabase } from './database.ts';
import { findTestFiles } from './files.ts';
import { runTestFiles } from './run.ts';
import { add, type Tally, verdict } from './tally.ts';

/** What `npm test` runs once everything is installed and built; the last line is the result. */
const wanted = process.argv.slice(2);
const files = await findTestFiles(wanted);
if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(' ')}.`);
  process.exit(1);
}

const stopping = new AbortController();
process.on('SIGINT', () => stopping.abort());
process.on('SIGTERM', () => stopping.abort());

const checked: Tally = wanted.length === 0 ? await runCheck(stopping.signal) : { passed: 0, failed: 0, skipped: 0 };
const chromium = await findChromium(files, stopping.signal);
const tested = await withTestDatabase((databaseUrl) => runTestFiles(files, { databaseUrl, chromium }, stopping.signal));
const total = add(checked, tested);

if (stopping.signal.aborted) console.log('\nInterrupted.');
console.log(`\n${verdict(total)}`);
process.exit(total.failed > 0 || stopping.signal.aborted ? 1 : 0);

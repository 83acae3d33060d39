import { relative, resolve } from 'node:path';
import type { run } from 'node:test';
import { inspect } from 'node:util';
import type { Tally } from './tally.ts';

type TestEvent = ReturnType<typeof run> extends AsyncIterable<infer Event> ? Event : never;
type PassEvent = Extract<TestEvent, { type: 'test:pass' }>['data'];
type FailureEvent = Extract<TestEvent, { type: 'test:fail' }>['data'];

const LONGEST_REASON = 60; // lines

/** Counts tests and prints a line per file as it ends; `close` prints every failure with what its file said meanwhile. */
export function openReport() {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const failing = new Set<string>();
  const said = new Map<string, string>();
  const reasons = new Set<string>();
  const path: string[] = [];

  function fail(data: FailureEvent): void {
    failing.add(short(data.file ?? data.name));
    if (isSumOfOthers(data.details.error)) return;
    tally.failed++;
    failures.push(describe([...path.slice(0, data.nesting), data.name], data));
  }

  function pass({ skip }: PassEvent): void {
    tally[skip === undefined ? 'passed' : 'skipped']++;
    if (skip !== undefined) reasons.add(typeof skip === 'string' ? skip : 'no reason given');
  }

  function take({ type, data }: TestEvent): void {
    if (type === 'test:start') path.splice(data.nesting, path.length, data.name);
    if (type === 'test:stdout' || type === 'test:stderr') append(said, short(data.file), data.message);
    if (type === 'test:pass' && data.details.type !== 'suite') pass(data);
    if (type === 'test:fail') fail(data);
    if (type === 'test:summary' && data.file) {
      const sign = failing.has(short(data.file)) ? '✖' : '✔';
      console.log(
        `${sign} ${short(data.file)}  ${data.counts.passed} passed, ${(data.duration_ms / 1000).toFixed(1)} s`,
      );
    }
  }

  function close(): Tally {
    const words = [...failing].flatMap((file) =>
      said.has(file) ? [`${file} said:\n${indent(said.get(file)!.trim())}`] : [],
    );
    for (const reason of reasons) console.log(`Skipped: ${reason}.`);
    if (failures.length > 0) console.log(`\nWhat failed:\n\n${[...failures, ...words].join('\n\n')}`);
    return tally;
  }

  return { take, close };
}

/** A suite fails because a test in it failed, and that one is counted. */
function isSumOfOthers(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

function describe(path: readonly string[], { file, line, details }: FailureEvent): string {
  const place = file ? `  (${short(file)}${line ? `:${line}` : ''})` : '';
  return `✖ ${path.join(' › ')}${place}\n${indent(reasonOf(details.error))}`;
}

/** The error as the test threw it, without what the runner wraps around it and without the frames of Node itself. */
function reasonOf({ cause, message }: Error): string {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause ?? message);
  const lines = text.split('\n').filter((line) => !/^\s+at .*\(?node:/.test(line));
  return lines
    .slice(0, LONGEST_REASON)
    .concat(lines.length > LONGEST_REASON ? ['…'] : [])
    .join('\n');
}

function append(texts: Map<string, string>, key: string, text: string): void {
  texts.set(key, (texts.get(key) ?? '') + text);
}

/** The runner names a file sometimes in full and sometimes as we did. */
const short = (file: string): string => relative('.', resolve(file));
const indent = (text: string): string => text.replace(/^/gm, '    ');

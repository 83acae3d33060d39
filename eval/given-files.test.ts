import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type GivenFiles, measureGiven } from './given-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'parlour-eval-'));
let made = 0;
const file = (text: string): string => {
  const path = join(folder, `${made++}.jsonl`);
  writeFileSync(path, text);
  return path;
};
const TWO = '{"text":"hi there","intent":"a"}\n{"text":"bye now","intent":"b"}\n';
const measure = (name: string, files: GivenFiles) => measureGiven(name, files) as Record<string, unknown>;

test('a file that another program saved, with a byte order mark and CRLF, is read like any other', () => {
  const figures = measure('intents', { train: file(`\ufeff${TWO.replaceAll('\n', '\r\n')}`), test: file(TWO) });
  assert.equal(figures.accuracy, 100);
});

test('what was measured, on which files and how long it took is part of the answer', () => {
  const files = { train: file(TWO), test: file(TWO) };
  const figures = measure('intents', files);
  assert.deepEqual(figures.files, files);
  assert.equal(figures.split, 'given');
  assert.equal(typeof figures.seconds, 'number');
});

const refused: [what: string, name: string, files: () => GivenFiles, message: RegExp][] = [
  ['an empty file', 'intents', () => ({ train: file(TWO), test: file('\n\n') }), /has no rows/],
  ['a row without a label', 'intents', () => ({ train: file(TWO), test: file('{"text":"x"}') }), /line 1.*"intent"/],
  ['an empty label', 'intents', () => ({ train: file('{"text":"x","intent":""}'), test: file(TWO) }), /line 1/],
  ['a line that is no JSON', 'intents', () => ({ train: file('{"text'), test: file(TWO) }), /line 1: this is no JSON/],
  ['a file that is not there', 'intents', () => ({ train: '/nowhere.jsonl', test: file(TWO) }), /There is no file/],
  ['a folder', 'intents', () => ({ train: folder, test: file(TWO) }), /is a folder/],
  ['only rows out of scope', 'intents', () => ({ train: file('{"text":"x","intent":"oos"}'), test: file(TWO) }), /oos/],
  [
    'a label that spam does not know',
    'spam',
    () => ({ train: file(TWO), test: file(TWO) }),
    /"a" is none of ham, spam/,
  ],
  ['a feeling nobody has', 'sentiment', () => ({ train: file(TWO), test: file(TWO) }), /none of negative/],
  ['a kind that is not shipped', 'support', () => ({ test: file(TWO) }), /"a" is none of/],
  [
    'a query whose answer is not in the bank',
    'faq',
    () => ({ bank: file('{"id":"1","question":"when do you open"}'), queries: file('{"query":"x","id":"2"}') }),
    /"2" is none of/,
  ],
];
for (const [what, name, files, message] of refused)
  test(`${what} is refused in words, not measured`, () => {
    assert.throws(() => measureGiven(name, files()), message);
  });

test('the language measure reads the language of rows that have an intent too', () => {
  const rows = file('{"text":"hola, quiero dos camisas por favor","intent":"order","lang":"es"}\n');
  assert.equal(measure('language', { test: rows, languages: 'en,es' }).rows, 1);
});

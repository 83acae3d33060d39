import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCorrections } from './corrections.ts';

const path = join(mkdtempSync(join(tmpdir(), 'parlour-corrections-')), 'reviewed.jsonl');
const REVIEWED = { business: 'demo-shop', text: 'open sundays?', person: 'From 10.', topic: 'hours', language: 'en' };

test('corrections are read as any editor saves them, with a byte order mark and CRLF', async () => {
  writeFileSync(path, `\ufeff${JSON.stringify(REVIEWED)}\r\n\r\n`);
  assert.deepEqual(await readCorrections(path), [REVIEWED]);
});

test('a line that is no correction is named', async () => {
  for (const line of ['{"text": "torn', '{"text":"no topic"}', '']) {
    writeFileSync(path, `${JSON.stringify(REVIEWED)}\n\n${line || '[]'}\n`);
    await assert.rejects(readCorrections(path), /reviewed\.jsonl:3 is no correction/);
  }
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

const replay = (...args: string[]) =>
  new Promise<{ code: unknown; said: string }>((done) => {
    execFile(process.execPath, [MAIN, ...args], (error, out, err) => done({ code: error?.code ?? 0, said: out + err }));
  });

describe('a replay that cannot be run', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parlour-replay-'));
  });
  after(() => rm(folder, { recursive: true }));

  test('says in one sentence that the file is not there', async () => {
    assert.deepEqual(await replay('/nowhere/talks.jsonl'), {
      code: 2,
      said: '/nowhere/talks.jsonl cannot be opened: there is no such file or folder.\n',
    });
  });

  test('says that a folder is no file, and which option is not known', async () => {
    assert.equal((await replay(folder)).said, 'The file cannot be opened: it is a folder, not a file.\n');
    assert.match((await replay('--nonsense')).said, /^Unknown option '--nonsense'.* See --help\.\n$/);
  });

  test('names the line that is no talk', async () => {
    const talks = join(folder, 'odd.jsonl');
    await writeFile(talks, '{"talk": 5}\n');
    assert.match((await replay(talks)).said, /odd\.jsonl:1 is no talk: .*talk must be an object\n$/);
  });

  test('misses answers that it is not to record', async () => {
    const talks = join(folder, 'talks.jsonl');
    await writeFile(talks, '');
    const { code, said } = await replay(talks, '--answers', join(folder, 'none.jsonl'));
    assert.equal(code, 2);
    assert.match(said, /none\.jsonl cannot be opened: there is no such file/);
  });
});

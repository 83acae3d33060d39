import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeFolder } from './folder.ts';

describe('making a folder', () => {
  let place: string;
  before(async () => {
    place = await mkdtemp(join(tmpdir(), 'parlour-folder-'));
  });
  after(() => rm(place, { recursive: true }));

  test('makes those above it too, for its owner alone, and says so once', async () => {
    const path = join(place, 'a', 'b', 'c');

    assert.equal(await makeFolder(path, 0o700), true);
    assert.equal((await stat(join(place, 'a'))).mode & 0o777, 0o700);
    assert.equal(await makeFolder(path, 0o700), false);
  });

  test('ends where the system lets nobody make one', { skip: process.platform !== 'linux' }, async () => {
    for (const path of ['/proc/x', '/proc/x/y/z']) await assert.rejects(makeFolder(path), { code: 'ENOENT' });
  });

  test('ends at a file, and at a link to nowhere', async () => {
    await writeFile(join(place, 'file'), '');
    await symlink(join(place, 'gone'), join(place, 'link'));

    await assert.rejects(makeFolder(join(place, 'file')), { code: 'EEXIST' });
    await assert.rejects(makeFolder(join(place, 'file', 'x')), { code: 'ENOTDIR' });
    await assert.rejects(makeFolder(join(place, 'link')), { code: 'EEXIST' });
    await assert.rejects(makeFolder(join(place, 'link', 'x')));
  });
});

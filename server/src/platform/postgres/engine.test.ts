import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { copyEngine, mendLinks, openEngine, program } from './engine.ts';
import { isRoot } from './system-user.ts';
import { temporaryPlace } from './test-support.ts';

const run = promisify(execFile);

describe('the bundled Postgres', () => {
  test('is version 18 and runs', async (t) => {
    const { folder } = await temporaryPlace(t);

    const engine = await openEngine(null, folder);

    assert.equal(engine.major, 18);
  });

  test('gets back the links between its libraries that a blocked install script did not make', async (t) => {
    const { folder } = await temporaryPlace(t);
    const native = join(folder, 'native');
    await cp((await openEngine(null, folder)).folder, native, { recursive: true, verbatimSymlinks: true });
    await rm(join(native, 'lib', 'libicuuc.so.60'), { force: true });
    await rm(join(native, 'lib', 'libicui18n.so.60'), { force: true });

    assert.equal(await mendLinks(native), true);

    const { stdout } = await run(program({ folder: native, major: 18 }, 'postgres'), ['--version']);
    assert.match(stdout, /PostgreSQL\) 18/);
  });

  test('is copied so that every user can run it, also from under a strict umask', {
    skip: isRoot() ? false : 'needs root',
  }, async (t) => {
    const { folder } = await temporaryPlace(t);
    const [native, copy] = [join(folder, 'native'), join(folder, 'engine')];
    await cp((await openEngine(null, folder)).folder, native, { recursive: true, verbatimSymlinks: true });
    await run('chmod', ['-R', 'go-rwx', native]);

    await copyEngine(native, copy);

    const { stdout } = await run(program({ folder: copy, major: 18 }, 'postgres'), ['--version'], {
      uid: 65534,
      gid: 65534,
      cwd: '/',
    });
    assert.match(stdout, /PostgreSQL\) 18/);
    assert.equal((await stat(copy)).mode & 0o022, 0);
  });
});

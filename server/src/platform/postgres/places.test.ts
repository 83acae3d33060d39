import assert from 'node:assert/strict';
import { chmod, glob as globs, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { startEmbeddedPostgres } from './index.ts';
import { openDataDir, openSystemRoot, planHome } from './places.ts';
import { chooseOwner, isRoot } from './system-user.ts';
import { query, quiet, temporaryPlace } from './test-support.ts';

const onlyRoot = { skip: isRoot() ? false : 'only root runs Postgres as somebody else' };

const glob = (pattern: string) => Array.fromAsync(globs(pattern));

/** A DATA_DIR below a folder that is closed to others, as under a root home with mode 0700. */
async function closedPlace(t: TestContext) {
  const place = await temporaryPlace(t);
  await chmod(place.folder, 0o700);
  const start = async () => {
    const database = await startEmbeddedPostgres({ dataDir: place.dataDir, log: quiet, settings: { fsync: 'off' } });
    place.atEnd(() => rm(database.place.folder, { recursive: true, force: true }));
    place.atEnd(() => database.stop());
    return database;
  };
  return { ...place, start };
}

describe('a database started by root', onlyRoot, () => {
  test('runs as a system user, in DATA_DIR when he can get there', async (t) => {
    const place = await temporaryPlace(t);

    const database = await place.start();

    assert.deepEqual(database.place, { folder: place.home, isMoved: false, systemUser: (await chooseOwner())?.name });
    await query(database.connectionString, 'select 1');
  });

  test('lies elsewhere, and says where, when a folder above DATA_DIR is closed', async (t) => {
    const place = await closedPlace(t);

    const database = await place.start();

    assert.equal(database.place.isMoved, true);
    assert.match(database.place.folder, /^\/var\/lib\/parlour\/parlour-pg-/);
    assert.equal((await readFile(join(place.dataDir, 'postgres.location'), 'utf8')).trim(), database.place.folder);
  });

  test('is found again where it lies', async (t) => {
    const place = await closedPlace(t);
    const first = await place.start();
    await query(first.connectionString, "create table greetings as select 'hi' as text");
    await first.stop();

    const second = await place.start();

    assert.deepEqual(await query(second.connectionString, 'table greetings'), [{ text: 'hi' }]);
  });

  test('begins empty after DATA_DIR was deleted, and keeps the earlier one aside', async (t) => {
    const place = await closedPlace(t);
    const first = await place.start();
    await query(first.connectionString, "create table greetings as select 'hi' as text");
    await first.stop();
    await rm(place.dataDir, { recursive: true });

    const second = await place.start();

    await assert.rejects(query(second.connectionString, 'table greetings'), { code: '42P01' });
    const [aside] = await glob(`${second.place.folder}-old-*`);
    place.atEnd(() => rm(aside!, { recursive: true }));
    assert.equal(await readFile(join(aside!, 'cluster', 'PG_VERSION'), 'utf8'), '18\n');
  });

  test('is not made anew when the folder it should lie in is gone', async (t) => {
    const place = await closedPlace(t);
    await mkdir(place.dataDir);
    await writeFile(join(place.dataDir, 'postgres.location'), '/var/lib/parlour/nowhere\n');

    await assert.rejects(place.start(), {
      reason: 'misplaced',
      message: /should lie in \/var\/lib\/parlour\/nowhere but is not there/,
    });
  });

  test('is not made anew when its folder was closed later', async (t) => {
    const place = await temporaryPlace(t);
    await (await place.start()).stop();
    await chmod(place.folder, 0o700);

    await assert.rejects(place.start(), { reason: 'misplaced', message: /can no longer get there/ });
  });

  test('is never put into a folder that others can write', async (t) => {
    const { folder } = await temporaryPlace(t);
    const owner = (await chooseOwner())!;
    const [open, safe] = [join(folder, 'open'), join(folder, 'safe')];
    await mkdir(open);
    await chmod(open, 0o777);

    assert.equal(await openSystemRoot(owner, [open, safe]), safe);
    await assert.rejects(openSystemRoot(owner, [open]), { reason: 'not-permitted' });
  });
});

describe('DATA_DIR', () => {
  test('is made with the folders above it, closed to others but for the way through that root needs', async (t) => {
    const { folder } = await temporaryPlace(t);

    const dataDir = await openDataDir(join(folder, 'a', 'b'));

    const home = await planHome(dataDir);
    assert.deepEqual([home.folder, home.isNew, home.isMoved], [join(folder, 'a', 'b', 'postgres'), true, false]);
  });
});

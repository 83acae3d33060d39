import assert from 'node:assert/strict';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { findServer } from './running-server.ts';
import { forkStarter, killed, query, start, startElsewhere, temporaryFolder } from './test-support.ts';

const clusterIn = (folder: string) => join(folder, 'data', 'postgres', 'cluster');

const postmasterIn = async (folder: string): Promise<number> => (await findServer(clusterIn(folder)))!.pid;

describe('the first start', () => {
  test('makes a UTF-8 database with the built-in C.UTF-8 locale, whatever the environment says', async (t) => {
    const database = await start(t, await temporaryFolder(t));

    const [row] = await query(
      database.connectionString,
      'select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()',
    );

    assert.deepEqual(row, { encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' });
  });

  test('opens no port, and a socket that only its user can reach', async (t) => {
    const database = await start(t, await temporaryFolder(t));

    const [row] = await query(database.connectionString, 'show listen_addresses');

    assert.equal(row?.listen_addresses, '');
    assert.equal((await stat(database.connection.host)).mode & 0o777, 0o700);
  });

  test('keeps a random secret that nobody else can read, and no copy of it', async (t) => {
    const folder = await temporaryFolder(t);

    const database = await start(t, folder);

    const home = join(folder, 'data', 'postgres');
    assert.equal((await stat(join(home, 'secret'))).mode & 0o777, 0o600);
    assert.deepEqual((await readdir(home)).toSorted(), [
      'cluster',
      'log',
      'pg_hba.conf',
      'postgresql.conf',
      'secret',
      'start.log',
    ]);
    await assert.rejects(query(database.connectionString.replace(database.connection.password, 'guess'), 'select 1'), {
      code: '28P01',
    });
  });

  test('gives the application a role that is not a superuser', async (t) => {
    const database = await start(t, await temporaryFolder(t));

    const [row] = await query(database.connectionString, 'select rolsuper from pg_roles where rolname = current_user');

    assert.equal(row?.rolsuper, false);
  });

  test('killed half-way leaves nothing in the way of the next', async (t) => {
    const folder = await temporaryFolder(t);
    const dataDir = join(folder, 'data');
    await mkdir(dataDir, { mode: 0o711 });
    const changes = watch(dataDir);
    const starter = forkStarter(t, folder);
    for await (const [, name] of iterate(changes)) if (name.includes('.new-')) break;
    await killed(starter);

    const database = await start(t, folder);

    assert.equal(database.isUp(), true);
    assert.deepEqual((await readdir(dataDir)).toSorted(), ['postgres', 'postgres.lock']);
  });

  const iterate = async function* (changes: ReturnType<typeof watch>): AsyncGenerator<[string, string]> {
    for (;;) yield (await once(changes, 'change')) as [string, string];
  };
});

describe('a later start', () => {
  test('finds what was stored', async (t) => {
    const folder = await temporaryFolder(t);
    const first = await start(t, folder);
    await query(first.connectionString, "create table greetings as select 'hi' as text");
    await first.stop();

    const second = await start(t, folder);

    assert.equal(second.connectionString, first.connectionString);
    assert.deepEqual(await query(second.connectionString, 'table greetings'), [{ text: 'hi' }]);
  });

  test('adopts the server that a killed Parlour left running', async (t) => {
    const folder = await temporaryFolder(t);
    const other = await startElsewhere(t, folder);
    const postmaster = await postmasterIn(folder);
    await other.kill();

    const database = await start(t, folder);

    assert.equal(await postmasterIn(folder), postmaster);
    await query(database.connectionString, 'select 1');
    await database.stop();
    assert.equal(await findServer(clusterIn(folder)), null);
  });

  test('is not stopped by a pid file that names a process of somebody else', async (t) => {
    const folder = await temporaryFolder(t);
    await (await start(t, folder)).stop();
    await writeFile(
      join(clusterIn(folder), 'postmaster.pid'),
      `${process.pid}\n${clusterIn(folder)}\n1\n5432\n/tmp\n\n  1 1\nready\n`,
    );

    const database = await start(t, folder);

    assert.notEqual(await postmasterIn(folder), process.pid);
    assert.equal(database.isUp(), true);
  });

  test('recovers from a killed server and a killed Parlour', async (t) => {
    const folder = await temporaryFolder(t);
    const other = await startElsewhere(t, folder);
    process.kill(await postmasterIn(folder), 'SIGKILL');
    await other.kill();

    const database = await start(t, folder);

    assert.equal(database.isUp(), true);
  });

  test('refuses the data of another major version', async (t) => {
    const folder = await temporaryFolder(t);
    await (await start(t, folder)).stop();
    await writeFile(join(clusterIn(folder), 'PG_VERSION'), '17\n');

    await assert.rejects(start(t, folder), {
      reason: 'other-version',
      message: /made by Postgres 17, but this release of Parlour runs Postgres 18/,
    });
  });

  test('says so when the password file is missing, and does not make another database', async (t) => {
    const folder = await temporaryFolder(t);
    await (await start(t, folder)).stop();
    await rm(join(folder, 'data', 'postgres', 'secret'));

    await assert.rejects(start(t, folder), { reason: 'misplaced', message: /secret is missing/ });
  });

  test('says so when DATA_DIR is a file', async (t) => {
    const folder = await temporaryFolder(t);
    await writeFile(join(folder, 'data'), '');

    await assert.rejects(start(t, folder), { reason: 'misplaced', message: /is not a folder/ });
  });
});

describe('a second Parlour on the same data', () => {
  test('is refused in one sentence while the first lives', async (t) => {
    const folder = await temporaryFolder(t);
    await startElsewhere(t, folder);

    await assert.rejects(start(t, folder), {
      reason: 'in-use',
      message: /^Parlour is already running on .* \(process \d+\)\. Stop it first/,
    });
  });

  test('is refused by the database even when the lock file is gone', async (t) => {
    const folder = await temporaryFolder(t);
    const first = await start(t, folder);
    await rm(join(folder, 'data', 'postgres.lock'));

    await assert.rejects(start(t, folder), { reason: 'in-use' });
    await query(first.connectionString, 'select 1');
  });

  test('that starts at the same instant is the only one refused', async (t) => {
    const folder = await temporaryFolder(t);

    const outcomes = await Promise.allSettled([start(t, folder), start(t, folder), start(t, folder)]);

    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected', 'rejected']);
  });

  test('may start as soon as the first has stopped', async (t) => {
    const folder = await temporaryFolder(t);
    const first = await start(t, folder);
    await first.stop();

    const second = await start(t, folder);

    assert.equal(second.isUp(), true);
    assert.match(await readFile(join(folder, 'data', 'postgres.lock'), 'utf8'), new RegExp(`^${process.pid} `));
  });
});

describe('a server that dies', () => {
  test('is restarted, and the readiness follows', async (t) => {
    const folder = await temporaryFolder(t);
    const database = await start(t, folder);
    const changes: boolean[] = [];
    const back = new Promise<void>((resolve) => {
      database.onChange((isUp) => {
        changes.push(isUp);
        if (isUp) resolve();
      });
    });
    await query(database.connectionString, "create table greetings as select 'hi' as text");

    process.kill(await postmasterIn(folder), 'SIGKILL');
    await back;

    assert.deepEqual(changes, [false, true]);
    assert.deepEqual(await query(database.connectionString, 'table greetings'), [{ text: 'hi' }]);
  });

  test('is restarted also when it was adopted', async (t) => {
    const folder = await temporaryFolder(t);
    const other = await startElsewhere(t, folder);
    await other.kill();
    const database = await start(t, folder);
    const back = new Promise<void>((resolve) => database.onChange((isUp) => isUp && resolve()));

    process.kill(await postmasterIn(folder), 'SIGKILL');
    await back;

    await query(database.connectionString, 'select 1');
  });

  test('stays down when Parlour stops meanwhile', async (t) => {
    const folder = await temporaryFolder(t);
    const database = await start(t, folder);
    const down = new Promise<void>((resolve) => database.onChange((isUp) => !isUp && resolve()));

    process.kill(await postmasterIn(folder), 'SIGKILL');
    await down;
    await database.stop();

    assert.equal(await findServer(clusterIn(folder)), null);
  });
});

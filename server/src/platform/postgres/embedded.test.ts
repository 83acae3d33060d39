import assert from 'node:assert/strict';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { borrowEmbeddedPostgres } from './index.ts';
import { findServer } from './running-server.ts';
import { killed, query, quiet, temporaryPlace } from './test-support.ts';

describe('the first start', () => {
  test('makes a UTF-8 database with the built-in C.UTF-8 locale, whatever the environment says', async (t) => {
    const place = await temporaryPlace(t);
    const database = await place.start();

    const [row] = await query(
      database.connectionString,
      'select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale from pg_database where datname = current_database()',
    );

    assert.deepEqual(row, { encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' });
  });

  test('opens no port, and a socket that only its user can reach', async (t) => {
    const place = await temporaryPlace(t);
    const database = await place.start();

    const [row] = await query(database.connectionString, 'show listen_addresses');

    assert.equal(row?.listen_addresses, '');
    assert.equal((await stat(database.connection.host)).mode & 0o777, 0o700);
  });

  test('keeps a random secret that nobody else can read, and no copy of it', async (t) => {
    const place = await temporaryPlace(t);

    const database = await place.start();

    assert.equal((await stat(join(place.home, 'secret'))).mode & 0o777, 0o600);
    assert.deepEqual((await readdir(place.home)).toSorted(), [
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
    const place = await temporaryPlace(t);
    const database = await place.start();

    const [row] = await query(database.connectionString, 'select rolsuper from pg_roles where rolname = current_user');

    assert.equal(row?.rolsuper, false);
  });

  test('killed half-way leaves nothing in the way of the next', async (t) => {
    const place = await temporaryPlace(t);
    await mkdir(place.dataDir, { mode: 0o711 });
    const changes = watch(place.dataDir);
    const starter = place.fork();
    for await (const [, name] of iterate(changes)) if (name.includes('.new-')) break;
    changes.close();
    await killed(starter);

    const database = await place.start();

    assert.equal(database.isUp(), true);
    assert.deepEqual((await readdir(place.dataDir)).toSorted(), ['postgres', 'postgres.lock']);
  });

  test('refuses a folder with something else in it, and leaves that as it is', async (t) => {
    const place = await temporaryPlace(t);
    await mkdir(place.home, { recursive: true });
    await writeFile(join(place.home, 'notes.txt'), 'mine');

    await assert.rejects(place.start(), {
      name: 'EmbeddedPostgresError',
      reason: 'misplaced',
      message: /is not empty/,
    });

    assert.deepEqual(await readdir(place.home), ['notes.txt']);
  });

  const iterate = async function* (changes: ReturnType<typeof watch>): AsyncGenerator<[string, string]> {
    for (;;) yield (await once(changes, 'change')) as [string, string];
  };
});

describe('a later start', () => {
  test('finds what was stored', async (t) => {
    const place = await temporaryPlace(t);
    const first = await place.start();
    await query(first.connectionString, "create table greetings as select 'hi' as text");
    await first.stop();

    const second = await place.start();

    assert.equal(second.connectionString, first.connectionString);
    assert.deepEqual(await query(second.connectionString, 'table greetings'), [{ text: 'hi' }]);
  });

  test('adopts the server that a killed Parlour left running', async (t) => {
    const place = await temporaryPlace(t);
    const other = await place.startElsewhere();
    const postmaster = await place.postmaster();
    await killed(other);

    const database = await place.start();

    assert.equal(await place.postmaster(), postmaster);
    await query(database.connectionString, 'select 1');
    await database.stop();
    assert.equal(await findServer(place.cluster), null);
  });

  test('is not stopped by a pid file that names a process of somebody else', async (t) => {
    const place = await temporaryPlace(t);
    await (await place.start()).stop();
    await writeFile(
      join(place.cluster, 'postmaster.pid'),
      `${process.pid}\n${place.cluster}\n1\n5432\n/tmp\n\n  1 1\nready\n`,
    );

    const database = await place.start();

    assert.notEqual(await place.postmaster(), process.pid);
    assert.equal(database.isUp(), true);
  });

  test('recovers from a killed server and a killed Parlour', async (t) => {
    const place = await temporaryPlace(t);
    const other = await place.startElsewhere();
    process.kill(await place.postmaster(), 'SIGKILL');
    await killed(other);

    const database = await place.start();

    assert.equal(database.isUp(), true);
  });

  test('refuses the data of another major version', async (t) => {
    const place = await temporaryPlace(t);
    await (await place.start()).stop();
    await writeFile(join(place.cluster, 'PG_VERSION'), '17\n');

    await assert.rejects(place.start(), {
      reason: 'other-version',
      message: /made by Postgres 17, but this release of Parlour runs Postgres 18/,
    });
  });

  test('says so when the password file is missing, and does not make another database', async (t) => {
    const place = await temporaryPlace(t);
    await (await place.start()).stop();
    await rm(join(place.home, 'secret'));

    await assert.rejects(place.start(), { reason: 'misplaced', message: /secret is missing/ });
  });

  test('says so when DATA_DIR is a file', async (t) => {
    const place = await temporaryPlace(t);
    await writeFile(place.dataDir, '');

    await assert.rejects(place.start(), { reason: 'misplaced', message: /is not a folder/ });
  });
});

describe('a second Parlour on the same data', () => {
  test('is refused in one sentence while the first lives', async (t) => {
    const place = await temporaryPlace(t);
    await place.startElsewhere();

    await assert.rejects(place.start(), {
      reason: 'in-use',
      message: /^Parlour is already running on .* \(process \d+\)\. Stop it first/,
    });
  });

  test('is refused by the database even when the lock file is gone', async (t) => {
    const place = await temporaryPlace(t);
    const first = await place.start();
    await rm(join(place.dataDir, 'postgres.lock'));

    await assert.rejects(place.start(), { reason: 'in-use' });
    await query(first.connectionString, 'select 1');
  });

  test('that starts at the same instant is the only one refused', async (t) => {
    const place = await temporaryPlace(t);

    const outcomes = await Promise.allSettled([place.start(), place.start(), place.start()]);

    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected', 'rejected']);
  });

  test('may start as soon as the first has stopped', async (t) => {
    const place = await temporaryPlace(t);
    const first = await place.start();
    await first.stop();

    const second = await place.start();

    assert.equal(second.isUp(), true);
    assert.match(await readFile(join(place.dataDir, 'postgres.lock'), 'utf8'), new RegExp(`^${process.pid} `));
  });
});

describe('a command beside Parlour', () => {
  test('borrows the database of the running one and leaves it running', async (t) => {
    const place = await temporaryPlace(t);
    const database = await place.start();

    const borrowed = await borrowEmbeddedPostgres({ dataDir: place.dataDir, log: quiet });
    await borrowed.release();

    assert.equal(borrowed.connectionString, database.connectionString);
    assert.equal(database.isUp(), true);
    await query(database.connectionString, 'select 1');
  });

  test('starts the database when nobody else has it, and stops it again', async (t) => {
    const place = await temporaryPlace(t);

    const borrowed = await borrowEmbeddedPostgres({ dataDir: place.dataDir, log: quiet });
    await query(borrowed.connectionString, 'select 1');
    await borrowed.release();

    assert.equal(await findServer(place.cluster), null);
  });
});

describe('a server that dies', () => {
  test('is restarted, and the readiness follows', async (t) => {
    const place = await temporaryPlace(t);
    const database = await place.start();
    const changes: boolean[] = [];
    const back = new Promise<void>((resolve) => {
      database.onChange((isUp) => {
        changes.push(isUp);
        if (isUp) resolve();
      });
    });
    await query(database.connectionString, "create table greetings as select 'hi' as text");

    process.kill(await place.postmaster(), 'SIGKILL');
    await back;

    assert.deepEqual(changes, [false, true]);
    assert.deepEqual(await query(database.connectionString, 'table greetings'), [{ text: 'hi' }]);
  });

  test('is restarted also when it was adopted', async (t) => {
    const place = await temporaryPlace(t);
    const other = await place.startElsewhere();
    await killed(other);
    const database = await place.start();
    const back = new Promise<void>((resolve) => database.onChange((isUp) => isUp && resolve()));

    process.kill(await place.postmaster(), 'SIGKILL');
    await back;

    await query(database.connectionString, 'select 1');
  });

  test('stays down when Parlour stops meanwhile', async (t) => {
    const place = await temporaryPlace(t);
    const database = await place.start();
    const down = new Promise<void>((resolve) => database.onChange((isUp) => !isUp && resolve()));

    process.kill(await place.postmaster(), 'SIGKILL');
    await down;
    await database.stop();

    assert.equal(await findServer(place.cluster), null);
  });
});

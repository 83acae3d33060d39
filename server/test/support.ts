import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import pino from 'pino';
import type { Ctx, Reaction } from '../src/platform/context.ts';
import { migrateDatabase, poolOptions } from '../src/platform/database.ts';

/** Connection string of a server where tests may create databases. */
const adminUrl = (): string => {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run `npm test`, which starts a Postgres for the tests.');
  return url;
};

/** A fresh, migrated database of this test file's own, copied from a template that the first caller makes. */
export async function testDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    const template = await migratedTemplate(admin);
    const name = `t_${process.pid}_${createHash('sha1').update(`${process.hrtime.bigint()}`).digest('hex').slice(0, 10)}`;
    await admin.query(`create database ${name} template ${template}`);
    return { url: databaseUrl(name), drop: () => dropDatabase(name) };
  } finally {
    await admin.end();
  }
}

/** A context on a database of its own and with a clock that only moves when told. */
export async function testContext(reactions: readonly Reaction[] = []) {
  const database = await testDatabase();
  const pool = new pg.Pool({ ...poolOptions(database.url), max: 10, connectionTimeoutMillis: 0 }); // a busy machine is no failure
  unshaken(pool);
  let now = new Date('2026-03-02T12:00:00Z');
  const ctx: Ctx = {
    db: drizzle(pool, { casing: 'snake_case' }),
    now: () => new Date(now),
    log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
    reactions,
  };
  return {
    ctx,
    url: database.url,
    clockMovesTo: (iso: string) => {
      now = new Date(iso);
    },
    clockMovesBy: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    /** Jobs that wait, oldest first. */
    jobs: async (): Promise<{ task: string; key: string | null }[]> =>
      (await pool.query('select task_identifier as task, key from graphile_worker.jobs order by id')).rows,
    end: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** Connections of tests break when their database is dropped, some while they are being closed: no news to anybody. */
export function unshaken(pool: pg.Pool): pg.Pool {
  return pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}));
}

/** One template per state of the migrations; the lock lets parallel test files make it once. */
async function migratedTemplate(admin: pg.Client): Promise<string> {
  const name = `parlour_template_${migrationsHash()}`;
  await admin.query(`select pg_advisory_lock(hashtext($1))`, [name]);
  try {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return name;
    const draft = `${name}_draft`;
    await admin.query(`drop database if exists ${draft}`);
    await admin.query(`create database ${draft}`);
    await migrateDatabase(databaseUrl(draft), pino({ level: 'silent' }));
    await admin.query(`alter database ${draft} rename to ${name}`);
    return name;
  } finally {
    await admin.query(`select pg_advisory_unlock(hashtext($1))`, [name]);
  }
}

function migrationsHash(): string {
  const folder = new URL('../migrations/', import.meta.url);
  const hash = createHash('sha1');
  for (const file of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(new URL(file, folder)));
  return hash.digest('hex').slice(0, 12);
}

function databaseUrl(name: string): string {
  const url = new URL(adminUrl().replace('@/', '@localhost/'));
  url.pathname = `/${name}`;
  return url.toString();
}

async function dropDatabase(name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}

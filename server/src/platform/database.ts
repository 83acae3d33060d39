import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { StartProblem } from './config.ts';
import type { Db, Log } from './context.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const MIGRATION_LOCK = 7_265_001; // any number that nothing else in the database uses

/**
 * Plans that stay good whatever the tables' statistics say: every index begins with business_id, so on young tables
 * the planner takes any of them and filters. See docs/decisions/0003-the-hot-path.md.
 */
const STEADY_PLANS =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off ' +
  '-c enable_bitmapscan=off -c enable_material=off -c enable_memoize=off';

/** Settings of every connection: a stuck statement or a forgotten transaction ends by itself. */
export const poolOptions = (connectionString: string): pg.PoolConfig => ({
  connectionString,
  connectionTimeoutMillis: 3_000,
  statement_timeout: 30_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 15_000,
});

/**
 * A crowd waits for one of the few connections rather than fail: a turn that gave up would begin anew and make the line
 * longer. (The library counts the wait in line and the wait for the server as one.)
 */
const WAIT_IN_LINE_MS = 10_000;

/** The pool of requests and jobs. */
export function openDatabase(connectionString: string, log: Log, max: number): Db {
  const options = { ...poolOptions(connectionString), connectionTimeoutMillis: WAIT_IN_LINE_MS };
  return drizzle(watched(new pg.Pool({ ...options, max, application_name: 'parlour' }), log), { casing: 'snake_case' });
}

/** The few connections of the message path: named statements with steady plans. */
export function openHotPool(connectionString: string, log: Log): pg.Pool {
  return watched(
    new pg.Pool({
      ...poolOptions(connectionString),
      max: 6,
      options: STEADY_PLANS,
      application_name: 'parlour messages',
    }),
    log,
  );
}

/** A connection that breaks, idle or lent out, must not end the process; the next query gets a new one. */
function watched(pool: pg.Pool, log: Log): pg.Pool {
  const note = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  return pool.on('error', note).on('connect', (client) => client.on('error', note));
}

/**
 * Brings the schema up to date; safe from several nodes at once (they queue on an advisory lock).
 *
 * Waits at most a second for each table lock and tries again, so that a running node is never stuck behind us.
 */
export async function migrateDatabase(connectionString: string, log: Log): Promise<void> {
  const client = new pg.Client({ ...poolOptions(connectionString), statement_timeout: 0, lock_timeout: 0 });
  client.on('error', (error) => log.warn({ err: error }, 'the migration connection broke'));
  await client.connect();
  try {
    await requireVersion(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query("set lock_timeout = '1s'; set client_min_messages = warning");
    await withLockRetries(() => migrate(drizzle(client), { migrationsFolder: MIGRATIONS }), log);
    await runMigrations({ connectionString });
    await withLockRetries(() => raiseWall(client, log), log);
  } finally {
    await client.end();
  }
}

/** New tables of a business are walled off like the others, without their makers' doing. */
async function raiseWall(client: pg.Client, log: Log): Promise<void> {
  const { rows } = await client.query<{ guarded: boolean }>('select guard_tables() as guarded');
  if (rows[0]?.guarded) return;
  log.warn(
    'this database user may not make the role parlour_api: businesses are kept apart by the queries alone; see docs/accounts.md',
  );
}

/** How many changes of the schema the database has not seen yet. */
export async function pendingMigrations(db: Db): Promise<number> {
  const all = readMigrationFiles({ migrationsFolder: MIGRATIONS }).length;
  try {
    const { rows } = await db.execute<{ done: number }>(
      'select count(*)::int as done from drizzle.__drizzle_migrations',
    );
    return Math.max(0, all - (rows[0]?.done ?? 0));
  } catch (error) {
    if (sqlState(error) === UNDEFINED_TABLE) return all;
    throw error;
  }
}

const UNDEFINED_TABLE = '42P01';
const OLDEST_POSTGRES = 18; // uuidv7(), and statistics that can be written

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ major: number; version: string }>(
    "select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version",
  );
  const [server] = rows;
  if (server && server.major >= OLDEST_POSTGRES) return;
  throw new StartProblem(
    `Parlour needs PostgreSQL ${OLDEST_POSTGRES} or newer; the server at DATABASE_URL is ${server?.version}.`,
  );
}

const LOCK_NOT_AVAILABLE = '55P03';

async function withLockRetries(run: () => Promise<void>, log: Log): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const code = error instanceof Error ? sqlState(error) : undefined;
      if (code !== LOCK_NOT_AVAILABLE || attempt === 30) throw error;
      log.info({ attempt }, 'a table is busy, the migration tries again');
    }
  }
}

/** The SQLSTATE of a database error, also when a library wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return undefined;
}

/** Whether a transaction was undone only because it met another one: repeated, it may well succeed. */
export const isConflict = (error: unknown): boolean => sqlState(error)?.startsWith('40') ?? false;

/**
 * Whether the database is at fault rather than the data: gone, full, restarting, overloaded. Trying again may help;
 * the same data will not be refused for its content.
 *
 * @see PostgreSQL documentation, Appendix A: classes 08, 53, 57, 58; 40 are transactions to be repeated.
 */
export function isDatabaseDown(error: unknown): boolean {
  const code = sqlState(error);
  if (code === undefined)
    return (
      error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
    );
  return (
    /^(08|53|57|58|40|25)/.test(code) ||
    /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_)/.test(code) ||
    code === LOCK_NOT_AVAILABLE
  );
}

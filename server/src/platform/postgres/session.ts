import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { applicationPassword, type Cluster, SUPERUSER } from './cluster.ts';
import { asError, EmbeddedPostgresError } from './failure.ts';
import { inUse } from './lock.ts';
import { isServerOf } from './process-identity.ts';
import type { RunningServer } from './running-server.ts';

/** How to reach a database of the embedded server, in the words of `pg`. `host` is the socket directory. */
export type Connection = { host: string; port: number; user: string; password: string; database: string };

export const applicationConnection = (cluster: Pick<Cluster, 'secret'>, socketDir: string): Connection => ({
  host: socketDir,
  port: PORT,
  user: 'parlour',
  password: applicationPassword(cluster),
  database: 'parlour',
});

export const adminConnection = (cluster: Cluster, socketDir: string): Connection => ({
  host: socketDir,
  port: PORT,
  user: SUPERUSER,
  password: cluster.secret,
  database: 'postgres',
});

/** The same as a connection string; `pg` takes the socket directory from `host`. */
export function connectionString({ host, port, user, password, database }: Connection): string {
  const query = new URLSearchParams({ host, port: String(port) });
  return `postgresql://${user}:${encodeURIComponent(password)}@/${database}?${query}`;
}

/** The supervisor's own session; `ended` resolves in the moment the server goes away. */
export type Session = { ended: Promise<void>; close: () => Promise<void> };

/**
 * Opens the supervisor's session. While it lives no other Parlour can use this database. Waits as long as the server is
 * recovering.
 *
 * @throws EmbeddedPostgresError in-use when another Parlour holds the database, still-stopping when the server went away.
 */
export async function openSession(cluster: Cluster, server: RunningServer, signal: AbortSignal): Promise<Session> {
  const { client, ended } = await connect(cluster, server, signal);
  try {
    await claimDatabase(client, cluster, signal);
    await prepareDatabase(client, cluster);
    return { ended, close: () => client.end() };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Only the name of the socket file; there is no TCP. */
const PORT = 5432;

/** Any number works, as nobody else takes locks in the database `postgres`. */
const CLAIM = 0x7061_726c;

const UNANSWERED_LIMIT = 10;

type Connected = { client: pg.Client; ended: Promise<void> };

async function connect(cluster: Cluster, server: RunningServer, signal: AbortSignal): Promise<Connected> {
  for (let unanswered = 0, pauseMs = 20; unanswered < UNANSWERED_LIMIT; pauseMs = Math.min(pauseMs * 1.1, 250)) {
    const client = new pg.Client({
      ...adminConnection(cluster, server.socketDir),
      connectionTimeoutMillis: 3_000,
      application_name: 'parlour supervisor',
    });
    client.on('error', () => undefined); // its end is what matters, and 'end' follows
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
    const error = await client.connect().then(() => null, asError);
    if (!error) return { client, ended };

    await client.end().catch(() => undefined);
    if (isFinal(error)) throw explain(error, cluster);
    if (!(await isServerOf(server.pid, cluster.data))) throw gone(cluster);
    if (/timeout/.test(error.message)) unanswered++;
    await delay(pauseMs, undefined, { signal });
  }
  throw new EmbeddedPostgresError(
    'still-stopping',
    `The database server of an earlier run (process ${server.pid}) does not answer.`,
  );
}

/** The session of a killed Parlour lives until the server reads its end; that takes moments. */
async function claimDatabase(session: pg.Client, cluster: Cluster, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const { rows } = await session.query<{ claimed: boolean }>('select pg_try_advisory_lock($1) as claimed', [CLAIM]);
    if (rows[0]?.claimed) return;
    await delay(100, undefined, { signal });
  }
  throw inUse(cluster.home.folder, 'another process holds the database');
}

/** The application is not a superuser: what it can be talked into must not reach the machine. */
async function prepareDatabase(session: pg.Client, cluster: Cluster): Promise<void> {
  const { rows: databases } = await session.query("select 1 from pg_database where datname = 'parlour'");
  if (databases.length > 0) return;

  const { rows: roles } = await session.query("select 1 from pg_roles where rolname = 'parlour'");
  const password = session.escapeLiteral(applicationPassword(cluster));
  await session.query(
    `${roles.length > 0 ? 'alter' : 'create'} role parlour login createdb createrole bypassrls password ${password}`,
  );
  await session.query('create database parlour owner parlour');
}

/** @see PostgreSQL, "Error Codes": 28 is authorization; 57P03 and friends pass. */
function isFinal(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('28') || code === 'EACCES' || code === 'ENAMETOOLONG' || code === 'EINVAL';
}

function explain(error: Error, cluster: Cluster): EmbeddedPostgresError {
  const { folder } = cluster.home;
  if ('code' in error && String(error.code).startsWith('28')) {
    return new EmbeddedPostgresError(
      'misplaced',
      `The password in ${folder}/secret is not the one of the database beside it. Restore both from the same backup.`,
    );
  }
  return new EmbeddedPostgresError('unknown', `The embedded database cannot be reached: ${error.message}.`);
}

const gone = (cluster: Cluster) =>
  new EmbeddedPostgresError(
    'still-stopping',
    `The database server on ${cluster.home.folder} ended while it was starting.`,
  );

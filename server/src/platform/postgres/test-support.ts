import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { findServer, stopServer } from './running-server.ts';

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Nothing here has to survive a power cut. */
const SETTINGS = { fsync: 'off', shared_buffers: '16MB' };

/** A folder that system users may enter; at the end of the test its server is stopped and it is removed. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'parlour-pg-')));
  await chmod(folder, 0o711);
  t.after(async () => {
    await stopLeftover(join(folder, 'data', 'postgres', 'cluster'));
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Starts the database in `folder`/data and stops it at the end of the test. */
export async function start(t: TestContext, folder: string): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: quiet, settings: SETTINGS });
  t.after(() => database.stop());
  return database;
}

/** Another Parlour, as far as the database is concerned: a process of its own on `folder`/data, ready when this resolves. */
export async function startElsewhere(t: TestContext, folder: string): Promise<{ kill: () => Promise<void> }> {
  const child = forkStarter(t, folder);
  await once(child, 'message');
  return { kill: () => killed(child) };
}

/** Another Parlour that has just begun. */
export function forkStarter(t: TestContext, folder: string): ReturnType<typeof fork> {
  const child = fork(join(import.meta.dirname, 'test-starter.ts'), [join(folder, 'data'), JSON.stringify(SETTINGS)]);
  t.after(() => killed(child));
  return child;
}

export async function killed(child: ReturnType<typeof fork>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

export async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function stopLeftover(data: string): Promise<void> {
  const server = await findServer(data);
  if (server) await stopServer(server.pid, data);
}

import { type ChildProcess, fork as forkProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { findServer, removeSocketDir, stopServer } from './running-server.ts';

export const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Nothing here has to survive a power cut. */
const SETTINGS = { fsync: 'off', shared_buffers: '16MB' };

/** A DATA_DIR that system users may enter, and what a test starts on it; all of it ends with the test. */
export async function temporaryPlace(t: TestContext) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'parlour-pg-')));
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const home = join(dataDir, 'postgres');
  const cluster = join(home, 'cluster');
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends.toReversed()) await end();
    await stopLeftover(cluster);
    await rm(folder, { recursive: true, force: true });
  });

  /** Another Parlour that has only just begun. */
  const fork = (): ChildProcess => {
    const child = forkProcess(join(import.meta.dirname, 'test-starter.ts'), [dataDir, JSON.stringify(SETTINGS)]);
    ends.push(() => killed(child));
    return child;
  };

  return {
    folder,
    dataDir,
    home,
    cluster,
    fork,
    atEnd: (end: () => Promise<void>) => ends.push(end),
    start: async (): Promise<EmbeddedPostgres> => {
      const database = await startEmbeddedPostgres({ dataDir, log: quiet, settings: SETTINGS });
      ends.push(() => database.stop());
      return database;
    },
    /** Another Parlour, as far as the database is concerned: a process of its own, ready when this resolves. */
    startElsewhere: async (): Promise<ChildProcess> => {
      const child = fork();
      await once(child, 'message');
      return child;
    },
    postmaster: async (): Promise<number> => (await findServer(cluster))!.pid,
  };
}

export async function killed(child: ChildProcess): Promise<void> {
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
  if (!server) return;
  await stopServer(server.pid, data);
  await removeSocketDir(server.socketDir);
}

import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cluster, openCluster, readSecret } from './cluster.ts';
import { classifyFileError, EmbeddedPostgresError } from './failure.ts';
import { type Lock, lockDataDir } from './lock.ts';
import { findHome, openDataDir } from './places.ts';
import { findServer } from './running-server.ts';
import { adminConnection, applicationConnection, type Connection, connectionString } from './session.ts';
import type { Settings } from './settings.ts';
import { type Log, type Supervisor, supervise } from './supervisor.ts';

export { freeRatio } from './disk.ts';
export { EmbeddedPostgresError, type FailureReason } from './failure.ts';
export type { Connection } from './session.ts';

/** A running embedded database. How to connect stays the same through restarts of the server. */
export type EmbeddedPostgres = {
  /** The database `parlour` as its owner, who is not a superuser. */
  connection: Connection;
  connectionString: string;
  /** The superuser in the database `postgres`; for backups and tests only. */
  admin: { connection: Connection; connectionString: string };
  /** The folder with the data. `isMoved` when it had to lie outside DATA_DIR: say so to whoever starts Parlour. */
  place: { folder: string; isMoved: boolean; systemUser: string | null };
  /** False from the moment the server dies until it is back. */
  isUp: () => boolean;
  /** Calls `listener` at every change of `isUp`. @returns what ends that. */
  onChange: (listener: (isUp: boolean) => void) => () => void;
  /** Stops the server, also one that was adopted. Close every pool first. */
  stop: () => Promise<void>;
};

/** `settings` are additions to postgresql.conf, for example of tests. */
export type StartOptions = { dataDir: string; log: Log; settings?: Settings };

/**
 * Starts the Postgres that comes with Parlour on the database in `dataDir`, made at first use, and keeps it running.
 *
 * One process at a time may use a `dataDir`. A server left behind by a killed one is adopted.
 *
 * @throws EmbeddedPostgresError with one clear sentence for whoever started Parlour.
 */
export async function startEmbeddedPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  let lock: Lock | null = null;
  try {
    const dataDir = await openDataDir(options.dataDir);
    lock = await lockDataDir(dataDir);
    const cluster = await openCluster(dataDir);
    const supervisor = await supervise(cluster, options.settings ?? {}, options.log);
    return describe(cluster, supervisor, lock);
  } catch (error) {
    await lock?.release();
    throw classifyFileError(error, options.dataDir) ?? error;
  }
}

/**
 * The database in `dataDir` for a command that is over soon: through the server of a Parlour that is running on it,
 * else through one started for the occasion.
 *
 * @returns `release` gives it back; call it after closing every connection.
 * @throws EmbeddedPostgresError as startEmbeddedPostgres does.
 */
export async function borrowEmbeddedPostgres(
  options: StartOptions,
): Promise<{ connectionString: string; release: () => Promise<void> }> {
  try {
    const { connectionString, stop } = await startEmbeddedPostgres(options);
    return { connectionString, release: stop };
  } catch (error) {
    if (!(error instanceof EmbeddedPostgresError) || error.reason !== 'in-use') throw error;
    const connectionString = await addressOfRunning(options.dataDir);
    if (connectionString === null) throw error;
    return { connectionString, release: async () => undefined };
  }
}

async function addressOfRunning(dataDir: string): Promise<string | null> {
  const home = await findHome(await realpath(dataDir));
  const server = home && (await findServer(join(home.folder, 'cluster')));
  if (!server) return null;
  return connectionString(applicationConnection({ secret: await readSecret(home.folder) }, server.socketDir));
}

function describe(cluster: Cluster, supervisor: Supervisor, lock: Lock): EmbeddedPostgres {
  const connection = applicationConnection(cluster, supervisor.socketDir);
  const admin = adminConnection(cluster, supervisor.socketDir);
  return {
    connection,
    connectionString: connectionString(connection),
    admin: { connection: admin, connectionString: connectionString(admin) },
    place: { folder: cluster.home.folder, isMoved: cluster.home.isMoved, systemUser: cluster.home.owner?.name ?? null },
    isUp: supervisor.isUp,
    onChange: supervisor.onChange,
    stop: async () => {
      await supervisor.stop();
      await lock.release();
    },
  };
}

import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../server/src/platform/postgres/index.ts';

const log = { info: () => undefined, warn: console.warn, error: console.error };

/** Every test makes a database of its own and several files run at once. None of it has to survive a power cut. */
const SETTINGS = {
  max_connections: '400',
  shared_buffers: '256MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum_naptime: '1min',
};

/**
 * Gives `work` the address of a Postgres of its own for the superuser, in a temporary folder that is gone afterwards.
 * TEST_DATABASE_URL, when set, names another server to use instead.
 */
export async function withTestDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return work(given);

  const dataDir = await emptyFolder();
  const database = await startEmbeddedPostgres({ dataDir, log, settings: SETTINGS });
  try {
    await keepTemporaryFilesIn(join(dataDir, 'tmp'));
    return await work(database.admin.connectionString);
  } finally {
    await database.stop();
    await remove(dataDir);
    if (database.place.isMoved) await remove(database.place.folder);
  }
}

/** Whatever tests leave lying about when they are interrupted goes with our folder; a database whose folder is gone ends by itself. */
async function keepTemporaryFilesIn(folder: string): Promise<void> {
  await mkdir(folder);
  await chmod(folder, 0o711);
  process.env.TMPDIR = folder;
}

/** One folder per clone, so that what a killed run left there is found and stopped; a run beside it takes another. */
async function emptyFolder(): Promise<string> {
  const name = `parlour-test-${createHash('sha256').update(resolve('.')).digest('hex').slice(0, 8)}`;
  for (let number = 1; ; number++) {
    const folder = join(tmpdir(), `${name}-${process.getuid?.() ?? 0}-${number}`);
    if (await isFree(folder)) {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o711);
      return folder;
    }
  }
}

/** Starting it is how one takes over a server that was left running. */
async function isFree(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch {
    return emptied(folder);
  }
}

async function emptied(folder: string): Promise<boolean> {
  try {
    const leftover = await startEmbeddedPostgres({ dataDir: folder, log });
    await leftover.stop();
  } catch (error) {
    if (error instanceof EmbeddedPostgresError && error.reason === 'in-use') return false;
  }
  return remove(folder);
}

/** Tests of a killed run may still be writing there. @returns false when they do not let go of it. */
async function remove(folder: string): Promise<boolean> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).then(
    () => true,
    () => false,
  );
}

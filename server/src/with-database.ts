import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from './platform/config.ts';
import type { Db } from './platform/context.ts';
import { openDatabase } from './platform/database.ts';
import { openLog } from './platform/log.ts';
import { borrowEmbeddedPostgres } from './platform/postgres/index.ts';

/** The configuration of this installation, for commands beside the server. */
export const configHere = (): Config => readConfig(process.env, fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Opens the database of an installation for a command, and closes it when `work` is through. The embedded one is borrowed
 * while Parlour runs, and brought up for the moment when it does not.
 */
export async function withDatabase<Result>(config: Config, work: (db: Db) => Promise<Result>): Promise<Result> {
  const log = openLog('warn');
  const embedded = config.databaseUrl === null ? await borrowEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
  const db = openDatabase(config.databaseUrl ?? embedded!.connectionString, log, 2);
  try {
    return await work(db);
  } finally {
    await db.$client.end();
    await embedded?.release();
  }
}

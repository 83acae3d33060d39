import { fileURLToPath } from 'node:url';
import { makeOperatorKey } from './platform/auth.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { openLog } from './platform/log.ts';
import { borrowEmbeddedPostgres } from './platform/postgres/index.ts';

/** `npm run operator-key`: makes another operator key and shows it once. Those there are go on working. */
const config = readConfig(process.env, fileURLToPath(new URL('../..', import.meta.url)));
const log = openLog('warn');
const embedded = config.databaseUrl === null ? await borrowEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
const db = openDatabase(config.databaseUrl ?? embedded!.connectionString, log, 1);
process.stdout.write(`${await makeOperatorKey(db, true)}\n`);
await db.$client.end();
await embedded?.release();

import { fileURLToPath } from 'node:url';
import { makeSetUpLink } from './accounts/index.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { openLog } from './platform/log.ts';
import { borrowEmbeddedPostgres } from './platform/postgres/index.ts';

/** `npm run set-up-link`: makes a link with which somebody becomes an owner. One that was made before stops working. */
const config = readConfig(process.env, fileURLToPath(new URL('../..', import.meta.url)));
const log = openLog('warn');
const embedded = config.databaseUrl === null ? await borrowEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
const db = openDatabase(config.databaseUrl ?? embedded!.connectionString, log, 1);
const token = await makeSetUpLink({ db, now: () => new Date() }, true);
process.stdout.write(`${new URL(config.publicUrl ?? `http://localhost:${config.port}`).origin}/set-up#${token}\n`);
await db.$client.end();
await embedded?.release();

import { fileURLToPath } from 'node:url';
import { makePasswordLink } from './accounts/index.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database.ts';
import { openLog } from './platform/log.ts';
import { borrowEmbeddedPostgres } from './platform/postgres/index.ts';
import { installationKey, secretBox } from './platform/secrets.ts';

/** `npm run password-link -- ana@example.com`: a link for a new password, for installations that send no mail. */
const [email] = process.argv.slice(2);
if (!email) {
  process.stderr.write('Whose? npm run password-link -- ana@example.com\n');
  process.exit(1);
}
const config = readConfig(process.env, fileURLToPath(new URL('../..', import.meta.url)));
const log = openLog('warn');
const embedded = config.databaseUrl === null ? await borrowEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
const db = openDatabase(config.databaseUrl ?? embedded!.connectionString, log, 1);
const key = await installationKey(config.secretKey, config.dataDir);
const origin = new URL(config.publicUrl ?? `http://localhost:${config.port}`).origin;
const link = await makePasswordLink({ db }, { box: secretBox(key), key, origin }, email);
if (link) process.stdout.write(`${link}\nIt works once, for an hour.\n`);
else process.stderr.write(`Nobody here has the address ${email}.\n`);
await db.$client.end();
await embedded?.release();
process.exitCode = link ? 0 : 1;

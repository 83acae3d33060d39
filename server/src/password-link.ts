import { makePasswordLink } from './accounts/index.ts';
import { originOf } from './platform/config.ts';
import { installationKey, secretBox } from './platform/secrets.ts';
import { configHere, withDatabase } from './with-database.ts';

/** `npm run password-link -- ana@example.com`: a link for a new password, for installations that send no mail. */
const [email] = process.argv.slice(2);
if (!email) {
  process.stderr.write('Whose? npm run password-link -- ana@example.com\n');
  process.exit(1);
}
const config = configHere();
const key = await installationKey(config.secretKey, config.dataDir);
const parts = { box: secretBox(key), key, origin: originOf(config) };
const link = await withDatabase(config, (db) => makePasswordLink({ db }, parts, email));
if (link) process.stdout.write(`${link}\nIt works once, for an hour.\n`);
else process.stderr.write(`Nobody here has the address ${email}.\n`);
process.exitCode = link ? 0 : 1;

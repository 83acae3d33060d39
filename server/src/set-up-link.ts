import { makeSetUpLink } from './accounts/index.ts';
import { originOf } from './platform/config.ts';
import { configHere, withDatabase } from './with-database.ts';

/** `npm run set-up-link`: makes a link with which somebody becomes an owner. One that was made before stops working. */
const config = configHere();
const token = await withDatabase(config, (db) => makeSetUpLink({ db, now: () => new Date() }, true));
process.stdout.write(`${originOf(config)}/set-up#${token}\n`);

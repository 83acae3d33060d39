import { makeOperatorKey } from './platform/auth.ts';
import { configHere, withDatabase } from './with-database.ts';

/** `npm run operator-key`: makes another operator key and shows it once. Those there are go on working. */
const key = await withDatabase(configHere(), (db) => makeOperatorKey(db, true));
process.stdout.write(`${key}\n`);

import pg from 'pg';
import { databaseUrl, serve } from './floor.ts';

// Floor 1: every message is a statement and a commit of its own.
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });

serve({
  inbound: (...row) =>
    pool.query({
      name: 'inbound',
      text: 'insert into inbound values ($1, $2, $3) on conflict do nothing',
      values: row,
    }),
  outbound: (...row) => pool.query({ name: 'outbound', text: 'insert into outbound values ($1, $2, $3)', values: row }),
});

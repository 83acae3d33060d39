import pg from 'pg';
import { databaseUrl, serve } from './floor.ts';

// Floor 2: what gathered while the last commit was under way is one statement and one commit.
const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });

serve({
  inbound: gathered(
    'inbound',
    'insert into inbound select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing',
  ),
  outbound: gathered('outbound', 'insert into outbound select * from unnest($1::text[], $2::text[], $3::text[])'),
});

function gathered(name: string, text: string) {
  type Row = [string, string, string];
  let waiting: { row: Row; done: () => void }[] = [];
  let writing = false;

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const column = (i: 0 | 1 | 2) => group.map(({ row }) => row[i]);
      await pool.query({ name, text, values: [column(0), column(1), column(2)] });
      for (const { done } of group) done();
    }
    writing = false;
  }

  return (...row: Row): Promise<void> =>
    new Promise((done) => {
      waiting.push({ row, done });
      if (writing) return;
      writing = true;
      setImmediate(write);
    });
}

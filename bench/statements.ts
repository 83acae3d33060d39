import { parlour } from './contestants.ts';
import type { Scenario } from './crowd/index.ts';
import type { Cluster } from './database.ts';
import { enter } from './race.ts';
import { CUSTOMERS, type Sitting, sit } from './sitting.ts';

/** A cluster started with these keeps count of every statement, also of those inside functions; it costs a little. */
export const COUNTING = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' };

/** What Parlour asked of Postgres in one scenario, per reply. */
export type StatementCount = {
  scenario: Scenario;
  replies: number;
  perReply: number; // on the way of a message
  othersPerSecond: number; // heartbeats, timers, jobs: they do not grow with messages
  costliest: Cost[];
};

/** `inner`: run by a function, inside a statement that is listed too. */
export type Cost = {
  text: string;
  inner: boolean;
  callsPerReply: number;
  microsecondsPerReply: number;
  msPerCall: number;
};

const LOW: Scenario = { kind: 'open', rate: 20, seconds: 6, customers: CUSTOMERS };
const FULL: Scenario = { kind: 'closed', customers: CUSTOMERS, warmUpSeconds: 0, seconds: 5 };
const SHOWN = 24;
const DATABASE = 'counted';

/** @param cluster started with `COUNTING`. */
export async function countStatements(cluster: Cluster): Promise<StatementCount[]> {
  const { databaseUrl } = await enter(cluster, parlour, DATABASE);
  const { result } = await sit(cluster, parlour, databaseUrl, {}, async (sitting) => [
    await count(cluster, sitting, LOW),
    await count(cluster, sitting, FULL),
  ]);
  return result;
}

async function count(cluster: Cluster, sitting: Sitting, scenario: Scenario): Promise<StatementCount> {
  const answered = async () => (await sitting.count()).tally.answered.reduce((sum, count) => sum + count, 0);
  const before = await answered();
  await forget(cluster);
  const began = performance.now();
  await sitting.play(scenario);
  const statements = await read(cluster);
  const seconds = (performance.now() - began) / 1_000;
  const replies = (await answered()) - before;

  const calls = (some: Statement[]) => some.reduce((sum, statement) => sum + statement.calls, 0);
  const ofClients = statements.filter(({ inner }) => !inner);
  return {
    scenario,
    replies,
    perReply: calls(ofClients.filter(isOnMessagePath)) / replies,
    othersPerSecond: calls(ofClients.filter((statement) => !isOnMessagePath(statement))) / seconds,
    costliest: statements.slice(0, SHOWN).map(({ text, inner, calls: times, ms }) => ({
      text: text.slice(0, 160),
      inner,
      callsPerReply: times / replies,
      microsecondsPerReply: (ms * 1_000) / replies,
      msPerCall: ms / times,
    })),
  };
}

type Statement = { text: string; inner: boolean; calls: number; ms: number };

/** The statements of server/src/conversations/statements.ts. */
const isOnMessagePath = ({ text }: Statement): boolean =>
  /\b(receive|commit_turns|claim_sends|settle|load_work)\(/.test(text);

async function forget(cluster: Cluster): Promise<void> {
  await cluster.asAdmin('postgres', async (client) => {
    await client.query('create extension if not exists pg_stat_statements');
    await client.query('select pg_stat_statements_reset()');
  });
}

/** What took longest in all comes first. */
async function read(cluster: Cluster): Promise<Statement[]> {
  return cluster.asAdmin('postgres', async (client) => {
    const { rows } = await client.query<Statement>(
      `select regexp_replace(query, '\\s+', ' ', 'g') as text, not toplevel as inner, sum(calls)::float8 calls, sum(total_exec_time)::float8 ms
       from pg_stat_statements where dbid = (select oid from pg_database where datname = $1)
       group by 1, 2 order by ms desc`,
      [DATABASE],
    );
    return rows;
  });
}

import type { Contestant } from './contestants.ts';
import type { Measured, Scenario, Tally } from './crowd/index.ts';
import { type Cluster, withClient } from './database.ts';
import type { Plan } from './plan.ts';
import { CUSTOMERS, type Options, sit } from './sitting.ts';
import { judge, type Verdict } from './verdict.ts';

/** Everything measured of one server. Closed loops were repeated: one list of rounds for each number of customers. */
export type Result = { name: string; open: Measured[]; closed: Measured[][]; verdict: Verdict; readyMs: number[] };

/** Those who are compared. */
export type Race = { floorOne: Result; floorTwo: Result; parlour: Result };

/** A server with its database, as it goes through the rounds. */
export type Entrant = {
  contestant: Contestant;
  options: Options;
  databaseUrl: string;
  since: Date;
  tallies: Tally[];
  result: Omit<Result, 'verdict'>;
};

/** @param name of the database and, unless it is given, of the result. */
export async function enter(
  cluster: Cluster,
  contestant: Contestant,
  name: string,
  options: Options = {},
  title = contestant.name,
): Promise<Entrant> {
  const databaseUrl = await cluster.createDatabase(name);
  await withClient({ connectionString: databaseUrl }, (client) => contestant.prepare(client));
  return {
    contestant,
    options,
    databaseUrl,
    since: new Date(),
    tallies: [],
    result: { name: title, open: [], closed: [], readyMs: [] },
  };
}

/**
 * Lets the servers run the closed loops in turn, each in a fresh process, so that a machine that slows down slows all
 * of them; in the first round also the open ones.
 */
export async function race(
  cluster: Cluster,
  entrants: Entrant[],
  plan: Plan,
  tell: (line: string) => void,
): Promise<Result[]> {
  for (let round = 0; round < plan.rounds; round++) {
    for (const entrant of entrants) await run(cluster, entrant, round === 0 ? plan : { ...plan, openRates: [] }, tell);
  }
  return Promise.all(entrants.map(conclude));
}

async function run(
  cluster: Cluster,
  { contestant, options, databaseUrl, tallies, result }: Entrant,
  plan: Plan,
  tell: (line: string) => void,
): Promise<void> {
  const { tally, readyMs } = await sit(cluster, contestant, databaseUrl, options, async ({ play }) => {
    for (const rate of plan.openRates) {
      const measured = await play({ kind: 'open', rate, seconds: plan.openSeconds, customers: CUSTOMERS });
      result.open.push(measured);
      tell(`${result.name}: ${lineOf(measured)}`);
    }
    for (const [i, customers] of plan.closedCustomers.entries()) {
      const measured = await play({
        kind: 'closed',
        customers,
        warmUpSeconds: plan.closedWarmUpSeconds,
        seconds: plan.closedSeconds,
      });
      result.closed[i] = [...(result.closed[i] ?? []), measured];
      tell(`${result.name}: ${lineOf(measured)}`);
    }
  });
  tallies.push(tally);
  result.readyMs.push(readyMs);
}

async function conclude({ contestant, databaseUrl, tallies, since, result }: Entrant): Promise<Result> {
  return { ...result, verdict: await judge(contestant, databaseUrl, tallies, since) };
}

export const titleOf = (scenario: Scenario): string =>
  scenario.kind === 'open'
    ? `${scenario.rate.toLocaleString('en')} messages/s`
    : `${scenario.customers.toLocaleString('en')} customers`;

function lineOf({ scenario, repliesPerSecond, reply, cores }: Measured): string {
  const busy = cores
    ? `, cores: server ${cores.server.toFixed(2)}, Postgres ${cores.postgres.toFixed(2)}, others ${cores.others.toFixed(2)}`
    : '';
  return `${titleOf(scenario)}: ${repliesPerSecond.toFixed(0)} replies/s, p50 ${reply?.p50.toFixed(1)} ms, p99 ${reply?.p99.toFixed(1)} ms${busy}`;
}

/** The round in the middle, by replies per second. */
export function median(rounds: Measured[]): Measured {
  const sorted = rounds.toSorted((a, b) => a.repliesPerSecond - b.repliesPerSecond);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from './contestants.ts';
import { type Measured, type Scenario, startCrowd, type Tally } from './crowd/index.ts';
import type { Cluster } from './database.ts';
import { leaving } from './leaving.ts';
import { freePort } from './ports.ts';

/** As scripts/launch/program.mjs starts Parlour; the floors get the same. */
const NODE_FLAGS = ['--max-semi-space-size=16'];

/** How one sitting differs from the usual one. */
export type Options = {
  environment?: Record<string, string>;
  nodeOptions?: string[];
  withoutWarmUp?: boolean; // full load leaves V8 with more memory than a steady day needs
  text?: string; // what customers say; "hi" unless told
};

/** A running server with its crowd. */
export type Sitting = {
  origin: string; // of the server
  play(scenario: Scenario): Promise<Measured>;
  /** What was sent, acknowledged and answered so far. */
  count(): Promise<{ tally: Tally; refused: number }>;
};

/** Most customers of any scenario. */
export const CUSTOMERS = 1_000;
const WARM_UP: Scenario = { kind: 'closed', customers: CUSTOMERS, warmUpSeconds: 0, seconds: 2 };
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 45_000;
const SETTLING_MS = 1_000; // the last reply has reached Meta; the server still writes down that it did

/** `readyMs`: from starting the process until it serves. */
export type Outcome<Result> = { result: Result; tally: Tally; refused: number; readyMs: number };

/**
 * Starts a server and its crowd, lets everybody say something once or more (code is compiled, customers are known),
 * and hands both over. Stops them in the end and tells what the crowd counted.
 */
export async function sit<Result>(
  cluster: Cluster,
  contestant: Contestant,
  databaseUrl: string,
  options: Options,
  use: (sitting: Sitting) => Promise<Result>,
): Promise<Outcome<Result>> {
  const serverPort = await freePort();
  const crowd = startCrowd();
  let server: ChildProcess | null = null;
  try {
    const run = Math.floor(performance.timeOrigin + performance.now())
      .toString(36)
      .toUpperCase();
    const { graphPort } = await crowd.ask({
      do: 'gather',
      serverPort,
      customers: CUSTOMERS,
      run,
      text: options.text ?? 'hi',
    });
    const began = performance.now();
    server = startServer(cluster, contestant, { ...options, serverPort, graphPort, databaseUrl });
    await ready(server, serverPort, contestant, logOf(cluster));
    const readyMs = performance.now() - began;
    await cluster.asAdmin('postgres', (client) => client.query('checkpoint')); // what was before is not this server's to pay for

    const pids = { server: server.pid!, postmaster: cluster.postmasterPid };
    const play = (scenario: Scenario) => crowd.ask({ do: 'play', scenario, pids });
    const count = () => crowd.ask({ do: 'count' });
    if (!options.withoutWarmUp) await play(WARM_UP);
    const result = await use({ origin: `http://127.0.0.1:${serverPort}`, play, count });
    await pause(SETTLING_MS);
    await stop(server);
    return { result, ...(await count()), readyMs };
  } finally {
    if (server) await stop(server);
    await crowd.end();
  }
}

type Where = Options & { serverPort: number; graphPort: number; databaseUrl: string };

function startServer(cluster: Cluster, contestant: Contestant, where: Where): ChildProcess {
  const log = openSync(logOf(cluster), 'a');
  const server = spawn(process.execPath, [...NODE_FLAGS, ...(where.nodeOptions ?? []), contestant.program], {
    stdio: ['ignore', log, log],
    // Only what is said here: nobody's own settings may change what is measured.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...contestant.environment,
      ...where.environment,
      PORT: String(where.serverPort),
      DATABASE_URL: where.databaseUrl,
      DATA_DIR: join(cluster.folder, 'server'),
      WHATSAPP_GRAPH_URL: `http://127.0.0.1:${where.graphPort}`,
    },
  });
  const end = () => server.kill();
  process.once('exit', end); // a bench that is interrupted leaves nothing behind
  // At once: what it would still write into the database of the bench goes away with it.
  const hasEnded = leaving.endsWithUs(async () => server.kill('SIGKILL'));
  server.once('exit', () => {
    process.off('exit', end);
    hasEnded();
  });
  return server;
}

const logOf = ({ folder }: Cluster): string => join(folder, 'server.log');

async function ready(server: ChildProcess, port: number, { name, readyWith }: Contestant, log: string): Promise<void> {
  for (const began = performance.now(); performance.now() - began < READY_WITHIN_MS; ) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === readyWith) return;
    await pause(50);
  }
  throw new Error(`${name} did not start. The end of its log:\n${readFileSync(log, 'utf8').slice(-3_000)}`);
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  const timer = setTimeout(() => server.kill('SIGKILL'), STOPPED_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}

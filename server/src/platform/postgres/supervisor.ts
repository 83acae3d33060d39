import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Cluster } from './cluster.ts';
import { program } from './engine.ts';
import { asError, classifyFileError, EmbeddedPostgresError, mayPass } from './failure.ts';
import { type LaunchedServer, launchServer } from './launch.ts';
import { programOf } from './process-identity.ts';
import { findServer, type RunningServer, removeDeadSocket, removeSocketDir, stopServer } from './running-server.ts';
import { openSession, type Session } from './session.ts';
import type { Settings } from './settings.ts';

export type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;

/** Watches over the server of one cluster. `socketDir` stays the same through restarts. */
export type Supervisor = {
  socketDir: string;
  isUp: () => boolean;
  onChange: (listener: (isUp: boolean) => void) => () => void;
  stop: () => Promise<void>;
};

type Running = { server: RunningServer; session: Session };
type Task = { cluster: Cluster; settings: Settings; log: Log; signal: AbortSignal };

/**
 * Brings the server up, adopting one that a killed Parlour left behind, and from then on brings it back whenever it
 * dies.
 *
 * @throws EmbeddedPostgresError when it cannot be started within 30 seconds, at once when waiting is of no use.
 */
export async function supervise(cluster: Cluster, settings: Settings, log: Log): Promise<Supervisor> {
  const stopping = new AbortController();
  const task: Task = { cluster, settings, log, signal: stopping.signal };
  const listeners = new Set<(isUp: boolean) => void>();
  const first = await bringUp(task, await socketDirFor(cluster));
  const { socketDir } = first.server;

  let running: Running | null = first;
  const tell = (now: Running | null): void => {
    running = now;
    for (const listener of listeners) listener(now !== null);
  };
  const watching = keepUp(task, first, tell).catch((error) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'the embedded database is no longer watched');
  });

  const stop = async (): Promise<void> => {
    stopping.abort();
    await watching;
    await running?.session.close().catch(() => undefined);
    await stopFor(task);
    await removeDeadSocket(socketDir, cluster.data);
    await removeSocketDir(socketDir);
  };
  let stopped: Promise<void> | null = null;

  return {
    socketDir,
    isUp: () => running !== null,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // A second call must not reach for a server that somebody else started on the same data meanwhile.
    stop: () => (stopped ??= stop()),
  };
}

const START_PATIENCE_MS = 30_000;
const QUICK_DEATH_MS = 10_000;
const LONGEST_PAUSE_MS = 5_000;

const pauseMs = (failures: number): number => Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS);

/** Runs until it is aborted. A server that dies again and again, each time soon after its start, is given more and more time. */
async function keepUp(task: Task, running: Running, tell: (now: Running | null) => void): Promise<never> {
  for (let now = running, quickDeaths = 0; ; ) {
    const upSince = performance.now();
    await Promise.race([now.session.ended, aborted(task.signal)]);
    task.signal.throwIfAborted();

    tell(null);
    task.log.error('the embedded database went away; bringing it back');
    if (quickDeaths > 0) await delay(pauseMs(quickDeaths), undefined, { signal: task.signal });
    quickDeaths = performance.now() - upSince < QUICK_DEATH_MS ? quickDeaths + 1 : 0;
    now = await bringBack(task, now.server.socketDir);
    tell(now);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

/** Never gives up: a full disk may be freed hours later. */
async function bringBack(task: Task, socketDir: string): Promise<Running> {
  for (let failures = 0; ; failures++) {
    const back = await bringUp(task, socketDir).catch(asError);
    task.signal.throwIfAborted();
    if (!(back instanceof Error)) {
      task.log.info('the embedded database is back');
      return back;
    }
    task.log.error({ err: back }, 'the embedded database is not back yet');
    await delay(pauseMs(failures), undefined, { signal: task.signal });
  }
}

/** One start with its retries: what may pass is tried again for a while, everything else is told at once. */
async function bringUp(task: Task, socketDir: string): Promise<Running> {
  const triedSince = performance.now();
  for (let failures = 0; ; failures++) {
    const outcome = await adoptOrLaunch(task, socketDir).catch(asError);
    if (!(outcome instanceof Error)) return outcome;

    task.signal.throwIfAborted();
    const { folder } = task.cluster.home;
    const failure = outcome instanceof EmbeddedPostgresError ? outcome : classifyFileError(outcome, folder);
    if (!failure || !mayPass(failure) || performance.now() - triedSince > START_PATIENCE_MS) throw failure ?? outcome;
    if (failures === 0) task.log.warn(`${failure.message} Trying again for ${START_PATIENCE_MS / 1000} seconds.`);
    await delay(pauseMs(failures), undefined, { signal: task.signal });
  }
}

async function adoptOrLaunch(task: Task, socketDir: string): Promise<Running> {
  const { cluster, settings } = task;
  const found = await findServer(cluster.data);
  if (found && (await isCurrent(found, cluster))) return adopt(task, found);
  if (found) await stopServer(found.pid, cluster.data);

  const server = await launchServer(cluster, socketDir, settings);
  try {
    return { server, session: await firstSession(task, server) };
  } catch (error) {
    await stopServer(server.pid, cluster.data);
    throw error;
  }
}

/** A server that does not answer for long is stopped; the next round starts another. */
async function adopt({ cluster, log, signal }: Task, server: RunningServer): Promise<Running> {
  try {
    const session = await openSession(cluster, server, signal);
    log.info({ pid: server.pid }, 'the embedded database was still running');
    return { server, session };
  } catch (error) {
    if (asFailure(error)?.reason === 'still-stopping') await stopServer(server.pid, cluster.data);
    throw error;
  }
}

/** When the server dies, its own words explain more than the failed connection. */
async function firstSession({ cluster, signal }: Task, server: LaunchedServer): Promise<Session> {
  const session = openSession(cluster, server, signal).catch((error) => {
    if (asFailure(error)?.reason === 'still-stopping') return server.failed;
    throw error;
  });
  return Promise.race([server.failed, session]);
}

async function stopFor({ cluster, log }: Task): Promise<void> {
  const server = await findServer(cluster.data);
  if (!server || (await stopServer(server.pid, cluster.data))) return;
  log.error({ pid: server.pid }, 'the embedded database does not stop');
}

const asFailure = (error: unknown): EmbeddedPostgresError | null =>
  error instanceof EmbeddedPostgresError ? error : null;

/** An upgrade or a reinstallation takes the program away from under a running server. */
async function isCurrent(server: RunningServer, cluster: Cluster): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const [running, ours] = await Promise.all([programOf(server.pid), realpath(program(cluster.engine, 'postgres'))]);
  return running === ours;
}

/** Short, since a socket path ends at 104 bytes on some systems; the secret keeps copies of one folder apart. */
async function socketDirFor(cluster: Cluster): Promise<string> {
  const hash = createHash('sha256').update(cluster.data).update(cluster.secret).digest('hex').slice(0, 12);
  const preferred = join(await realpath(tmpdir()), `parlour-${hash}`);
  return preferred.length <= LONGEST_SOCKET_DIR ? preferred : join('/tmp', `parlour-${hash}`);
}

const LONGEST_SOCKET_DIR = 103 - '/.s.PGSQL.5432'.length;

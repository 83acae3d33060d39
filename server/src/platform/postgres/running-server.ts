import { readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isServerOf, isWorkedIn, type Occupant, occupantOf } from './process-identity.ts';

/** A Postgres server that was seen running on its data directory. */
export type RunningServer = { pid: number; socketDir: string };

/**
 * The server that runs on `data`, whoever started it; null when there is none.
 *
 * @see PostgreSQL, "postmaster.pid": line 1 the pid, line 5 the socket directory.
 */
export async function findServer(data: string): Promise<RunningServer | null> {
  const path = join(data, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;

  const occupant = await occupantOf(pid, data);
  if (occupant === 'server') return { pid, socketDir: lines[4] ?? '' };
  // Postgres takes whoever has that pid now, even a zombie, for its predecessor and refuses to start.
  const isLeftover = occupant !== 'unknown' && !((await isWorkedIn(data)) ?? occupant === 'nobody');
  if (isLeftover) await rm(path, { force: true });
  return null;
}

/** Removes the socket of a dead server, for the same reason. */
export async function removeDeadSocket(socketDir: string, data: string): Promise<void> {
  const socket = join(socketDir, '.s.PGSQL.5432');
  const pid = Number.parseInt(await readFile(`${socket}.lock`, 'utf8').catch(() => ''), 10);
  if (!(pid > 1) || !DEAD.has(await occupantOf(pid, data))) return;
  await rm(`${socket}.lock`, { force: true });
  await rm(socket, { force: true });
}

const DEAD: ReadonlySet<Occupant> = new Set(['nobody', 'other']);

/**
 * Stops a server as its own tools do: fast (clients are cut, everything is written), and if that takes too long at once
 * (the next start recovers from the log). Nothing committed is lost either way.
 *
 * @returns false when it is still there.
 */
export async function stopServer(pid: number, data: string): Promise<boolean> {
  return (await signalAndWait(pid, data, 'SIGINT', 20_000)) || (await signalAndWait(pid, data, 'SIGQUIT', 5_000));
}

/** A stopped server takes its socket along; the directory goes too, unless somebody else put something there. */
export const removeSocketDir = (socketDir: string): Promise<void> => rmdir(socketDir).catch(() => undefined);

async function signalAndWait(pid: number, data: string, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  if (!(await isServerOf(pid, data))) return true;
  process.kill(pid, signal);
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 20) {
    if (!(await isServerOf(pid, data))) return true;
    await delay(20);
  }
  return false;
}

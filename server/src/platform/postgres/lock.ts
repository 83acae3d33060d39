import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './failure.ts';
import { birthOf } from './process-identity.ts';

export type Lock = { release: () => Promise<void> };

/**
 * Keeps other Parlour processes away from `dataDir` for as long as this process lives. The lock of a killed process
 * counts for nothing: it names the process by pid and birth. Two that remove the same leftover at the same instant are
 * told apart later, by the session lock inside the database.
 *
 * @throws EmbeddedPostgresError in-use when another living process holds it.
 */
export async function lockDataDir(dataDir: string): Promise<Lock> {
  const path = join(dataDir, 'postgres.lock');
  const mine = `${await describe(process.pid)}\n${await describe(process.ppid)}\n`;
  while (!(await createLock(path, mine))) await removeLeftover(path, dataDir);
  return { release: () => releaseLock(path, mine) };
}

export const inUse = (dataDir: string, by: string) =>
  new EmbeddedPostgresError(
    'in-use',
    `Parlour is already running on ${dataDir} (${by}). Stop it first, or give this one another DATA_DIR.`,
  );

const NOTICING_PATIENCE_MS = 1_000;
const STOPPING_PATIENCE_MS = 20_000;

const describe = async (pid: number): Promise<string> => `${pid} ${await birthOf(pid)}`;

async function createLock(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * A holder whose launcher was killed notices it within moments and stops by itself; it is worth waiting for, as whoever
 * killed it may start Parlour again at once.
 */
async function removeLeftover(path: string, dataDir: string): Promise<void> {
  const text = await readSettled(path);
  const [holder = '', parent = ''] = text.split('\n');
  for (let waitedMs = 0; await isAlive(holder); waitedMs += 50) {
    if ((await readLock(path)) !== text) return;
    const patienceMs = (await isAlive(parent)) ? NOTICING_PATIENCE_MS : STOPPING_PATIENCE_MS;
    if (waitedMs >= patienceMs) throw inUse(dataDir, `process ${Number.parseInt(holder, 10)}`);
    await delay(50);
  }
  if ((await readLock(path)) === text) await rm(path, { force: true });
}

async function isAlive(described: string): Promise<boolean> {
  const pid = Number.parseInt(described, 10);
  return pid > 0 && (await describe(pid)) === described;
}

/** A lock that is being written is empty for a moment; one that stays empty was left by a crash. */
async function readSettled(path: string): Promise<string> {
  for (let look = 0; look < 20; look++) {
    const text = await readLock(path);
    if (text !== '') return text;
    await delay(10);
  }
  return '';
}

const readLock = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

async function releaseLock(path: string, mine: string): Promise<void> {
  if ((await readLock(path)) === mine) await rm(path, { force: true });
}

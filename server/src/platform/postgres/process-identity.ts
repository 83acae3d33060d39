import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const hasProc = process.platform === 'linux';

/**
 * Tells a process from a later one that got the same pid: the moment it was born, as the system words it.
 *
 * @returns null when there is no such process, or only its zombie.
 */
export async function birthOf(pid: number): Promise<string | null> {
  return hasProc ? birthFromProc(pid) : psField(pid, 'lstart=');
}

/** The program a process runs, as a full path; null when it is gone or belongs to somebody we may not look at. */
export async function programOf(pid: number): Promise<string | null> {
  return hasProc ? readlink(`/proc/${pid}/exe`).catch(() => null) : psField(pid, 'comm=');
}

/** Who has a pid: the Postgres server on a given data directory, another program, nobody, or somebody we may not look at. */
export type Occupant = 'server' | 'other' | 'nobody' | 'unknown';

/** Who `pid` is. Pids are reused, so a pid file alone proves nothing about the server on the data directory `data`. */
export async function occupantOf(pid: number, data: string): Promise<Occupant> {
  if ((await birthOf(pid)) === null) return 'nobody';
  const program = await programOf(pid);
  if (program === null) return 'unknown';
  if (!basename(program).startsWith('postgres')) return 'other';
  return hasProc ? workerOf(pid, data) : ((await psField(pid, 'args=')) ?? '').includes(data) ? 'server' : 'other';
}

export const isServerOf = async (pid: number, data: string): Promise<boolean> =>
  (await occupantOf(pid, data)) === 'server';

/**
 * Whether a server or anything it left behind may still use `data`. Where the system does not tell, only Postgres' own
 * check of the shared memory remains.
 *
 * @returns null when the system does not tell.
 */
export async function isWorkedIn(data: string): Promise<boolean | null> {
  if (!hasProc) return null;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const occupants = await Promise.all(pids.map((pid) => workerOf(Number(pid), data)));
  return occupants.includes('server');
}

/** The system keeps a zombie's birth until its parent collects it; for us it is gone. */
async function birthFromProc(pid: number): Promise<string | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (line === null) return null;

  const [state, ...fields] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${fields[START_TIME]}`;
}

/** @see proc_pid_stat(5): field 22 of the line, counted here from the one after the state (field 3). */
const START_TIME = 22 - 4;

/** A Postgres server changes into its data directory; a symlink or another spelling leads to the same inode. */
async function workerOf(pid: number, data: string): Promise<Occupant> {
  const [there, ours] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => null), stat(data)]);
  if (there === null) return 'unknown';
  return there.dev === ours.dev && there.ino === ours.ino ? 'server' : 'other';
}

async function psField(pid: number, field: string): Promise<string | null> {
  const { stdout } = await run('ps', ['-o', field, '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() || null;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, lstat, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import { program } from './engine.ts';
import { classifyOutput, EmbeddedPostgresError } from './failure.ts';
import { type RunningServer, removeDeadSocket } from './running-server.ts';
import { CLIENTS, configuration, type Settings } from './settings.ts';
import { asOwner, isRoot } from './system-user.ts';

/** A server we started; `failed` rejects with the reason should it end. */
export type LaunchedServer = RunningServer & { failed: Promise<never> };

/**
 * Starts the server of `cluster` on `socketDir`. It runs in a session of its own: Ctrl-C in the terminal and the death
 * of Parlour must not take the database down in the middle of things.
 *
 * @throws EmbeddedPostgresError when it cannot even be tried. That it accepts connections is not awaited here.
 */
export async function launchServer(cluster: Cluster, socketDir: string, settings: Settings): Promise<LaunchedServer> {
  await openSocketDir(socketDir, cluster);
  await removeDeadSocket(socketDir, cluster.data);
  const config = await writeConfiguration(cluster, socketDir, settings);
  const logsBefore = await logSizes(cluster);
  const startLog = join(cluster.home.folder, 'start.log');
  await rm(startLog, { force: true }); // one of root's could not be opened by the folder's owner
  const output = await open(startLog, 'w', 0o600);
  const child = spawn(program(cluster.engine, 'postgres'), ['-D', cluster.data, '-c', `config_file=${config}`], {
    ...asOwner(cluster.home.owner),
    cwd: cluster.data, // from its first moment it can be recognised by that
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    // Nobody writes to the fourth: it closes when the last process of this server has ended and all is in the log.
    stdio: ['ignore', output.fd, output.fd, 'pipe'],
    detached: true,
  });
  const failed = failureOf(child, cluster, logsBefore);
  failed.catch(() => undefined); // after the start, its end is noticed by the session
  await once(child, 'spawn').finally(() => output.close());
  child.unref();
  const last = child.stdio[3];
  if (last instanceof Socket) last.unref();
  return { pid: child.pid!, socketDir, failed };
}

/** Made by us, for us: a folder of that name that somebody else put into the shared temporary folder is not used. */
async function openSocketDir(path: string, { home: { owner } }: Cluster): Promise<void> {
  const uid = owner?.uid ?? process.getuid?.();
  if (await mkdir(path, { recursive: true, mode: 0o700 })) {
    await chmod(path, 0o700);
    if (owner) await chown(path, owner.uid, owner.gid);
  }
  const found = await lstat(path);
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return;
  throw new EmbeddedPostgresError(
    'socket-taken',
    `The folder ${path} belongs to somebody else, so the database's socket cannot lie there. Remove it, or set TMPDIR to another folder.`,
  );
}

async function writeConfiguration(cluster: Cluster, socketDir: string, settings: Settings): Promise<string> {
  const { folder } = cluster.home;
  const [config, clients] = [join(folder, 'postgresql.conf'), join(folder, 'pg_hba.conf')];
  await writeOwned(clients, CLIENTS, folder);
  await writeOwned(config, configuration(join(folder, 'log'), socketDir, clients, settings), folder);
  return config;
}

/** Root writes in the name of the folder's owner, who may start Parlour himself the next time. */
async function writeOwned(path: string, text: string, folder: string): Promise<void> {
  await writeFile(path, text, { mode: 0o644 });
  await chmod(path, 0o644);
  if (!isRoot()) return;
  const { uid, gid } = await stat(folder);
  await chown(path, uid, gid);
}

async function failureOf(
  child: ReturnType<typeof spawn>,
  cluster: Cluster,
  logsBefore: ReadonlyMap<string, number>,
): Promise<never> {
  const how = await Promise.race([
    once(child, 'close').then(() => ''),
    once(child, 'error').then(([error]) => String(error)),
  ]);
  const output = await readFile(join(cluster.home.folder, 'start.log'), 'utf8').catch(() => '');
  throw classifyOutput(`${output}${await logsSince(cluster, logsBefore)}${how}`, cluster.home.folder);
}

const logDir = (cluster: Cluster): string => join(cluster.home.folder, 'log');

async function logSizes(cluster: Cluster): Promise<Map<string, number>> {
  const names = await readdir(logDir(cluster)).catch(() => []);
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(join(logDir(cluster), name))).size] as const)),
  );
}

async function logsSince(cluster: Cluster, before: ReadonlyMap<string, number>): Promise<string> {
  const names = await readdir(logDir(cluster)).catch(() => []);
  const texts = await Promise.all(
    names.map(async (name) => (await readFile(join(logDir(cluster), name))).subarray(before.get(name) ?? 0).toString()),
  );
  return texts.join('');
}

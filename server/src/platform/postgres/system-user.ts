import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './failure.ts';

const run = promisify(execFile);

/** The system user a server runs as when root started Parlour. */
export type Owner = { name: string; uid: number; gid: number };

export const isRoot = (): boolean => process.getuid?.() === 0;

/** Spawn options that make a child run as `owner`; null is the user of this process. */
export const asOwner = (owner: Owner | null): { uid?: number; gid?: number } =>
  owner ? { uid: owner.uid, gid: owner.gid } : {};

/**
 * Who a new database shall belong to. Postgres refuses to run as root, so root lends it to a system user.
 *
 * @returns null when the user of this process runs it himself.
 */
export async function chooseOwner(): Promise<Owner | null> {
  if (!isRoot()) return null;
  const owner =
    (await lookUp('postgres')) ?? (await lookUp('parlour')) ?? (await createParlour()) ?? (await lookUp('nobody'));
  if (owner) return owner;
  throw new EmbeddedPostgresError(
    'not-permitted',
    'Postgres does not run as root, and no system user could be made for it. Start Parlour as an ordinary user.',
  );
}

/**
 * Who the existing database folder `data` belongs to, and so who runs its server.
 *
 * @returns null when it is the user of this process.
 * @throws EmbeddedPostgresError not-permitted when it belongs to somebody else and we are not root.
 */
export async function ownerOf(data: string): Promise<Owner | null> {
  const { uid, gid } = await stat(data);
  if (isRoot() && uid !== 0) return { name: await nameOf(uid), uid, gid };
  if (isRoot()) return takeFromRoot(data);
  if (uid === process.getuid?.()) return null;
  throw new EmbeddedPostgresError(
    'not-permitted',
    `The database in ${data} belongs to the user ${await nameOf(uid)}. Start Parlour as the user who started it first, or set another DATA_DIR.`,
  );
}

/** Whether `owner` can enter `folder`, and so every folder above it. */
export async function canEnter(folder: string, owner: Owner): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...asOwner(owner), cwd: '/' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') throw cannotSwitch(owner);
    return false;
  }
}

const cannotSwitch = (owner: Owner) =>
  new EmbeddedPostgresError(
    'not-permitted',
    `Parlour was started by root but may not run its database as the user ${owner.name}. Start Parlour as an ordinary user.`,
  );

/** A copy made by root (a restored folder, say) is root's; the server needs another owner. */
async function takeFromRoot(data: string): Promise<Owner | null> {
  const owner = await chooseOwner();
  if (owner) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, data]);
  return owner;
}

async function lookUp(name: string): Promise<Owner | null> {
  const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => null);
  if (!ids) return null;
  const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
  return uid && gid !== undefined ? { name, uid, gid } : null;
}

/** Debian and Red Hat have useradd, Alpine only BusyBox' adduser; their options differ. */
async function createParlour(): Promise<Owner | null> {
  await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'parlour'])
    .catch(() => run('adduser', ['-S', '-D', '-H', 'parlour']))
    .catch(() => null);
  return lookUp('parlour');
}

async function nameOf(uid: number): Promise<string> {
  return run('id', ['-un', String(uid)]).then(
    ({ stdout }) => stdout.trim(),
    () => String(uid),
  );
}

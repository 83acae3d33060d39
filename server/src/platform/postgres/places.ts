import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, lstat, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../folder.ts';
import { EmbeddedPostgresError } from './failure.ts';
import { findServer, stopServer } from './running-server.ts';
import { canEnter, chooseOwner, isRoot, type Owner, ownerOf } from './system-user.ts';

/**
 * Where one database lives: `folder` holds cluster/, secret, postgresql.conf and log/.
 *
 * Usually that is DATA_DIR/postgres. When root starts Parlour under a folder closed to others, the system user that
 * runs Postgres cannot get there; then the database lies under one of SYSTEM_ROOTS, and a file in DATA_DIR says where.
 */
export type Home = { folder: string; owner: Owner | null; isNew: boolean; isMoved: boolean };

/** Folders of root that every system user may enter, best first; the last survives a reboot where the others cannot be written. */
export const SYSTEM_ROOTS = ['/var/lib/parlour', '/opt/parlour', '/var/tmp/parlour'] as const;

/** Makes DATA_DIR if need be. Root leaves it enterable, as a system user has to reach the database in it. */
export async function openDataDir(dataDir: string): Promise<string> {
  if (await makeFolder(dataDir)) await chmod(dataDir, isRoot() ? 0o711 : 0o700);
  return realpath(dataDir);
}

/**
 * Finds the database of `dataDir`; null when there is none yet.
 *
 * @throws EmbeddedPostgresError misplaced or not-permitted when there is one but it cannot be reached: never a second,
 * empty database beside it.
 */
export async function findHome(dataDir: string): Promise<Home | null> {
  const moved = await readPointer(dataDir);
  const folder = moved ?? hereIn(dataDir);
  if (await isThere(join(folder, 'cluster'))) return existingHome(folder, moved !== null);
  if (!moved) return null;
  throw new EmbeddedPostgresError(
    'misplaced',
    `The database of ${dataDir} should lie in ${moved} but is not there. Bring it back, or delete ${pointerOf(dataDir)} to begin with an empty one.`,
  );
}

/** Decides where and for whom to make the database of `dataDir`, which has none. */
export async function planHome(dataDir: string, roots: readonly string[] = SYSTEM_ROOTS): Promise<Home> {
  const owner = await chooseOwner();
  if (!owner || (await canEnter(dataDir, owner))) {
    return { folder: hereIn(dataDir), owner, isNew: true, isMoved: false };
  }
  const folder = join(await openSystemRoot(owner, roots), nameFor(dataDir));
  if (await isThere(folder)) await setAside(folder);
  return { folder, owner, isNew: true, isMoved: true };
}

/** Remembers in DATA_DIR that its database lies in `folder`. Call it once the database is complete. */
export async function pointTo(dataDir: string, folder: string): Promise<void> {
  await writeFile(pointerOf(dataDir), `${folder}\n`, { mode: 0o644, flush: true });
}

/**
 * The first of `roots` that can be used, made if need be. Only folders that nobody but root may write count, as the
 * database and its program will be trusted there.
 */
export async function openSystemRoot(owner: Owner, roots: readonly string[] = SYSTEM_ROOTS): Promise<string> {
  for (const root of roots) {
    if (await canUse(root, owner)) return root;
  }
  throw new EmbeddedPostgresError(
    'not-permitted',
    `The user ${owner.name}, who runs the database, cannot reach Parlour's folder, and none of ${roots.join(', ')} can be written. Move Parlour to a folder open to others.`,
  );
}

async function existingHome(folder: string, isMoved: boolean): Promise<Home> {
  const cluster = join(folder, 'cluster');
  const owner = await ownerOf(cluster);
  if (owner && !(await canEnter(cluster, owner))) {
    throw new EmbeddedPostgresError(
      'misplaced',
      `The database in ${folder} belongs to the user ${owner.name}, who can no longer get there. Open the folders above it with chmod o+x, or set another DATA_DIR.`,
    );
  }
  return { folder, owner, isNew: false, isMoved };
}

/** A database that nothing points to belonged to a DATA_DIR that was deleted: begin anew, but destroy nothing. */
async function setAside(folder: string): Promise<void> {
  const data = join(folder, 'cluster');
  const server = await findServer(data);
  if (server) await stopServer(server.pid, data);
  await rename(folder, `${folder}-old-${randomBytes(3).toString('hex')}`);
}

/** Recognisable for people, unique per DATA_DIR: `shop-3f9a1c2b` for /root/shop/data. */
function nameFor(dataDir: string): string {
  const project = basename(dirname(dataDir)).replace(/[^\w.-]/g, '') || 'parlour';
  return `${project}-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`;
}

async function canUse(root: string, owner: Owner): Promise<boolean> {
  try {
    if (await makeFolder(root)) await chmod(root, 0o755);
    const found = await lstat(root); // a link could be pointed elsewhere later
    await access(root, constants.W_OK);
    const isOurs = found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
    return isOurs && (await canEnter(root, owner));
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    return false;
  }
}

const hereIn = (dataDir: string): string => join(dataDir, 'postgres');

const pointerOf = (dataDir: string): string => join(dataDir, 'postgres.location');

async function readPointer(dataDir: string): Promise<string | null> {
  const text = await readFile(pointerOf(dataDir), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.trim() || null;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Engine, openEngine, program } from './engine.ts';
import { classifyFileError, classifyOutput, EmbeddedPostgresError } from './failure.ts';
import { findHome, type Home, planHome, pointTo } from './places.ts';
import { asOwner, type Owner } from './system-user.ts';

const run = promisify(execFile);

/** A database on disk with all that is needed to run it. `data` is the data directory of Postgres (PGDATA). */
export type Cluster = { home: Home; engine: Engine; data: string; secret: string };

export const SUPERUSER = 'postgres';

/**
 * Opens the database of `dataDir`, making it first if there is none. Call it under the lock of `dataDir`.
 *
 * @throws EmbeddedPostgresError when it belongs to another major version or cannot be reached, read or made.
 */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const home = (await findHome(dataDir)) ?? (await planHome(dataDir));
  const engine = await openEngine(home.owner, dataDir);
  if (home.isNew) await makeCluster(home, engine);
  if (home.isNew && home.isMoved) await pointTo(dataDir, home.folder);

  const data = join(home.folder, 'cluster');
  await refuseOtherVersion(data, engine);
  return { home, engine, data, secret: await readSecret(home.folder) };
}

/** The password of the application's role: who learns it cannot work out the superuser's. */
export const applicationPassword = ({ secret }: Pick<Cluster, 'secret'>): string =>
  createHmac('sha256', secret).update('parlour').digest('base64url');

/**
 * Makes the database under a provisional name, so that a start that was interrupted half-way leaves nothing that could
 * be taken for a database.
 */
async function makeCluster({ folder, owner }: Home, engine: Engine): Promise<void> {
  await removeDrafts(folder);
  const draft = `${folder}.new-${randomBytes(4).toString('hex')}`;
  try {
    await makeFolder(draft, owner ? 0o711 : 0o700, null);
    await makeFolder(join(draft, 'log'), 0o700, owner);
    await makeFolder(join(draft, 'cluster'), 0o700, owner);
    const secret = randomBytes(32).toString('base64url');
    await initialise(draft, secret, engine, owner);
    await writeFile(join(draft, 'secret'), `${secret}\n`, { mode: 0o600, flush: true });
    await rename(draft, folder).catch((error) => {
      throw error.code === 'ENOTEMPTY' || error.code === 'EEXIST' ? notOurs(folder) : error;
    });
    await syncFolder(dirname(folder));
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

const notOurs = (folder: string) =>
  new EmbeddedPostgresError(
    'misplaced',
    `The folder ${folder} is not empty and holds no database of Parlour's. Move it away, or set another DATA_DIR.`,
  );

/** Encoding and locale are said outright: from a bare environment initdb would take SQL_ASCII. */
async function initialise(draft: string, secret: string, engine: Engine, owner: Owner | null): Promise<void> {
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, `${secret}\n`, { mode: 0o600 });
  if (owner) await chown(passwordFile, owner.uid, owner.gid);

  const choices = [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=scram-sha-256',
  ];
  const where = ['-D', join(draft, 'cluster'), '--username', SUPERUSER, '--pwfile', passwordFile];
  const environment = { PATH: process.env.PATH, LC_ALL: 'C' };
  await run(program(engine, 'initdb'), [...choices, ...where], {
    ...asOwner(owner),
    cwd: draft,
    env: environment,
  }).catch((error) => {
    throw classifyOutput(`${error.stdout ?? ''}${error.stderr || error.message}`, dirname(draft));
  });
  await rm(passwordFile);
}

/** What a start left that was killed while making the database. */
async function removeDrafts(folder: string): Promise<void> {
  const names = await readdir(dirname(folder));
  const drafts = names.filter((name) => name.startsWith(`${basename(folder)}.new-`));
  await Promise.all(
    drafts.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 5 })),
  );
}

async function refuseOtherVersion(data: string, engine: Engine): Promise<void> {
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version === String(engine.major)) return;
  throw new EmbeddedPostgresError(
    'other-version',
    `The database in ${data} was made by Postgres ${version}, but this release of Parlour runs Postgres ${engine.major}. Use the release that made it, or another DATA_DIR.`,
  );
}

/** The superuser's password of the database in `folder`. */
export async function readSecret(folder: string): Promise<string> {
  const path = join(folder, 'secret');
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT')
      throw new EmbeddedPostgresError(
        'misplaced',
        `The database's password file ${path} is missing. Restore it from a backup.`,
      );
    throw classifyFileError(error, folder) ?? error;
  });
  return text.trim();
}

/** The mode is set apart from making it, as the umask takes bits away. */
async function makeFolder(path: string, mode: number, owner: Owner | null): Promise<void> {
  await mkdir(path);
  await chmod(path, mode);
  if (owner) await chown(path, owner.uid, owner.gid);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

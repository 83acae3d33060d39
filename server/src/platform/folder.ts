import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes `path` and the folders above it that are not there yet.
 *
 * Node's own recursive mkdir never returns where the system answers "no such folder" below one that exists, as /proc does.
 *
 * @returns whether it had to be made.
 * @throws what mkdir says: EACCES, EROFS, ENOSPC; EEXIST or ENOTDIR when a file is in the way; ENOENT where the system
 *         lets nobody make folders.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<boolean> {
  try {
    await mkdir(path, { mode });
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' && (await isFolder(path))) return false;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await isFolder(parent))) throw error;
    await makeFolder(parent, mode);
    return makeFolder(path, mode);
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    (error) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    },
  );

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

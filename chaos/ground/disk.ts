import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of its own, small enough to be filled. */
export type SmallDisk = {
  folder: string;
  /** Takes what is free, all but `leftBytes`. */
  fill(leftBytes: number): Promise<void>;
  free(): Promise<void>;
  unmount(): Promise<void>;
};

/** Mounting needs root. */
export const mayMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=0711`, 'parlour-chaos', folder]);
  await chmod(folder, 0o711);
  const ballast = join(folder, 'ballast');
  const unmount = async () => void (await run('umount', ['-l', folder]));
  return {
    folder,
    async fill(leftBytes) {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes))).catch((error) => {
        if (error.code !== 'ENOSPC') throw error; // the database was quicker: as full as can be
      });
    },
    free: () => rm(ballast, { force: true }),
    unmount,
  };
}

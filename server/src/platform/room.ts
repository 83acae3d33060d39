import { statfs } from 'node:fs/promises';
import { sqlState } from './database.ts';
import { SECOND } from './time.ts';

/** What Postgres needs to go on writing: one more segment of its log. Without it the server dies. */
const LEAST_BYTES = 16 * 1_048_576;
/** After a refusal nobody may try for a while, since a node that is not ready gets no traffic: ask for it again then. */
const REMEMBERED_MS = 15 * SECOND;
/** @see PostgreSQL documentation, Appendix A: disk_full */
const DISK_FULL = '53100';

/** Whether there is room to store anything. */
export type Room = {
  /** Hears what went wrong with the database; remembers that it refused a write because its disk is full. */
  note(error: unknown): void;
  isFull(): Promise<boolean>;
};

export const isDiskFull = (error: unknown): boolean => sqlState(error) === DISK_FULL;

/**
 * @param folder where the embedded database lies; null when the database is elsewhere, and only its answers tell.
 * @param uptimeMs a clock that nobody sets.
 */
export function watchRoom(
  folder: string | null,
  uptimeMs: () => number = () => performance.now(),
  freeBytes: (folder: string) => Promise<number> = freeBytesOf,
): Room {
  let refusedAt = -Infinity;
  return {
    note(error) {
      if (isDiskFull(error)) refusedAt = uptimeMs();
    },
    async isFull() {
      if (uptimeMs() - refusedAt < REMEMBERED_MS) return true;
      if (folder === null) return false;
      return (await freeBytes(folder).catch(() => Infinity)) < LEAST_BYTES;
    },
  };
}

/** What this user may still write, in bytes. */
async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

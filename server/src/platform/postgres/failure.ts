/** What keeps the embedded database from running; decides what the message advises and whether waiting can help. */
export type FailureReason =
  | 'cannot-run'
  | 'damaged'
  | 'disk-full'
  | 'in-use'
  | 'misplaced'
  | 'no-memory'
  | 'not-permitted'
  | 'other-version'
  | 'socket-taken'
  | 'still-stopping'
  | 'unknown';

/** The embedded database cannot run. The message is one sentence or two for the person who started Parlour. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

const PASSING: ReadonlySet<FailureReason> = new Set(['disk-full', 'no-memory', 'socket-taken', 'still-stopping']);

/** Whether the same start may succeed a few seconds later with nothing changed by us. */
export const mayPass = (failure: EmbeddedPostgresError): boolean => PASSING.has(failure.reason);

/**
 * What a server or initdb that ended by itself wanted to tell us.
 *
 * @param output its stderr and log of this attempt, in English (LC_MESSAGES is C).
 * @param folder named in the advice.
 */
export function classifyOutput(output: string, folder: string): EmbeddedPostgresError {
  const known = KNOWN.find(({ pattern }) => pattern.test(output));
  if (known) return new EmbeddedPostgresError(known.reason, known.advice(folder));
  return new EmbeddedPostgresError(
    'unknown',
    `The embedded database did not start: ${lastComplaint(output)} (its log is under ${folder}).`,
  );
}

/** What an error of the file system means for the database folder; null when it is not one we have advice for. */
export function classifyFileError(error: unknown, folder: string): EmbeddedPostgresError | null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new EmbeddedPostgresError('disk-full', diskFull(folder));
  if (code === 'EROFS') {
    return new EmbeddedPostgresError(
      'not-permitted',
      `The folder ${folder} is on a read-only disk. Set DATA_DIR to one that can be written.`,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') return new EmbeddedPostgresError('not-permitted', notPermitted(folder));
  const isMade = error instanceof Error && 'syscall' in error && error.syscall === 'mkdir';
  if (code === 'ENOENT' && isMade) {
    return new EmbeddedPostgresError(
      'misplaced',
      `The folder ${folder} cannot be made there. Set DATA_DIR to a folder of yours.`,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new EmbeddedPostgresError(
      'misplaced',
      `${folder} is not a folder. Set DATA_DIR to a folder that can be written.`,
    );
  }
  return null;
}

export const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** The order matters: a full disk also produces the complaints further down. */
const KNOWN: readonly { pattern: RegExp; reason: FailureReason; advice: (folder: string) => string }[] = [
  { pattern: /No space left on device|Disk quota exceeded/, reason: 'disk-full', advice: diskFull },
  {
    pattern: /database files are incompatible with server|initialized by PostgreSQL version/,
    reason: 'other-version',
    advice: (folder) =>
      `The database in ${folder} was made by another version of Postgres. Use the Parlour release that made it, or another DATA_DIR.`,
  },
  {
    pattern: /pre-existing shared memory block|lock file "postmaster\.pid" already exists/,
    reason: 'still-stopping',
    advice: (folder) =>
      `Processes of an earlier database server still use ${folder}. Wait until they end, or stop them.`,
  },
  {
    pattern:
      /could not create any Unix-domain sockets|could not bind Unix address|could not create lock file|\.s\.PGSQL\.\d+\.lock" already exists|path "[^"]*" is too long/,
    reason: 'socket-taken',
    advice: () =>
      'The embedded database could not create its socket in the folder for temporary files. Set TMPDIR to a short path that can be written.',
  },
  {
    pattern: /could not (map anonymous|create|resize) shared memory|Cannot allocate memory|out of memory/,
    reason: 'no-memory',
    advice: () =>
      'There is not enough free memory for the embedded database. Close other programs or give the machine more memory.',
  },
  {
    pattern:
      /could not locate a valid checkpoint record|could not locate required checkpoint record|invalid (primary )?checkpoint|incorrect checksum in control file|could not read file "global\/pg_control"/,
    reason: 'damaged',
    advice: (folder) =>
      `The database in ${folder} is damaged and cannot start. Keep the folder and restore the latest backup into another DATA_DIR.`,
  },
  {
    pattern: /Permission denied|has wrong ownership|invalid permissions|Operation not permitted|Read-only file system/,
    reason: 'not-permitted',
    advice: notPermitted,
  },
  {
    pattern: /error while loading shared libraries|Library not loaded|symbol lookup error|version `\S+' not found/,
    reason: 'cannot-run',
    advice: () =>
      'The embedded database does not run on this system. Set DATABASE_URL to a Postgres 18 server instead.',
  },
];

function diskFull(folder: string): string {
  return `The disk that holds ${folder} is full. Free some space and start again.`;
}

function notPermitted(folder: string): string {
  return `The database folder ${folder} cannot be used by this user. Give it back to the user who runs Parlour, or set DATA_DIR to another folder.`;
}

function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const complaint =
    lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it ended without a word';
  return complaint.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}

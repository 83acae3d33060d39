import { StartProblem } from './platform/config.ts';
import { EmbeddedPostgresError } from './platform/postgres/index.ts';

/** One sentence that says why Parlour cannot start, and what to do. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (isForTheOperator(error)) return message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)/.test(code) ||
    /timeout e(xceeded|xpired)/.test(message)
  ) {
    return 'The database at DATABASE_URL cannot be reached. Check host and port, and that PostgreSQL is running there.';
  }
  if (/^(28P01|28000)$/.test(code)) return 'The database refuses this user or password. Check DATABASE_URL.';
  if (code === '3D000') return 'The database named in DATABASE_URL does not exist. Create it first: createdb parlour.';
  if (code === 'ENOSPC' || code === '53100')
    return 'The disk is full. Free some space and start again; nothing was lost.';
  if (code === '42501')
    return 'The database user may not create tables. Give it a database of its own, or grant it CREATE.';
  if (code === 'EACCES' || code === 'EROFS')
    return `Parlour may not write to its data folder (${message}). Set DATA_DIR to a folder of yours.`;
  const path =
    error instanceof Error && 'syscall' in error && error.syscall === 'mkdir' && 'path' in error && error.path;
  if (path && /^(ENOENT|ENOTDIR|EEXIST|EPERM|ELOOP|ENAMETOOLONG)$/.test(code))
    return `The folder ${path} cannot be made there (${code}). Set DATA_DIR to a folder of yours.`;
  return `Parlour could not start: ${message}`;
}

function isForTheOperator(error: unknown): boolean {
  return error instanceof StartProblem || error instanceof EmbeddedPostgresError;
}

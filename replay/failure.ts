import { sentenceOf } from '../server/src/start-sentence.ts';

/** One sentence that says why a command could not be run. */
export function failureOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const path = error instanceof Error && 'path' in error ? String(error.path) : null;
  if (Object.hasOwn(FILES, code)) return `${path ?? 'The file'} cannot be opened: ${FILES[code]}.`;
  // What follows its first sentence is about the shell.
  if (code.startsWith('ERR_PARSE_ARGS'))
    return `${sentenceOf(error).split('. ')[0]}. See --help.`.replace(NOT_STARTED, '');
  return sentenceOf(error).replace(NOT_STARTED, '');
}

const NOT_STARTED = /^Parlour could not start: /;

const FILES: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { classifyFileError, classifyOutput, mayPass } from './failure.ts';

const at = '2026-11-21 08:00:00.000 UTC [7] ';

describe('what a server says before it ends', () => {
  for (const [output, reason] of [
    ['PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device', 'disk-full'],
    ['FATAL:  could not write lock file "postmaster.pid": Disk quota exceeded', 'disk-full'],
    ['FATAL:  database files are incompatible with server', 'other-version'],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', 'still-stopping'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'still-stopping'],
    ['FATAL:  could not create any Unix-domain sockets', 'socket-taken'],
    ['FATAL:  lock file "/tmp/parlour-1/.s.PGSQL.5432.lock" already exists', 'socket-taken'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'no-memory'],
    ['PANIC:  could not locate a valid checkpoint record at 0/1', 'damaged'],
    ['FATAL:  data directory "/data" has wrong ownership', 'not-permitted'],
    ['FATAL:  could not open file "PG_VERSION": Permission denied', 'not-permitted'],
    ['postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file', 'cannot-run'],
  ] as const) {
    test(`is ${reason} for "${output}"`, () => {
      assert.equal(classifyOutput(`${at}LOG:  starting\n${at}${output}\n`, '/data').reason, reason);
    });
  }

  test('is quoted when it is none of these, without time and pid', () => {
    const failure = classifyOutput(
      `${at}LOG:  starting\n${at}FATAL:  something new\n${at}LOG:  database system is shut down\n`,
      '/data',
    );

    assert.equal(failure.message, 'The embedded database did not start: something new (its log is under /data).');
  });
});

describe('waiting', () => {
  test('is worth it for a full disk and for a server that is still stopping', () => {
    assert.equal(mayPass(classifyOutput('No space left on device', '/data')), true);
    assert.equal(mayPass(classifyOutput('lock file "postmaster.pid" already exists', '/data')), true);
  });

  test('is not worth it for another version, a damaged database or missing rights', () => {
    assert.equal(mayPass(classifyOutput('database files are incompatible with server', '/data')), false);
    assert.equal(mayPass(classifyOutput('could not locate a valid checkpoint record', '/data')), false);
    assert.equal(mayPass(classifyOutput('Permission denied', '/data')), false);
  });
});

describe('an error of the file system', () => {
  test('is said in words for a full disk, a read-only disk and missing rights', () => {
    const said = (code: string) => classifyFileError(Object.assign(new Error(code), { code }), '/data')?.message;

    assert.match(said('ENOSPC')!, /^The disk that holds \/data is full/);
    assert.match(said('EROFS')!, /read-only/);
    assert.match(said('EACCES')!, /cannot be used by this user/);
  });

  test('is left alone when we have nothing to advise', () => {
    assert.equal(classifyFileError(new Error('else'), '/data'), null);
  });
});

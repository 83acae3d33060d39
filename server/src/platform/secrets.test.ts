import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { installationKey, secretBox } from './secrets.ts';

const place = { businessId: 'b1', table: 'channels', column: 'secrets', row: 'r1' };

describe('a secret in the database', () => {
  const box = secretBox('a key of the installation');

  test('can be read again where it was written', () => {
    assert.equal(box.open(box.seal('EAAG…токен', place), place), 'EAAG…токен');
  });

  test('looks different every time', () => {
    assert.notEqual(box.seal('token', place), box.seal('token', place));
  });

  test('cannot be moved to another business or row', () => {
    const sealed = box.seal('token', place);
    assert.throws(() => box.open(sealed, { ...place, businessId: 'b2' }), /another key/);
    assert.throws(() => box.open(sealed, { ...place, row: 'r2' }), /another key/);
  });

  test('cannot be read with another key, and the start says what to do', () => {
    assert.throws(() => secretBox('another').open(box.seal('token', place), place), /start with the SECRET_KEY/);
  });

  test('cannot be changed unnoticed', () => {
    const sealed = box.seal('token', place);
    const changed = `${sealed.slice(0, -2)}${sealed.endsWith('A') ? 'B' : 'A'}${sealed.at(-1)}`;
    assert.throws(() => box.open(changed, place));
  });
});

describe('the key of the installation', () => {
  test('is made once, for its owner alone, and found again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parlour-key-'));
    const keys = await Promise.all(Array.from({ length: 20 }, () => installationKey(null, folder)));
    assert.equal(new Set(keys).size, 1);
    assert.equal(keys[0]?.length, 43);
    assert.deepEqual(await readdir(folder), ['secret.key']);
    assert.equal((await stat(join(folder, 'secret.key'))).mode & 0o777, 0o600);
    await rm(folder, { recursive: true });
  });

  test('comes from the environment when it is given there', async () => {
    assert.equal(await installationKey('x'.repeat(32), '/nowhere'), 'x'.repeat(32));
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { watchRoom } from './room.ts';

const MB = 1_048_576;
const diskFull = () => Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });

describe('the room to store anything', () => {
  test('is gone when the disk of the embedded database has no place for one more piece of its log', async () => {
    let freeBytes = 100 * MB;
    const room = watchRoom('/data', undefined, async () => freeBytes);
    assert.equal(await room.isFull(), false);

    freeBytes = 15 * MB;
    assert.equal(await room.isFull(), true);

    freeBytes = 100 * MB;
    assert.equal(await room.isFull(), false);
  });

  test('is gone as soon as the database refuses a write for it, and is believed to be back 15 s later', async () => {
    let uptimeMs = 1_000;
    const room = watchRoom(null, () => uptimeMs);
    room.note(Object.assign(new Error('the query failed'), { cause: diskFull() }));
    assert.equal(await room.isFull(), true);

    uptimeMs += 14_999;
    assert.equal(await room.isFull(), true);
    uptimeMs += 1;
    assert.equal(await room.isFull(), false);
  });

  test('is not what other trouble is about, nor a disk that cannot be asked', async () => {
    const room = watchRoom('/nowhere', undefined, async () => {
      throw new Error('ENOENT');
    });
    room.note(Object.assign(new Error('terminating connection'), { code: '57P01' }));
    room.note(null);
    assert.equal(await room.isFull(), false);
  });
});

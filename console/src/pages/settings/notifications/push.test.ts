import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from './push.ts';

test('a key in base64url becomes the bytes browsers want', () => {
  assert.deepEqual([...bytesOf('-_8A')], [251, 255, 0]);
  assert.deepEqual([...bytesOf('AQI')], [1, 2]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopeRows } from './scopes.ts';

test('permissions are shown a row per thing', () => {
  assert.deepEqual(scopeRows(['orders:read', 'orders:write', 'ai:use', 'reports:read']), [
    { thing: 'orders', read: 'orders:read', other: 'orders:write' },
    { thing: 'ai', read: null, other: 'ai:use' },
    { thing: 'reports', read: 'reports:read', other: null },
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf } from './changes.ts';

test('an entry shows what differs, and nothing else', () => {
  assert.deepEqual(changesOf({ role: 'agent', name: 'Ana' }, { role: 'admin', name: 'Ana' }), [
    { name: 'role', before: 'agent', after: 'admin' },
  ]);
  assert.deepEqual(changesOf(null, { scopes: ['orders:read', 'team:read'] }), [
    { name: 'scopes', before: '', after: 'orders:read, team:read' },
  ]);
  assert.deepEqual(changesOf('placed', 'shipped'), [{ name: 'value', before: 'placed', after: 'shipped' }]);
  assert.deepEqual(changesOf(null, null), []);
});

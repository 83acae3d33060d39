import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hrefOf, routeOf } from './route.ts';

test('an address names a phone and a chat, whatever characters their ids have', () => {
  assert.equal(hrefOf('ana', '1001'), '#/ana/1001');
  assert.deepEqual(routeOf(hrefOf('a/b', 'ü?')), { phoneId: 'a/b', numberId: 'ü?' });
  assert.deepEqual(routeOf('#/ana'), { phoneId: 'ana', numberId: undefined });
});

test('an address of nothing, or of nonsense, names neither', () => {
  assert.deepEqual(routeOf(''), { phoneId: undefined, numberId: undefined });
  assert.deepEqual(routeOf('#/%E0%A4%A'), {});
});

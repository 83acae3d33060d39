import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPage } from './auth.ts';

test('after signing in one comes back to a page of ours, and never to another site', () => {
  assert.equal(nextPage('?next=%2Fshop%2Forders%2F1042'), '/shop/orders/1042');
  assert.equal(nextPage(''), '/');
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'shop'])
    assert.equal(nextPage(`?next=${encodeURIComponent(next)}`), '/');
});

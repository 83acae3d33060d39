import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf, hoursOf } from './change.ts';

test('more is good, except of waits', () => {
  assert.deepEqual(changeOf(150, 100), { by: 0.5, isGood: true });
  assert.deepEqual(changeOf(150, 100, true), { by: 0.5, isGood: false });
  assert.deepEqual(changeOf(50, 100, true), { by: -0.5, isGood: true });
  assert.deepEqual(changeOf(100, 100), { by: 0, isGood: true });
});

test('nothing a week ago is nothing to compare with', () => {
  assert.equal(changeOf(5, 0), null);
  assert.equal(changeOf(null, 5), null);
});

test('the curve of today ends now', () => {
  const rows = hoursOf([1, 2, 3], [4, 5, 6], 1);

  assert.deepEqual(
    rows.map(({ today }) => today),
    [1, 2, null],
  );
});

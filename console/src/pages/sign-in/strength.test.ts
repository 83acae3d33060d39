import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strengthOf } from './strength.ts';

test('longer and more varied passwords are stronger, whatever they are made of', () => {
  assert.equal(strengthOf('abc').word, 'short');
  assert.equal(strengthOf('aaaaaaaa').word, 'weak');
  assert.equal(strengthOf('stapler harbour violin').word, 'strong');
  assert.ok(strengthOf('kettle42').level < strengthOf('kettle42 window').level);
});

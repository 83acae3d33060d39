import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayFollow, tickOf } from './ticks.ts';

test('a tick claims no more than the status does', () => {
  assert.equal(tickOf('queued'), 'waiting');
  assert.equal(tickOf('sending'), 'waiting');
  assert.equal(tickOf('in_doubt'), 'doubt');
  assert.equal(tickOf('read'), 'read');
  assert.equal(tickOf('received'), null);
});

test('late news moves no message back', () => {
  assert.equal(mayFollow('read', 'delivered'), false);
  assert.equal(mayFollow('delivered', 'sent'), false);
  assert.equal(mayFollow('delivered', 'failed'), false);
  assert.equal(mayFollow('sent', 'read'), true);
});

test('a failed message may be tried again, and one being sent may have to wait', () => {
  assert.equal(mayFollow('failed', 'queued'), true);
  assert.equal(mayFollow('sending', 'queued'), true);
  assert.equal(mayFollow('sent', 'queued'), false);
  assert.equal(mayFollow('sent', 'failed'), true);
});

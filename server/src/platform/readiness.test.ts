import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { testContext } from '../../test/support.ts';
import { joinAsNode } from './node.ts';
import { type NodeState, whyNotReady } from './readiness.ts';

const WELL: NodeState = { stopping: false, jobsStopped: false, isDiskFull: false, isDatabaseUp: true, silentForMs: 0 };

describe('a node', () => {
  test('is ready while its database answers its heartbeat', () => {
    assert.equal(whyNotReady(WELL), null);
    assert.equal(whyNotReady({ ...WELL, silentForMs: 14_999 }), null);
  });

  test('is not ready when the database has not answered for 15 seconds, whatever old connections still do', () => {
    assert.match(whyNotReady({ ...WELL, silentForMs: 16_000 }) ?? '', /has not answered for 16 s/);
  });

  test('is not ready while it stops, without jobs, or while its own database is started again', () => {
    assert.match(whyNotReady({ ...WELL, stopping: true }) ?? '', /stopping/);
    assert.match(whyNotReady({ ...WELL, jobsStopped: true }) ?? '', /jobs/);
    assert.match(whyNotReady({ ...WELL, isDatabaseUp: false }) ?? '', /restarted/);
  });
});

describe('a full disk', () => {
  test('is told with what to do, also once the database has died of it', () => {
    assert.match(whyNotReady({ ...WELL, isDiskFull: true }) ?? '', /^disk full: .* Free some space/);
    const dead = { ...WELL, isDiskFull: true, isDatabaseUp: false, silentForMs: 60_000 };
    assert.match(whyNotReady(dead) ?? '', /^disk full/);
  });
});

describe('the silence of the database', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  before(async () => {
    t = await testContext();
  });
  after(() => t.end());

  test('is the time since the last heartbeat that was answered', async () => {
    let uptimeMs = 1_000;
    const node = await joinAsNode(
      t.url,
      'all',
      t.ctx.log,
      () => {},
      () => uptimeMs,
    );
    assert.equal(node.silentForMs(), 0);
    uptimeMs += 16_000;
    assert.equal(node.silentForMs(), 16_000);
    await node.leave();
  });
});

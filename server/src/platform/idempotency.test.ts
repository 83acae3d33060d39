import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { testContext } from '../../test/support.ts';
import { newId } from './id.ts';
import { answerOnce } from './idempotency.ts';
import { Problem } from './problem.ts';

describe('a write with an Idempotency-Key', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  before(async () => {
    t = await testContext();
  });
  after(() => t.end());

  const businessId = newId();
  const request = (key: string, body: unknown = { text: 'hi' }) =>
    ({
      method: 'POST',
      url: '/api/v1/messages',
      headers: { 'idempotency-key': key },
      body,
    }) as unknown as FastifyRequest;
  const write =
    (reasons: (string | undefined)[], number = 1) =>
    async (once: string | undefined) => {
      reasons.push(once);
      return { status: 202, body: { number } };
    };
  /** A process that dies in the middle: the write neither ends nor fails. */
  const dies = (reasons: (string | undefined)[]) => {
    void answerOnce(t.ctx, businessId, request('dying'), (once) => {
      reasons.push(once);
      return new Promise(() => {});
    });
  };
  const kindOf = async (answer: Promise<unknown>) =>
    answer.then(
      () => 'answered',
      (error: unknown) => (error instanceof Problem ? error.kind : String(error)),
    );

  test('is done once and answered the same ever after', async () => {
    const reasons: (string | undefined)[] = [];
    const first = await answerOnce(t.ctx, businessId, request('k1'), write(reasons, 1));
    const second = await answerOnce(t.ctx, businessId, request('k1'), write(reasons, 2));
    assert.deepEqual(second, first);
    assert.equal(reasons.length, 1);
  });

  test('is refused for another request under the same key', async () => {
    await answerOnce(t.ctx, businessId, request('k2'), write([]));
    assert.equal(
      await kindOf(answerOnce(t.ctx, businessId, request('k2', { text: 'other' }), write([]))),
      'idempotency-key-reused',
    );
  });

  test('that failed may be tried again', async () => {
    const fails = () => Promise.reject(new Problem('no', 409, 'No.'));
    assert.equal(await kindOf(answerOnce(t.ctx, businessId, request('k3'), fails)), 'no');
    assert.equal(await kindOf(answerOnce(t.ctx, businessId, request('k3'), write([]))), 'answered');
  });

  test('whose process died is let through after a minute, with the same reason, so that its effect is one', async () => {
    const reasons: (string | undefined)[] = [];
    dies(reasons);
    while (reasons.length === 0) await new Promise((again) => setImmediate(again));
    const again = () => kindOf(answerOnce(t.ctx, businessId, request('dying'), write(reasons)));

    assert.equal(await again(), 'request-still-running');
    t.clockMovesBy(59_000);
    assert.equal(await again(), 'request-still-running');
    t.clockMovesBy(2_000);
    assert.deepEqual(await Promise.all([again(), again()]).then((kinds) => kinds.includes('answered')), true);

    assert.deepEqual(reasons, [reasons[0], reasons[0]]);
  });
});

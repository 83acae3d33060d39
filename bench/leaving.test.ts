import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, test } from 'node:test';
import { openLeaving } from './leaving.ts';

function aProcess() {
  const emitter = new EventEmitter();
  const codes: number[] = [];
  const left = Promise.withResolvers<number>();
  const exit = (code: number) => {
    codes.push(code);
    left.resolve(code);
  };
  return Object.assign(emitter, { exit, codes, left: left.promise }) as unknown as NodeJS.Process & {
    codes: number[];
    left: Promise<number>;
  };
}

describe('a measurement that is told to stop', () => {
  test('ends what it started, last first, then leaves with the code of the signal', async () => {
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const us = aProcess();
      const { endsWithUs } = openLeaving(us);
      const ended: string[] = [];
      endsWithUs(async () => ended.push('folder'));
      endsWithUs(async () => ended.push('server'));
      us.emit(signal);
      assert.equal(await us.left, code);
      assert.deepEqual(ended, ['server', 'folder']);
    }
  });

  test('hears the wish once, and what does not end keeps nothing else from ending', async () => {
    const us = aProcess();
    const { endsWithUs } = openLeaving(us);
    let times = 0;
    endsWithUs(async () => times++);
    endsWithUs(() => Promise.reject(new Error('it is gone already')));
    us.emit('SIGINT');
    us.emit('SIGTERM');
    assert.equal(await us.left, 130);
    assert.deepEqual([times, us.codes], [1, [130]]);
  });

  test('is left to the system when nothing of its own runs', () => {
    const us = aProcess();
    const hasEnded = openLeaving(us).endsWithUs(async () => {});
    hasEnded();
    assert.equal(us.listenerCount('SIGINT') + us.listenerCount('SIGTERM'), 0);
  });
});

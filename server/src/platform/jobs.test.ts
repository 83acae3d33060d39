import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../../test/desk.ts';
import { testContext } from '../../test/support.ts';
import { type Job, type JobRunner, runJobs } from './jobs.ts';
import { joinAsNode, type Node } from './node.ts';

describe('jobs', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let node: Node;
  let runner: JobRunner;
  const ran: string[] = [];
  const query = (text: string) => t.ctx.db.$client.query(text);
  const add = (task: string) => query(`select graphile_worker.add_job('${task}', '{}')`);
  const jobs: Job[] = [
    { name: 'plain', run: async () => void ran.push('plain') },
    {
      name: 'last before the trouble',
      run: async () => {
        ran.push('last before the trouble');
        // The database fails while the job is crossed off.
        if (ran.length === 1) await query('alter schema graphile_worker rename to away');
      },
    },
  ];
  before(async () => {
    t = await testContext();
    node = await joinAsNode(t.url, 'all', t.ctx.log, () => {});
    runner = await runJobs(t.ctx, node, jobs, []);
  });
  after(async () => {
    await runner.stop();
    await node.leave();
    await t.end();
  });

  test('go on by themselves after the database failed, and what was not crossed off runs again', async () => {
    await add('last before the trouble');
    await until(() => !runner.isRunning());
    await query('alter schema away rename to graphile_worker');
    await add('plain');

    await until(() => ran.length === 3);
    assert.deepEqual(ran.toSorted(), ['last before the trouble', 'last before the trouble', 'plain']);
    await until(async () => (await query('select from graphile_worker.jobs')).rowCount === 0);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../server/test/support.ts';
import type { Experiment } from './experiment.ts';
import { perform } from './perform.ts';
import { settled } from './settled.ts';

/** Two of the experiments, as short as they make sense, on every run of the tests. `npm run chaos` runs them all. */

const CUSTOMERS = 5;

const killedTwice: Experiment = {
  name: 'killed-twice',
  about: 'kill -9 after storing a webhook, and after the provider has answered',
  databases: ['external'],
  meets: () => CUSTOMERS,
  async run({ ground }) {
    const [node] = ground.nodes;
    for (const point of ['webhook stored', 'provider answered'] as const) {
      // Nothing else under way: what is being sent when a node dies may be in doubt for two minutes.
      await settled(ground, { andLetGo: false });
      await node!.stop();
      node!.start({ diesAt: { point, times: 1 } });
      const life = node!.starts();
      await node!.ready();
      await ground.crowd.chat({ customers: CUSTOMERS, rate: 1, seconds: 0.001 });
      await node!.startedAgain(life);
      await node!.ready();
    }
    await ground.crowd.chat({ customers: CUSTOMERS, rate: 20, seconds: 1 });
    return {};
  },
};

const everythingTwice: Experiment = {
  name: 'everything-twice',
  about: 'two nodes get every webhook twice, shuffled and in heaps',
  databases: ['external'],
  ground: { nodes: 2 },
  meets: () => CUSTOMERS,
  async run({ ground }) {
    ground.emulator.knobs.set({
      seed: ground.seed,
      webhooks: { duplicated: 1, shuffle: 5, batch: 3, waitMs: 50 },
    });
    await ground.crowd.chat({ customers: CUSTOMERS, rate: 30, seconds: 2 });
    ground.emulator.knobs.reset();
    return {};
  },
};

async function holds(experiment: Experiment): Promise<void> {
  const database = await testDatabase();
  try {
    const round = await perform(experiment, {
      database: 'external',
      databaseUrl: database.url,
      seed: experiment.name,
      scale: 0.1,
      tell: () => {},
    });
    const broken = round.checks.filter((check) => !check.holds);
    assert.deepEqual(broken, []);
  } finally {
    await database.drop();
  }
}

describe('real processes and both books', { concurrency: true }, () => {
  test('a node killed at two points of the way loses nothing and doubles nothing', () => holds(killedTwice));
  test('webhooks that come twice and in another order, over two nodes, change nothing', () => holds(everythingTwice));
});

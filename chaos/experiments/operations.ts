import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from '../experiment.ts';
import { makeNextRelease } from '../ground/release.ts';

/** What happens to an installation over the years: clocks go wrong, releases come. */

export const clockSkew: Experiment = {
  name: 'clock-skew',
  about: 'two nodes, the clock of one is 10 minutes ahead, of the other 10 minutes behind',
  databases: ['external'],
  ground: { firstNode: { clockAheadMs: 600_000 } },
  async run({ ground, scale }) {
    await ground.addNode({ clockAheadMs: -600_000 });
    await ground.crowd.chat({ customers: 200, rate: 60, seconds: Math.max(5, 40 * scale) });
    const [row] = await ground.database.rows<{ far: number }>(
      `select count(*)::int far from qa_outbound where abs(extract(epoch from written_at - now())) > 300`,
    );
    return {
      checks: [
        {
          invariant: 'times come from one clock',
          holds: row?.far === 0,
          found: `${row?.far} messages with a time off by minutes`,
        },
      ],
    };
  },
};

export const rollingUpgrade: Experiment = {
  name: 'rolling-upgrade',
  about: 'two nodes are replaced one after the other by a release that brings a migration, while customers write',
  databases: ['external'],
  ground: { nodes: 2 },
  async run({ ground, scale, tell }) {
    const seconds = Math.max(20, 40 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 60, seconds });
    const program = await makeNextRelease(ground.folder);
    await pause(2_000);
    for (const [n, node] of ground.nodes.entries()) {
      ground.serve(ground.nodes.filter((other) => other !== node)); // taken out of the load balancer first, as one does
      await node.stop();
      node.start({ program });
      await node.ready();
      ground.serve(ground.nodes);
      tell(`node ${n + 1} of ${ground.nodes.length} is new`);
      await pause(3_000); // the old release works on the new schema
    }
    const causeGoneAt = new Date();
    await talk;
    const [row] = await ground.database.rows<{ migrated: number }>(
      "select count(*)::int migrated from information_schema.columns where table_name = 'messages' and column_name = 'of_the_next_release'",
    );
    return {
      causeGoneAt,
      checks: [
        {
          invariant: 'the migration ran',
          holds: row?.migrated === 1,
          found: row?.migrated === 1 ? 'it did' : 'it did not',
        },
      ],
    };
  },
};

import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from '../experiment.ts';
import { mayMount } from '../ground/disk.ts';
import type { Ground } from '../ground/ground.ts';

/** The database goes away, stands still, or has no room left. */

const MB = 1_048_576;

export const databaseRestarted: Experiment = {
  name: 'database-restarted',
  about: 'the database server is shut down, or killed, every few seconds, and comes back',
  databases: ['embedded', 'external'],
  async run({ ground, scale, tell }) {
    const seconds = Math.max(8, 40 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 60, seconds });
    const until = performance.now() + seconds * 1_000;
    for (let time = 0; performance.now() < until; time++) {
      await pause(4_000);
      if (time % 2) await ground.database.server!.restart();
      else await ground.database.server!.kill();
      tell(time % 2 ? 'shut down' : 'killed');
      await pause(2_000);
      await answers(ground);
    }
    const causeGoneAt = new Date();
    await talk;
    return { causeGoneAt };
  },
};

export const databaseFrozen: Experiment = {
  name: 'database-frozen',
  about: 'every process of the database stands still for 30 s',
  databases: ['embedded', 'external'],
  async run({ ground, scale, tell }) {
    const frozenMs = Math.max(6_000, 30_000 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 60, seconds: 5 + (frozenMs / 1_000) * 1.2 });
    await pause(3_000);
    await ground.database.server!.freeze();
    tell('frozen');
    await pause(frozenMs);
    ground.database.server!.thaw();
    const causeGoneAt = new Date();
    tell('goes on');
    await talk;
    return { causeGoneAt };
  },
};

export const diskFull: Experiment = {
  name: 'disk-full',
  about: 'the disk of the database is full for a while (a small tmpfs, filled and freed)',
  databases: ['embedded', 'external'],
  ground: { diskBytes: 400 * MB },
  cannot: () => (mayMount() ? null : 'mounting a small file system needs root on Linux'),
  async run({ ground, scale, tell }) {
    const fullSeconds = Math.max(8, 30 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 60, seconds: 10 + fullSeconds });
    await pause(3_000);
    ground.front.answers();
    await ground.disk!.fill(0);
    tell('full');
    // Postgres writes into the segments of its log that it has; a new one needs room.
    for (const until = performance.now() + fullSeconds * 1_000; performance.now() < until; ) {
      await ground.database.rows('select pg_switch_wal()').catch(() => {});
      await pause(1_000);
    }
    const { ok, refused } = ground.front.answers();
    await ground.disk!.free();
    const causeGoneAt = new Date();
    tell(`freed; meanwhile ${ok} webhooks were stored and ${refused} refused`);
    await answers(ground);
    await talk;
    return {
      causeGoneAt,
      checks: [
        {
          invariant: 'a full disk refuses, and does not lie',
          holds: refused > 0,
          found: `${refused} webhooks answered 503 while it was full`,
        },
      ],
    };
  },
};

/** Until it takes statements again. */
async function answers({ database }: Ground): Promise<void> {
  for (;;) {
    const up = await database.rows('select 1').then(
      () => true,
      () => false,
    );
    if (up) return;
    await pause(200);
  }
}

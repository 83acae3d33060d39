import { setTimeout as pause } from 'node:timers/promises';
import type { WayPoint } from '../../server/src/way-points.ts';
import type { Experiment } from '../experiment.ts';

/** The process dies, again and again. */

const POINTS: readonly WayPoint[] = [
  'webhook read',
  'webhook stored',
  'turn taken',
  'turn committed',
  'sending',
  'provider answered',
];

export const crashStorm: Experiment = {
  name: 'crash-storm',
  about: 'kill -9 every few seconds, at any moment, while customers write',
  databases: ['embedded', 'external'],
  async run({ ground, scale, tell }) {
    const [node] = ground.nodes;
    const seconds = Math.max(6, 60 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 60, seconds });
    const until = performance.now() + seconds * 1_000;
    let kills = 0;
    while (performance.now() < until) {
      await pause(2_000 + ground.random.fraction() * 4_000);
      await node!.kill();
      kills++;
      await node!.ready();
    }
    const causeGoneAt = new Date();
    tell(`${kills} kills`);
    await talk;
    return { causeGoneAt };
  },
};

export const killPoints: Experiment = {
  name: 'kill-points',
  about: `kill -9 at every named point of the way of a message: ${POINTS.join(', ')}`,
  databases: ['external'],
  async run({ ground, scale, tell }) {
    const [node] = ground.nodes;
    const times = Math.max(1, Math.round(3 * scale));
    for (const point of POINTS) {
      for (let time = 0; time < times; time++) {
        await node!.stop();
        node!.start({ diesAt: { point, times: 5 + Math.floor(ground.random.fraction() * 40) } });
        const life = node!.starts();
        const talk = ground.crowd.chat({ customers: 200, rate: 50, seconds: 4 });
        await node!.startedAgain(life);
        await node!.ready();
        await talk;
      }
      tell(`died ${times} × at “${point}”`);
    }
    return { causeGoneAt: new Date() };
  },
};

export const oneOfTwoKilled: Experiment = {
  name: 'one-of-two-killed',
  about: 'two nodes behind a load balancer; one is killed and stays away',
  databases: ['external'],
  ground: { nodes: 2 },
  async run({ ground, scale, tell }) {
    const [one, other] = ground.nodes;
    const seconds = Math.max(6, 40 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 60, seconds });
    await pause(seconds * 300);
    await one!.kill({ stays: true });
    const causeGoneAt = new Date(); // its work is elsewhere within 30 s, without anybody's doing
    tell('one is gone');
    await pause(1_000);
    ground.serve([other!]);
    await talk;
    return { causeGoneAt, recoveredWithinMs: 30_000 + seconds * 700 };
  },
};

export const oneOfTwoStopped: Experiment = {
  name: 'one-of-two-stopped',
  about: 'one of two nodes stands still for 35 s, is declared dead, and goes on: it must not write any more',
  databases: ['external'],
  ground: { nodes: 2 },
  async run({ ground, scale, tell }) {
    const [one] = ground.nodes;
    const stillMs = 35_000; // longer than the 20 s after which a node counts as dead
    const talk = ground.crowd.chat({ customers: 200, rate: 60 * Math.min(1, scale * 2), seconds: 50 });
    await pause(3_000);
    const before = one!.starts();
    one!.freeze();
    await pause(stillMs);
    one!.thaw();
    const causeGoneAt = new Date();
    await talk;
    await Promise.race([one!.startedAgain(before), pause(15_000)]);
    const startedAgain = one!.starts() > before;
    tell(startedAgain ? 'it noticed and started again' : 'it went on as if nothing had been');
    return {
      causeGoneAt,
      checks: [
        {
          invariant: 'a node declared dead ends and starts anew',
          holds: startedAgain,
          found: startedAgain ? 'it did' : 'it did not',
        },
      ],
    };
  },
};

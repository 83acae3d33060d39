import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment } from '../experiment.ts';

/** Webhooks as they may come: again, late, in another order, in heaps. */

export const redelivery: Experiment = {
  name: 'redelivery',
  about: 'two nodes; half of the webhooks come twice, all delayed and shuffled, up to 20 in one',
  databases: ['external'],
  ground: { nodes: 2 },
  async run({ ground, scale }) {
    ground.emulator.knobs.set({
      seed: ground.seed,
      webhooks: { duplicated: 0.5, delayMs: [0, 2_000], shuffle: 20, batch: 20, waitMs: 200 },
    });
    await ground.crowd.chat({ customers: 200, rate: 80, seconds: Math.max(5, 40 * scale) });
    ground.emulator.knobs.reset();
    return {};
  },
};

const EACH = 20; // messages of one customer
// The platform counts what customers write toward the throughput of a number, 1,000 a second here.
const WRITTEN_PER_SECOND = 500;
const NEWCOMERS = 100_000;
const messagesOf = (scale: number): number => Math.max(200, Math.round(10_000 * scale));

export const backlog: Experiment = {
  name: 'backlog',
  about: '10,000 messages have gathered while everything was off, and come at once',
  databases: ['external'],
  meets: (scale) => Math.ceil(messagesOf(scale) / EACH),
  async run({ ground, scale, tell }) {
    const messages = messagesOf(scale);
    const [node] = ground.nodes;
    await node!.stop();
    ground.emulator.knobs.set({ webhooks: { held: true } });
    await ground.crowd.chat({
      customers: Math.ceil(messages / EACH),
      rate: WRITTEN_PER_SECOND,
      seconds: messages / WRITTEN_PER_SECOND,
    });
    node!.start();
    await node!.ready();
    const causeGoneAt = new Date();
    ground.emulator.knobs.set({ webhooks: { held: false } });
    tell(`${ground.crowd.lines.length} messages are let loose`);
    // Somebody untouched by it: new customers write meanwhile.
    await pause(500);
    await ground.crowd.meet(20, NEWCOMERS);
    await ground.crowd.chat({ customers: 20, rate: 5, seconds: Math.max(4, 10 * scale), first: NEWCOMERS });
    return { causeGoneAt };
  },
};

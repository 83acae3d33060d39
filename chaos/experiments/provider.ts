import { setTimeout as pause } from 'node:timers/promises';
import type { Experiment, Stage } from '../experiment.ts';

/** WhatsApp itself is in trouble, or we are with it. Turned with the emulator's knobs. */

type Change = Parameters<Stage['ground']['emulator']['knobs']['set']>[0];

/** Customers write before, during and after; `settings` hold in between. @returns when they ended. */
async function during({ ground, tell }: Stage, settings: Change, seconds: number, rate = 40): Promise<Date> {
  const talk = ground.crowd.chat({ customers: 200, rate, seconds: seconds + 8 });
  await pause(3_000);
  ground.emulator.knobs.set({ seed: ground.seed, ...settings });
  await pause(seconds * 1_000);
  ground.emulator.knobs.reset();
  const goneAt = new Date();
  tell('well again');
  await talk;
  return goneAt;
}

export const providerDown: Experiment = {
  name: 'provider-down',
  about: 'every call to WhatsApp is answered 503 for two minutes',
  databases: ['external'],
  // A try that failed waits a while, and longer each time: full recovery has to wait for that.
  run: async (stage) => ({
    causeGoneAt: await during(stage, { calls: { down: true } }, Math.max(5, 120 * stage.scale), 20),
    mayFail: true,
  }),
};

export const providerSlow: Experiment = {
  name: 'provider-slow',
  about: 'every call to WhatsApp takes 1 to 4 s',
  databases: ['external'],
  run: async (stage) => ({
    causeGoneAt: await during(stage, { calls: { latencyMs: [1_000, 4_000] } }, Math.max(5, 40 * stage.scale)),
  }),
};

export const providerGarbage: Experiment = {
  name: 'provider-garbage',
  about: 'answers of WhatsApp are HTML pages, stop in the middle, or never come',
  databases: ['external'],
  run: async (stage) => ({
    causeGoneAt: await during(
      stage,
      { calls: { on: 'messages', html: 0.2, truncated: 0.2, dropBefore: 0.2, dropAfter: 0.2 } },
      Math.max(5, 30 * stage.scale),
    ),
  }),
};

export const throttled: Experiment = {
  name: 'throttled',
  about: 'WhatsApp refuses half of the sends as too many (130429)',
  databases: ['external'],
  run: async (stage) => ({
    causeGoneAt: await during(
      stage,
      { calls: { on: 'messages', errors: [{ code: 130_429, chance: 0.5 }] } },
      Math.max(5, 40 * stage.scale),
    ),
    mayFail: true, // provoked by us this time
  }),
};

export const tokenDead: Experiment = {
  name: 'token-dead',
  about: 'the access token dies (190); the operator puts a new one in and starts the node again',
  databases: ['external'],
  async run(stage) {
    const { ground, scale, tell } = stage;
    const seconds = Math.max(5, 30 * scale);
    const talk = ground.crowd.chat({ customers: 200, rate: 40, seconds: seconds + 10 });
    await pause(3_000);
    ground.emulator.knobs.set({ token: 'dead' });
    await pause(seconds * 1_000);
    const [channel] = await ground.database.rows<{ status: string }>(
      "select status from channels where external_id <> '' order by status_at desc limit 1",
    );
    ground.emulator.knobs.replaceToken('the-new-token');
    const [node] = ground.nodes;
    await node!.stop();
    node!.start({ environment: { ...ground.environmentOf(node!), WHATSAPP_ACCESS_TOKEN: 'the-new-token' } });
    await node!.ready();
    const causeGoneAt = new Date();
    tell('a new token is in');
    await talk;
    return {
      causeGoneAt,
      checks: [
        {
          invariant: 'a dead token holds the channel and says so',
          holds: channel?.status === 'reauth_required',
          found: `the channel was ${channel?.status}`,
        },
      ],
    };
  },
};

export const statusesLate: Experiment = {
  name: 'in-doubt-late',
  about: 'WhatsApp takes messages, the answer is lost, and the statuses come 5 to 60 s later',
  databases: ['external'],
  run: async (stage) => ({
    causeGoneAt: await during(
      stage,
      {
        calls: { on: 'messages', dropAfter: 0.5 },
        statuses: { delayMs: [5_000, Math.max(6_000, 60_000 * stage.scale)] },
      },
      Math.max(5, 30 * stage.scale),
    ),
  }),
};

export const statusesNever: Experiment = {
  name: 'in-doubt-never',
  about:
    'WhatsApp takes messages, the answer is lost, and no status ever tells: the one case in which a reply may arrive twice',
  databases: ['external'],
  run: async (stage) => ({
    causeGoneAt: await during(
      stage,
      { calls: { on: 'messages', dropAfter: 0.2 }, statuses: { lost: 1 } },
      Math.max(5, 20 * stage.scale),
    ),
    statuses: false,
  }),
};

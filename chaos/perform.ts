import { appendFile } from 'node:fs/promises';
import { leaving } from '../bench/leaving.ts';
import type { Experiment } from './experiment.ts';
import { type DatabaseKind, openGround } from './ground/ground.ts';
import { type Check, checkAll } from './invariants.ts';
import { settled } from './settled.ts';

/** One round of an experiment. */
export type Round = { seed: string; seconds: number; checks: Check[] };

export type Performance = {
  database: DatabaseKind;
  seed: string;
  scale: number;
  tell: (line: string) => void;
  /** A server to use and leave alone, for experiments that do not harm it. */
  databaseUrl?: string;
  /** Keeps the logs of the nodes of a round in which something did not hold: appended to this file. */
  logFile?: string;
};

const CUSTOMERS = 200;

/** Sets the ground, makes the trouble, waits until everything is over, and compares the books. */
export async function perform(experiment: Experiment, how: Performance): Promise<Round> {
  const { database, seed, scale, tell, databaseUrl, logFile } = how;
  const began = performance.now();
  const ground = await openGround({ ...experiment.ground, seed, database, ...(databaseUrl ? { databaseUrl } : {}) });
  try {
    await ground.crowd.meet(experiment.meets?.(scale) ?? CUSTOMERS);
    const outcome = await experiment.run({ ground, scale, tell });
    tell('waiting for the rest');
    const tookMs = await settled(ground);
    tell(tookMs === null ? 'something is left' : `all done ${(tookMs / 1_000).toFixed(0)} s later`);
    const checks = [
      ...(await checkAll(ground, outcome)),
      ...(outcome.checks ?? []),
      ...((await outcome.afterwards?.()) ?? []),
    ];
    if (logFile && checks.some(({ holds }) => !holds)) await appendFile(logFile, await ground.logs());
    return { seed, seconds: (performance.now() - began) / 1_000, checks };
  } finally {
    await ground.close();
    await leaving.mayStart(); // interrupted: what broke, broke because we leave
  }
}

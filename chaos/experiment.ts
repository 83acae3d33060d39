import type { DatabaseKind, Ground, GroundOptions } from './ground/ground.ts';
import type { Check, Expectations } from './invariants.ts';

/** One thing that may go wrong, and what must still be true. */
export type Experiment = {
  name: string;
  /** A line for `--list`. */
  about: string;
  /** Where it is to be run; both where it makes a difference. */
  databases: readonly DatabaseKind[];
  ground?: Omit<GroundOptions, 'seed' | 'database'>;
  /** How many customers have met the business before the trouble; 200 without it. */
  meets?: (scale: number) => number;
  /** Why it cannot run on this machine; null when it can. */
  cannot?: () => string | null;
  /** Makes the trouble while customers write. What it found beyond the invariants it returns. */
  run(stage: Stage): Promise<Outcome>;
};

/** What an experiment has in hand. */
export type Stage = {
  ground: Ground;
  /** Multiplies how long and how much; 1 is the real thing. */
  scale: number;
  /** Says what happens, for who watches. */
  tell(line: string): void;
};

export type Outcome = Expectations & {
  /** Checks of its own. */
  checks?: Check[];
  /** More of them, asked when everything is over. */
  afterwards?: () => Promise<Check[]>;
};

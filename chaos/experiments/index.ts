import type { Experiment } from '../experiment.ts';
import { crashStorm, killPoints, oneOfTwoKilled, oneOfTwoStopped } from './crashes.ts';
import { crowd } from './crowds.ts';
import { databaseFrozen, databaseRestarted, diskFull } from './database.ts';
import { backlog, redelivery } from './delivery.ts';
import { clockSkew, rollingUpgrade } from './operations.ts';
import {
  providerDown,
  providerGarbage,
  providerSlow,
  statusesLate,
  statusesNever,
  throttled,
  tokenDead,
} from './provider.ts';

/** All there are, in the order they run. */
export const EXPERIMENTS: readonly Experiment[] = [
  crashStorm,
  killPoints,
  oneOfTwoKilled,
  oneOfTwoStopped,
  databaseRestarted,
  databaseFrozen,
  diskFull,
  providerDown,
  providerSlow,
  providerGarbage,
  throttled,
  tokenDead,
  statusesLate,
  statusesNever,
  redelivery,
  backlog,
  crowd,
  clockSkew,
  rollingUpgrade,
];

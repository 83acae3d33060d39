import { SECOND } from './time.ts';

/** Three heartbeats in a row: no single slow answer, and before the others declare this node dead. */
const SILENT_TOO_LONG_MS = 15 * SECOND;

export type NodeState = {
  stopping: boolean;
  jobsStopped: boolean;
  /** Nothing can be stored. */
  isDiskFull: boolean;
  /** Of the embedded server, whose process we watch. */
  isDatabaseUp: boolean;
  /** How long the database has not answered a heartbeat. Connections made before may still work: new ones do not. */
  silentForMs: number;
};

/** Why this node must not get traffic now, for an operator to read; null when it may. */
export function whyNotReady({
  stopping,
  jobsStopped,
  isDiskFull,
  isDatabaseUp,
  silentForMs,
}: NodeState): string | null {
  if (stopping) return 'this node is stopping';
  // Before what follows from it: a full disk also kills the database.
  if (isDiskFull)
    return 'disk full: the database cannot store anything. Free some space on its disk; Parlour then goes on by itself';
  if (!isDatabaseUp) return 'the database is being restarted';
  if (silentForMs > SILENT_TOO_LONG_MS)
    return `the database has not answered for ${Math.floor(silentForMs / SECOND)} s: this node cannot connect anew`;
  return jobsStopped ? 'jobs are not run for the moment' : null;
}

import { subscribe } from 'node:diagnostics_channel';
import { WAY_POINTS } from '../../server/src/way-points.ts';

/**
 * Loaded before the program (`node --import`): kills this process, as `kill -9` does, when it passes the point named by
 * CHAOS_DIE_AT for the CHAOS_DIE_AFTER-th time.
 */
const point = process.env.CHAOS_DIE_AT;
let left = Number(process.env.CHAOS_DIE_AFTER ?? 1);

if (point)
  subscribe(WAY_POINTS, (passed) => {
    if (passed === point && --left === 0) process.kill(process.pid, 'SIGKILL');
  });

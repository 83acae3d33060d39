import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground/ground.ts';

/** A reply in doubt waits two minutes for a status and is then sent once more; that and some air. */
const PATIENCE_MS = 200_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits until nothing is under way on either side, or until patience ends: then the invariants say what is missing.
 *
 * @param andLetGo also until no node has a conversation in hand; it keeps one for some seconds after its last answer.
 * @returns how long it took, in ms; null when something was still left.
 */
export async function settled(
  ground: Ground,
  { patienceMs = PATIENCE_MS, andLetGo = true } = {},
): Promise<number | null> {
  const began = performance.now();
  for (let quiet = 0; performance.now() - began < patienceMs; ) {
    quiet = (await isQuiet(ground, andLetGo)) ? quiet + 1 : 0;
    if (quiet === 3) return performance.now() - began;
    await pause(LOOK_EVERY_MS);
  }
  return null;
}

async function isQuiet({ emulator, database }: Ground, andLetGo: boolean): Promise<boolean> {
  if (emulator.pendingWebhooks() > 0) return false;
  try {
    const [row] = await database.rows<{ open: number }>(
      `select ((select count(*) from qa_work where $1 or node is null)
        + (select count(*) from qa_inbound where not handled)
        + (select count(*) from qa_outbound where status in ('queued', 'sending', 'in_doubt')))::int open`,
      [andLetGo],
    );
    return row?.open === 0;
  } catch {
    return false; // the database is not back yet
  }
}

import { setTimeout as delay } from 'node:timers/promises';

const MOST_TRIES = 3;

/**
 * Group commit: runs `write` on everything that gathered while the call before was under way. One call at a time;
 * nothing waits for a timer, so a lone row leaves at once and a thousand rows leave together.
 *
 * When a group fails for the sake of its data, its rows are written one by one, so that a poisoned row fails alone. One
 * that only met another in the database is written again.
 *
 * @param write returns one result per row, in order.
 * @param everyMs at most one group in this time, for rows nobody waits for: the fewer and larger groups cost less.
 * @param splits whether this error may be one row's fault (a database that is down is nobody's).
 * @param repeats whether the same call may well succeed at once; `write` must have left nothing behind.
 */
export function gather<Row, Result>(
  write: (rows: Row[]) => Promise<Result[]>,
  {
    splits,
    repeats = () => false,
    most = 1_000,
    everyMs = 0,
  }: {
    splits: (error: unknown) => boolean;
    repeats?: (error: unknown) => boolean;
    most?: number;
    everyMs?: number;
  },
): (row: Row) => Promise<Result> {
  type Waiting = { row: Row; done: (result: Result) => void; fail: (error: unknown) => void };
  const waiting: Waiting[] = [];
  let running = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, most);
      await writeGroup(group).catch((error: unknown) => {
        for (const { fail } of group) fail(error);
      });
      if (everyMs > 0) await delay(everyMs);
    }
    running = false;
  }

  async function writeGroup(group: Waiting[], tries = 1): Promise<void> {
    try {
      const results = await write(group.map(({ row }) => row));
      group.forEach(({ done }, i) => {
        done(results[i]!);
      });
    } catch (error) {
      if (tries < MOST_TRIES && repeats(error)) return writeGroup(group, tries + 1);
      if (group.length === 1 || !splits(error)) throw error;
      for (const one of group) await writeGroup([one]).catch(one.fail);
    }
  }

  return (row) =>
    new Promise((done, fail) => {
      waiting.push({ row, done, fail });
      if (running) return;
      running = true;
      setImmediate(drain); // what arrives in the same turn of the event loop belongs to the same group
    });
}

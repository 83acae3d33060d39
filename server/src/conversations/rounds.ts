import type { Ctx } from '../platform/context.ts';
import { SECOND } from '../platform/time.ts';
import { doubtUntil } from './sending.ts';
import type { Ref, Statements } from './statements.ts';
import type { Work } from './work.ts';

const WAKE_EVERY_MS = SECOND;
const AT_ONCE = 500;

/**
 * The rounds a node makes: it takes what waits for its moment (every second, or when somebody says so) and what dead
 * nodes left behind (with every heartbeat).
 */
export function makeRounds(ctx: Ctx, statements: Statements, work: Work) {
  let waking: Promise<void> | null = null;
  let again = false;
  let lookedThrough = false; // all work rows, once, when the node starts

  let owed: Ref[] = []; // ours since a statement that went through; not loaded yet

  /** A load that fails is made up for in the next round: nobody else will look at what is ours. */
  async function take(refs: Ref[]): Promise<void> {
    const mine = [...owed, ...refs];
    if (mine.length === 0) return;
    owed = [];
    try {
      work.arrived(await statements.load(mine));
    } catch (error) {
      owed = [...owed, ...mine];
      throw error;
    }
  }

  /** Takes every conversation that is due, once for all callers who ask meanwhile. */
  async function wakeDue(): Promise<void> {
    if (waking) {
      again = true;
      return waking;
    }
    waking = (async () => {
      do {
        again = false;
        const refs = await statements.wakeDue(AT_ONCE);
        await take(refs);
        if (refs.length === AT_ONCE) again = true;
      } while (again);
    })();
    try {
      await waking;
    } finally {
      waking = null;
    }
  }

  async function takeOver(): Promise<void> {
    const refs = await statements.takeOver(doubtUntil(ctx.now()), !lookedThrough);
    lookedThrough = true;
    if (refs.length > 0)
      ctx.log.warn({ conversations: refs.length }, 'took over the conversations of a node that is gone');
    await take(refs);
    await statements.settleParkedStatuses();
  }

  let timer: NodeJS.Timeout | null = null;
  return {
    wakeDue,
    takeOver,
    start(): void {
      timer = setInterval(() => {
        wakeDue().catch((error: unknown) =>
          ctx.log.warn({ err: error }, 'waiting conversations could not be looked up'),
        );
      }, WAKE_EVERY_MS);
    },
    stop(): void {
      if (timer) clearInterval(timer);
    },
  };
}
export type Rounds = ReturnType<typeof makeRounds>;

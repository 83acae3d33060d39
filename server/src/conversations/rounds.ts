import type { Ctx } from '../platform/context.ts';
import { SECOND } from '../platform/time.ts';
import { doubtUntil } from './sending.ts';
import type { Ref, Statements } from './statements.ts';
import type { Work } from './work.ts';

const WAKE_EVERY_MS = SECOND;
const AT_ONCE = 500;
const ORPHANS = 'orphans'; // told to us by tell_holders(): a node that holds conversations is gone
/** A node that only lost its session, as all do when the database restarts, is back within this. */
const ROUNDS_OF_PATIENCE = 3;

/**
 * The rounds a node makes: it takes what waits for its moment (every second, or when somebody says so) and what dead
 * nodes left behind (with every heartbeat).
 */
export function makeRounds(ctx: Ctx, statements: Statements, work: Work) {
  let waking: Promise<void> | null = null;
  let again = false;
  let lookedThrough = false; // all work rows, once, when the node starts

  let roundsUntilTakeOver = 0; // 0: nobody is missed
  let unsure = false; // whether there are conversations of ours that we do not know of

  /**
   * Takes conversations by `ask` and loads them. When an answer is lost, they are ours all the same and nobody else will
   * look at them, so the next round looks up everything that is.
   */
  async function take(ask: () => Promise<Ref[]>): Promise<number> {
    try {
      if (unsure) await load((await statements.mine()).filter((ref) => !work.isHeld(ref)));
      unsure = false;
      const refs = await ask();
      await load(refs);
      return refs.length;
    } catch (error) {
      unsure = true;
      throw error;
    }
  }

  async function load(refs: Ref[]): Promise<void> {
    if (refs.length > 0) work.arrived(await statements.load(refs));
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
        if ((await take(() => statements.wakeDue(AT_ONCE))) === AT_ONCE) again = true;
      } while (again);
    })();
    try {
      await waking;
    } finally {
      waking = null;
    }
  }

  async function takeOver(): Promise<void> {
    const taken = await take(() => statements.takeOver(doubtUntil(ctx.now()), !lookedThrough));
    lookedThrough = true;
    if (taken > 0) ctx.log.warn({ conversations: taken }, 'took over the conversations of a node that is gone');
    await statements.settleParkedStatuses();
  }

  /** @param message of another node or a transaction: what happened to conversations of ours (server/migrations). */
  function hear(message: string | null): void {
    if (message === null) return void work.lookAtAll();
    if (message === ORPHANS) {
      roundsUntilTakeOver ||= ROUNDS_OF_PATIENCE;
      return;
    }
    const [business_id, conversation_id] = message.split(' ');
    if (business_id && conversation_id) void work.lookAgain([{ business_id, conversation_id }]);
  }

  let timer: NodeJS.Timeout | null = null;
  return {
    wakeDue,
    takeOver,
    hear,
    start(): void {
      timer = setInterval(() => {
        const isPatienceOver = roundsUntilTakeOver > 0 && --roundsUntilTakeOver === 0;
        (isPatienceOver ? takeOver().then(wakeDue) : wakeDue()).catch((error: unknown) =>
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

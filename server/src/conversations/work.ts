import { isDatabaseDown, sqlState } from '../platform/database.ts';
import { earliest, later, MINUTE, SECOND } from '../platform/time.ts';
import type { Desk } from './desk.ts';
import { type Held, hold, takeIn } from './held.ts';
import { sendNext } from './sending.ts';
import type { ReleaseRow, SettleRow, WorkRow } from './statements.ts';
import { nextTurn, takeTurn } from './turns.ts';

/** A wait shorter than this is sat out with the conversation in hand; a longer one is written down and let go. */
const KEEP_WAITING_MS = MINUTE;
const DECLARED_DEAD = 'PL001'; // raised by still_alive() in the database

/**
 * The conversations this node holds and the work on them: turns and sends of one conversation one after the other,
 * all conversations side by side. Read `worked` below first.
 *
 * @param onDead called once when another node declared this one dead: nothing may be written under this token any more.
 */
export function createWork(desk: Desk, onDead: () => void) {
  const held = new Map<string, Held>();
  let unwritten = 0; // settlements on their way that nobody waits for
  let stopping = false;
  let dead = false;

  /** Takes in what a statement brought for conversations of ours, and gets going. */
  function arrived(rows: WorkRow[]): void {
    for (const [id, group] of Map.groupBy(rows, ({ conversation_id }) => conversation_id)) {
      const one = held.get(id) ?? hold(group[0]!);
      held.set(id, one);
      takeIn(one, group);
      one.ring?.();
      if (!one.busy) void keepWorking(one);
    }
  }

  /** One conversation until nothing is left to do. Trouble with the database is waited out, with what we know thrown away. */
  async function keepWorking(one: Held): Promise<void> {
    one.busy = true;
    try {
      await worked(one);
      held.delete(one.id);
      if (one.pending.length > 0) arrived(await desk.statements.load([refOf(one)])); // came while we were letting go
    } catch (error) {
      held.delete(one.id);
      if (sqlState(error) === DECLARED_DEAD) return die(error);
      desk.ctx.log[isDatabaseDown(error) ? 'warn' : 'error'](
        { err: error, conversationId: one.id },
        'work on a conversation is interrupted',
      );
      desk.alarm(later(desk.ctx.now(), SECOND), () => void reload(one));
    }
  }

  /** Begins a conversation anew from the database, as often as it takes. */
  async function reload(one: Held): Promise<void> {
    await one.unwritten;
    if (dead) return;
    try {
      arrived(await desk.statements.load([refOf(one)]));
    } catch (error) {
      if (sqlState(error) === DECLARED_DEAD) return die(error);
      desk.alarm(later(desk.ctx.now(), SECOND), () => void reload(one));
    }
  }

  function die(error: unknown): void {
    if (dead) return;
    dead = true;
    desk.ctx.log.error({ err: error }, 'another node took over the conversations of this one');
    onDead();
  }

  async function worked(one: Held): Promise<void> {
    let unsettled: SettleRow | null = null; // the last send; settled together with letting go
    for (;;) {
      const send = await sendNext(desk, one);
      if (send && 'done' in send) {
        if (unsettled) settleAside(one, unsettled);
        unsettled = send.done;
        continue;
      }
      if (send && 'again' in send) continue;

      const turn = stopping ? null : nextTurn(desk, one);
      if (turn && 'messages' in turn) {
        if (unsettled) settleAside(one, unsettled); // order needs the send to be over, not its settlement
        unsettled = null;
        await takeTurn(desk, one, turn.messages);
        continue;
      }

      const wakeAt = earliest(send?.waitUntil ?? null, turn?.waitUntil ?? null);
      if (wakeAt && !stopping && wakeAt < later(desk.ctx.now(), KEEP_WAITING_MS)) {
        if (unsettled) settleAside(one, unsettled);
        unsettled = null;
        await waited(one, wakeAt);
        continue;
      }
      if (one.truncated) {
        one.truncated = false;
        takeIn(one, await desk.statements.loadOne(refOf(one)));
        continue;
      }
      if (await letGo(one, unsettled, stopping && one.pending.length > 0 ? desk.ctx.now() : wakeAt)) return;
      unsettled = null;
    }
  }

  /** A settlement nobody waits for until the conversation is let go. If it cannot be written, it is tried until it is. */
  function settleAside(one: Held, send: SettleRow): void {
    unwritten++;
    const written = writeSettlement(send).finally(() => unwritten--);
    one.unwritten = Promise.all([one.unwritten, written]).then(() => {});
  }

  async function writeSettlement(send: SettleRow): Promise<void> {
    try {
      await desk.statements.settle({ send, release: null });
    } catch (error) {
      if (sqlState(error) === DECLARED_DEAD) return die(error);
      desk.ctx.log.warn({ err: error, messageId: send.id }, 'a send could not be noted yet');
      await new Promise<void>((again) => void desk.alarm(later(desk.ctx.now(), SECOND), again));
      return writeSettlement(send);
    }
  }

  /** @returns false when something has arrived that we must look at first. */
  async function letGo(one: Held, send: SettleRow | null, wakeAt: Date | null): Promise<boolean> {
    await one.unwritten;
    const known = one.arrivals;
    const release: ReleaseRow = { ...refOf(one), arrivals: known, wake_at: wakeAt };
    const gone = await desk.statements.settle({ send, release }).catch((error: unknown) => {
      if (send && isDatabaseDown(error)) settleAside(one, send);
      throw error;
    });
    if (gone) return true;
    // Another node stored something here, or it is on its way to us.
    if (one.pending.length === 0 && one.arrivals === known) takeIn(one, await desk.statements.loadOne(refOf(one)));
    return one.arrivals === known && one.pending.length === 0 && one.outgoing.length === 0 && !(await stillOurs(one));
  }

  /** A load that brings nothing at all says that the row is no longer ours. */
  async function stillOurs(one: Held): Promise<boolean> {
    return (await desk.statements.loadOne(refOf(one))).length > 0;
  }

  function waited(one: Held, until: Date): Promise<void> {
    return new Promise((done) => {
      const silence = desk.alarm(until, () => one.ring?.());
      one.ring = () => {
        one.ring = null;
        silence();
        done();
      };
    });
  }

  return {
    arrived,
    /** Conversations in hand right now. */
    size: () => held.size,
    /** Nothing is under way: what is in hand waits for the clock. */
    isIdle: () => unwritten === 0 && [...held.values()].every(({ ring }) => ring !== null),
    /** Takes no further turns; resolves when what is under way is over and everything is let go. */
    async stop(): Promise<void> {
      stopping = true;
      for (const one of held.values()) one.ring?.();
      while ((held.size > 0 || unwritten > 0) && !dead) await new Promise((done) => setTimeout(done, 20));
    },
  };
}
export type Work = ReturnType<typeof createWork>;

const refOf = (one: Held) => ({ business_id: one.businessId, conversation_id: one.id });

import { isDatabaseDown, sqlState } from '../platform/database.ts';
import { tellLive } from '../platform/live.ts';
import { earliest, later, MINUTE, SECOND } from '../platform/time.ts';
import type { Desk } from './desk.ts';
import { allSettled, type Held, hold, takeIn, takeNews } from './held.ts';
import { sendNext } from './sending.ts';
import { DECLARED_DEAD, type News, type Ref, type SettleRow, WENT_ON, type WorkRow } from './statements.ts';
import { nextTurn, takeTurn } from './turns.ts';

/** A wait shorter than this is sat out with the conversation in hand; a longer one is written down and let go. */
const KEEP_WAITING_MS = MINUTE;
/** A conversation in which nothing is left to do stays in hand this long: its next message then needs no load and no release. */
const KEEP_MS = 20 * SECOND;
const MOST_KEPT = 2_000; // more are let go at once, for the sake of memory

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

  /** What came for conversations in hand. Whatever else happened to them meanwhile is loaded. */
  function noticed(news: News[]): void {
    const unknown: Ref[] = [];
    for (const one of news) {
      const mine = held.get(one.conversation_id);
      if (mine && takeNews(mine, one)) mine.ring?.();
      else unknown.push(one);
    }
    void lookAgain(unknown);
  }

  /** Reads what happened in conversations of ours that others wrote to. */
  async function lookAgain(refs: Ref[]): Promise<void> {
    if (refs.length === 0 || dead) return;
    try {
      arrived((await Promise.all(refs.map(desk.statements.loadOne))).flat());
    } catch (error) {
      if (sqlState(error) === DECLARED_DEAD) return die(error);
      desk.alarm(later(desk.ctx.now(), SECOND), () => void lookAgain(refs));
    }
  }

  /** One conversation until nothing is left to do. Trouble with the database is waited out, with what we know thrown away. */
  async function keepWorking(one: Held): Promise<void> {
    one.busy = true;
    try {
      const released = await worked(one);
      held.delete(one.id);
      if (one.arrivals > released) void lookAgain([refOf(one)]); // came while we were letting go
    } catch (error) {
      held.delete(one.id);
      if (sqlState(error) === DECLARED_DEAD) return die(error);
      if (sqlState(error) === WENT_ON) return void allSettled(one).then(() => lookAgain([refOf(one)]));
      desk.ctx.log[isDatabaseDown(error) ? 'warn' : 'error'](
        { err: error, conversationId: one.id },
        'work on a conversation is interrupted',
      );
      desk.alarm(later(desk.ctx.now(), SECOND), () => void allSettled(one).then(() => lookAgain([refOf(one)])));
    }
  }

  function die(error: unknown): void {
    if (dead) return;
    dead = true;
    desk.ctx.log.error({ err: error }, 'another node took over the conversations of this one');
    onDead();
  }

  /** @returns the count of arrivals with which the conversation was let go. */
  async function worked(one: Held): Promise<number> {
    for (;;) {
      const send = await sendNext(desk, one);
      if (send && 'done' in send) {
        settleAside(one, send.done); // order needs the send to be over, not its settlement
        continue;
      }
      if (send && 'again' in send) continue;

      const turn = stopping ? null : nextTurn(desk, one);
      if (turn && 'messages' in turn) {
        await takeTurn(desk, one, turn.messages);
        continue;
      }

      if (one.truncated) {
        one.truncated = false;
        takeIn(one, await desk.statements.loadOne(refOf(one)));
        continue;
      }
      const wakeAt = earliest(send?.waitUntil ?? null, turn?.waitUntil ?? null);
      const inHandUntil = stopping ? null : staysUntil(wakeAt);
      if (inHandUntil !== null) {
        const why = await waited(one, inHandUntil);
        if (why === 'news' || (wakeAt !== null && wakeAt <= desk.ctx.now())) continue;
      }
      const known = one.arrivals;
      if (await letGo(one, stopping && one.pending.length > 0 ? desk.ctx.now() : wakeAt)) return known;
    }
  }

  function staysUntil(wakeAt: Date | null): Date | null {
    const now = desk.ctx.now();
    if (wakeAt !== null && wakeAt < later(now, KEEP_WAITING_MS)) return wakeAt;
    return held.size <= MOST_KEPT ? later(now, KEEP_MS) : null;
  }

  /** A settlement nobody waits for until the conversation is let go. If it cannot be written, it is tried until it is. */
  function settleAside(one: Held, send: SettleRow): void {
    unwritten++;
    one.unsettled++;
    void writeSettlement(send).then(() => {
      unwritten--;
      if (--one.unsettled === 0) one.whenSettled?.();
    });
  }

  async function writeSettlement(send: SettleRow): Promise<void> {
    try {
      await desk.statements.settle({ send });
      tellLive(desk.ctx, send.business_id, { kind: 'message', id: send.id });
    } catch (error) {
      if (sqlState(error) === DECLARED_DEAD) return die(error);
      desk.ctx.log.warn({ err: error, messageId: send.id }, 'a send could not be noted yet');
      await new Promise<void>((again) => void desk.alarm(later(desk.ctx.now(), SECOND), again));
      return writeSettlement(send);
    }
  }

  /** @returns false when something has arrived that we must look at first. */
  async function letGo(one: Held, wakeAt: Date | null): Promise<boolean> {
    await allSettled(one);
    const known = one.arrivals;
    if (await desk.statements.settle({ release: { ...refOf(one), arrivals: known, wake_at: wakeAt } })) return true;
    // Another node stored something here, or it is on its way to us.
    if (one.pending.length === 0 && one.arrivals === known) takeIn(one, await desk.statements.loadOne(refOf(one)));
    return one.arrivals === known && one.pending.length === 0 && one.outgoing.length === 0 && !(await stillOurs(one));
  }

  /** A load that brings nothing at all says that the row is no longer ours. */
  async function stillOurs(one: Held): Promise<boolean> {
    return (await desk.statements.loadOne(refOf(one))).length > 0;
  }

  /** Sits out a time; whatever comes for the conversation ends it early. */
  function waited(one: Held, until: Date): Promise<'news' | 'over'> {
    return new Promise((done) => {
      const end = (why: 'news' | 'over') => {
        one.ring = null;
        silence();
        done(why);
      };
      const silence = desk.alarm(until, () => end('over'));
      one.ring = () => end('news');
    });
  }

  return {
    arrived,
    noticed,
    lookAgain,
    /** The same for all in hand: something may have been missed. */
    lookAtAll: () => lookAgain([...held.values()].map(refOf)),
    isHeld: ({ conversation_id }: Ref) => held.has(conversation_id),
    /** Conversations that something is done in right now; those only kept do not count. */
    size: () => [...held.values()].filter(({ ring }) => ring === null).length,
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

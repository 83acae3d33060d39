import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import { isDatabaseDown, sqlState } from '../platform/database.ts';
import { newId } from '../platform/id.ts';
import { tellLive } from '../platform/live.ts';
import { nextAt, type Pace } from '../platform/pace.ts';
import { cleanLine } from '../platform/text.ts';
import { later, SECOND } from '../platform/time.ts';
import type { Desk } from './desk.ts';
import { afterHandling, type Held, turnRow } from './held.ts';
import { messages } from './schema.ts';
import { planReplies } from './sending.ts';
import { DECLARED_DEAD, type ReplyRow, type TurnRow, WENT_ON } from './statements.ts';
import type { PendingMessage, TurnResult } from './turn.ts';

const MOST_FAILURES = 5; // then the message is parked and a person is told
const FIRST_REST_MS = 50; // before a failed turn is tried again; four times as long each time
const MOST_TAKEOVERS = 30; // nodes that died holding it: more than any run of bad luck, then the message is to blame
const READ_MARKS: Pace = { burst: 10, everyMs: 50 }; // of one channel on one node; each is a call to the provider
const TYPING_AFTER_MS = 700; // a turn slower than this shows "typing…"

/**
 * Who is next: the oldest message by provider time, or several as one burst when the flow collects them.
 *
 * @returns `waitUntil` when there is something, but not yet (a burst may go on, the contact is too fast, a flow waits).
 */
export function nextTurn(desk: Desk, held: Held): { messages: PendingMessage[] } | { waitUntil: Date } | null {
  const now = desk.ctx.now();
  if (held.pending.length === 0) {
    const wakeAt = held.waiting ? null : desk.bot.wakeAt(held.state);
    return wakeAt === null ? null : wakeAt <= now ? { messages: [] } : { waitUntil: wakeAt };
  }
  if (held.restUntil !== null && held.restUntil > now) return { waitUntil: held.restUntil };
  if (desk.contactPace && !held.waiting) {
    const { at } = nextAt(desk.contactPace, held.turnsBusyUntil, now);
    if (at > now && held.catchingUpSince !== null) return { waitUntil: at };
  }
  const inOrder = held.pending.toSorted((a, b) => a.sentAt.getTime() - b.sentAt.getTime() || a.seq - b.seq);
  const business = desk.directory.business(held.businessId);
  if (held.waiting || !business) return { messages: inOrder.slice(0, 1) };
  const { messages, quietMs } = desk.bot.burst(held.state, inOrder, business);
  const quietAt = later(inOrder.at(-1)!.sentAt, quietMs);
  return quietMs === 0 || quietAt <= now ? { messages } : { waitUntil: quietAt };
}

/** One turn: the bot thinks, then everything it decided commits at once; the replies wait in `held.outgoing`. */
export async function takeTurn(desk: Desk, held: Held, turn: PendingMessage[]): Promise<void> {
  const now = desk.ctx.now();
  const pace =
    desk.contactPace && turn.length > 0 && !held.waiting ? nextAt(desk.contactPace, held.turnsBusyUntil, now) : null;
  if (pace && pace.at > now) return tellCatchingUp(desk, held);
  const hopeless = turn[0] && (turn[0].failures >= MOST_FAILURES || held.takeovers >= MOST_TAKEOVERS);
  if (hopeless) return park(desk, held, turn[0]!);
  if (turn.length > 0 && turn.every(({ groupId }) => groupId !== null))
    return commit(desk, held, turn, silence(held), null);

  const open = lazyTransaction(desk);
  const stopTyping = showTyping(desk, held, turn);
  let result: TurnResult;
  try {
    result = await desk.bot.takeTurn({
      business: businessOf(desk, held),
      channelId: held.channelId,
      conversationId: held.id,
      contact: held.contact,
      state: held.state,
      waiting: held.waiting,
      messages: turn,
      write: open.tx,
    });
    desk.passing('turn taken');
    if (pace) held.turnsBusyUntil = pace.busyUntil;
    if (pace && held.catchingUpSince && pace.busyUntil <= later(now, desk.contactPace!.everyMs))
      held.catchingUpSince = null;
    await commit(desk, held, turn, result, open);
    desk.count.turn(result.replies.length > 0 ? 'answered' : 'silent');
  } catch (error) {
    await open.undo(error);
    if (isDatabaseDown(error) || isNoLongerOurs(error) || turn.length === 0) throw error;
    return noteFailure(desk, held, turn[0]!, error);
  } finally {
    stopTyping();
  }
  desk.passing('turn committed');
}

/** This node was declared dead, or the conversation went on without it: what we know is out of date. */
const isNoLongerOurs = (error: unknown): boolean => [DECLARED_DEAD, WENT_ON].includes(sqlState(error) ?? '');

function businessOf(desk: Desk, held: Held) {
  const business = desk.directory.business(held.businessId);
  if (!business) throw new Error('the business of this conversation is not known here yet');
  return business;
}

const silence = (held: Held): TurnResult => ({ state: held.state, replies: [], trace: null });

/** Writes the turn: with effects in the transaction they were made in, else together with other turns. */
async function commit(
  desk: Desk,
  held: Held,
  turn: PendingMessage[],
  result: TurnResult,
  open: LazyTransaction | null,
): Promise<void> {
  const answers = turn.at(-1)?.id ?? null;
  const after = { ...held, ...afterHandling(held, turn), state: result.state };
  const plan = planReplies(desk, after, result.replies, { author: 'bot', answers, trace: result.trace ?? null }, newId);
  const row = turnRow(
    { ...after, pairBusyUntil: plan.pairBusyUntil },
    {
      arrived: turn.length,
      hand_off: result.handOff?.reason ?? null,
      give_back: result.giveBack ?? false,
      language: result.language ?? null,
    },
  );
  await write(desk, row, plan.rows, open);
  tellLive(
    desk.ctx,
    held.businessId,
    { kind: 'conversation', id: held.id },
    ...[...turn, ...plan.rows].map(({ id }) => ({ kind: 'message' as const, id })),
  );

  if (result.handOff && !held.waiting) desk.handedOff();

  const { handledSeq, handledAhead, lastInboundAt } = after;
  Object.assign(held, {
    handledSeq,
    handledAhead,
    lastInboundAt,
    state: result.state,
    pairBusyUntil: plan.pairBusyUntil,
  });
  held.pending = held.pending.filter((message) => !turn.includes(message)); // more may have come while we wrote
  held.turns++;
  held.outgoing.push(...plan.outgoing);
  held.waiting = result.handOff ? true : result.giveBack ? false : held.waiting;
  held.takeovers = 0;
  held.contact.language = result.language ?? held.contact.language;
  if (plan.outgoing.length > 0) showRead(desk, held, turn);
}

/** Blue ticks for the customer. A courtesy: a busy channel goes without for most. */
function showRead(desk: Desk, held: Held, turn: PendingMessage[]): void {
  const open = desk.directory.channel(held.channelId);
  const last = turn.at(-1);
  if (!last || !open) return;
  const { at, busyUntil } = nextAt(READ_MARKS, open.readMarksBusyUntil, desk.ctx.now());
  if (at > desk.ctx.now()) return;
  open.readMarksBusyUntil = busyUntil;
  void open.channel.markRead(last.providerMessageId);
}

async function write(desk: Desk, turn: TurnRow, replies: ReplyRow[], open: LazyTransaction | null): Promise<void> {
  const tx = open?.opened();
  try {
    if (!tx) return await desk.statements.commitTurn({ turn, replies });
    await (await tx).execute(
      sql`select commit_turns(${desk.me}, ${JSON.stringify([turn])}::json, ${JSON.stringify(replies)}::json, ${desk.ctx.now().toISOString()}::timestamptz)`,
    );
    await open!.commit();
  } catch (error) {
    // The connection may have broken after the commit: what we have not sent is queued, should it be there.
    if (isDatabaseDown(error)) unsend(desk, replies);
    throw error;
  }
}

/** Replies of a commit whose answer was lost: ours, never sent. Tried until the database is back. */
function unsend(desk: Desk, replies: ReplyRow[]): void {
  const mine = replies.filter(({ status }) => status === 'sending');
  if (mine.length === 0) return;
  const attempt = () =>
    desk.ctx.db
      .update(messages)
      .set({ status: 'queued', claimToken: null, attempts: 0, dueAt: desk.ctx.now() })
      .where(
        and(
          eq(messages.businessId, mine[0]!.business_id),
          eq(messages.claimToken, desk.me),
          sql`${messages.id} = any(${sql.param(mine.map(({ id }) => id))}::uuid[])`,
        ),
      )
      .catch(() => desk.alarm(later(desk.ctx.now(), SECOND), () => void attempt()));
  void attempt();
}

/** The first time a contact is too fast: says so, once, and goes on at the pace allowed. Nothing is skipped. */
async function tellCatchingUp(desk: Desk, held: Held): Promise<void> {
  const notice = desk.bot.catchingUp(held.contact, businessOf(desk, held));
  const now = desk.ctx.now();
  const trace = { rule: 'contact rate limit' };
  const lastInboundAt = held.pending.at(-1)?.sentAt ?? held.lastInboundAt;
  const plan = planReplies(desk, { ...held, lastInboundAt }, [notice], { author: 'bot', answers: null, trace }, newId);
  await write(desk, turnRow({ ...held, pairBusyUntil: plan.pairBusyUntil, catchingUpSince: now }, {}), plan.rows, null);
  held.turns++;
  Object.assign(held, { pairBusyUntil: plan.pairBusyUntil, catchingUpSince: now });
  held.outgoing.push(...plan.outgoing);
}

/** A turn that failed is undone; the message keeps count, so that it cannot stop the conversation for ever. */
async function noteFailure(desk: Desk, held: Held, message: PendingMessage, error: unknown): Promise<void> {
  desk.ctx.log.error(
    { err: error, conversationId: held.id, messageId: message.id, failures: message.failures + 1 },
    'a turn failed',
  );
  desk.count.turn('failed');
  message.failures++;
  held.restUntil = later(desk.ctx.now(), FIRST_REST_MS * 4 ** message.failures);
  await desk.ctx.db
    .update(messages)
    .set({
      attempts: message.failures,
      failure: { code: 'turn-failed', title: cleanLine(String(error instanceof Error ? error.message : error), 500) },
    })
    .where(and(eq(messages.businessId, held.businessId), eq(messages.id, message.id)));
}

/** Gives up on a message: it stays visible, a person is asked for, the next one goes on. */
async function park(desk: Desk, held: Held, message: PendingMessage): Promise<void> {
  desk.count.turn('parked');
  await desk.ctx.db
    .update(messages)
    .set({ status: 'parked' })
    .where(and(eq(messages.businessId, held.businessId), eq(messages.id, message.id)));
  await commit(
    desk,
    held,
    [message],
    { ...silence(held), handOff: { reason: 'a message could not be handled' } },
    null,
  );
}

function showTyping(desk: Desk, held: Held, turn: PendingMessage[]): () => void {
  const last = turn.at(-1);
  const channel = desk.directory.channel(held.channelId)?.channel;
  if (!last || !channel || held.waiting) return () => {};
  return desk.alarm(
    later(desk.ctx.now(), TYPING_AFTER_MS),
    () => void channel.markRead(last.providerMessageId, { typing: true }),
  );
}

type LazyTransaction = ReturnType<typeof lazyTransaction>;

/** A transaction that begins when somebody first asks for it, and that its owner ends. */
function lazyTransaction({ ctx: { db }, transactions }: Desk) {
  let opened: Promise<Tx> | null = null;
  let over: Promise<void> = Promise.resolve();
  let finish: { commit: () => void; undo: (why: unknown) => void } | null = null;

  const begin = (): Promise<Tx> =>
    new Promise<Tx>((ready, failed) => {
      over = transactions(() =>
        db.transaction(
          (tx) =>
            new Promise<void>((commit, undo) => {
              finish = { commit, undo };
              ready(tx);
            }),
        ),
      );
      over.catch(failed);
    });

  return {
    tx: (): Promise<Tx> => {
      opened ??= begin();
      return opened;
    },
    opened: () => opened,
    commit: async (): Promise<void> => {
      finish?.commit();
      await over;
    },
    undo: async (why: unknown): Promise<void> => {
      finish?.undo(why);
      await over.catch(() => {});
    },
  };
}

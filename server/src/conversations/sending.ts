import { nextAt } from '../platform/pace.ts';
import { later, MINUTE, SECOND } from '../platform/time.ts';
import type { FileRef, OutboundContent } from './api.ts';
import type { SendOutcome } from './channel.ts';
import type { Desk, OpenChannel } from './desk.ts';
import { allSettled, type Held, type Outgoing } from './held.ts';
import { firstInLane, type Lane } from './lanes.ts';
import type { Failure } from './schema.ts';
import { isServiceWindowOpen } from './service-window.ts';
import type { ReplyRow, SettleRow } from './statements.ts';

/** A send without an answer is settled by a status within this time, or tried once more. reliability: Outbound. */
const DOUBT_MS = 2 * MINUTE;
const MOST_TRIES = 5; // of failures that are this message's own
const RESENDS_IN_DOUBT = 2; // the first send and one more
const LONGEST_RETRY_MS = 5 * MINUTE;
const LONGEST_REST_MS = MINUTE; // of a number that the platform told to slow down
const SLOT_PATIENCE_MS = MINUTE / 2; // the schedule rings earlier

export const doubtUntil = (now: Date): Date => later(now, DOUBT_MS);

/**
 * How the replies of a turn start their life: `sending` when they may leave at once, so that the turn's commit is also
 * their claim; else `queued`. Only the first of several may find nothing before it, the rest follow in order.
 */
export function planReplies(
  desk: Desk,
  held: Held,
  contents: OutboundContent[],
  reply: Pick<ReplyRow, 'author' | 'answers' | 'trace'>,
  newId: () => string,
): { rows: ReplyRow[]; outgoing: Outgoing[]; pairBusyUntil: Date | null } {
  const now = desk.ctx.now();
  const open = desk.directory.channel(held.channelId);
  let direct =
    !held.outgoing.some(({ lane }) => lane === 'reply') &&
    open !== undefined &&
    open.heldUntil === null &&
    (open.restUntil === null || open.restUntil <= now) &&
    open.schedule === null;
  let pairBusyUntil = held.pairBusyUntil;
  const outgoing: Outgoing[] = [];
  const rows = contents.map((content, index): ReplyRow => {
    const row = { ...baseRow(held, newId(), content), ...reply, trace: index === 0 ? reply.trace : null };
    const broken = open?.channel.check(content)[0];
    if (broken)
      return {
        ...row,
        status: 'failed',
        failure: { code: 'breaks-a-limit', title: `${broken.path}: ${broken.message}` },
      };
    if (!mayStillSend(held, content, now)) return { ...row, status: 'expired', failure: windowClosed };

    const pace = open?.channel.pairLimit ? nextAt(open.channel.pairLimit, pairBusyUntil, now) : null;
    direct &&= pace === null || pace.at <= now;
    if (direct && pace) pairBusyUntil = pace.busyUntil;
    const status = direct ? 'sending' : 'queued';
    outgoing.push({ id: row.id, status, lane: 'reply', content, quotes: null, dueAt: now, attempts: direct ? 1 : 0 });
    return { ...row, status, due_at: direct ? null : now, attempts: direct ? 1 : 0 };
  });
  return { rows, outgoing, pairBusyUntil };
}

const baseRow = (held: Held, id: string, content: OutboundContent) => ({
  business_id: held.businessId,
  id,
  conversation_id: held.id,
  channel_id: held.channelId,
  content,
  due_at: null,
  attempts: 0,
  failure: null,
});

const windowClosed: Failure = {
  code: 'service-window-closed',
  title: 'The customer last wrote more than 24 hours ago. Send a template instead.',
};

const mayStillSend = (held: Held, content: OutboundContent, now: Date): boolean =>
  content.type === 'template' || isServiceWindowOpen(held.lastInboundAt, now);

/** Somebody who has not written within the window counts toward the number's messaging limit. */
const opensConversation = (held: Held, content: OutboundContent, now: Date): boolean =>
  content.type === 'template' && !isServiceWindowOpen(held.lastInboundAt, now);

export type SendStep = { done: SettleRow } | { again: true } | { waitUntil: Date } | null;

/**
 * Sends the oldest message that is due, or says when the next one is. Order within a lane of the conversation is kept:
 * what waits makes those behind it wait; only a message in doubt lets others pass. A reply passes notices and campaigns.
 *
 * @returns `done` is to be settled by the caller; `again` when there may be more to do; null when nothing waits.
 */
export async function sendNext(desk: Desk, held: Held): Promise<SendStep> {
  const now = desk.ctx.now();
  const next = firstInLane(held.outgoing.filter(({ status, dueAt }) => status !== 'in_doubt' || dueAt <= now));
  if (!next) return held.outgoing.length > 0 ? { waitUntil: firstDue(held) } : null;
  if (next.status === 'sending') return { done: await handOver(desk, held, next) };
  if (next.dueAt > now) return { waitUntil: next.dueAt };
  if (held.unsettled > 0) {
    await allSettled(held); // the database still calls it "sending": it could not be claimed
    return { again: true };
  }

  const open = desk.directory.channel(held.channelId);
  if (!open) return { waitUntil: later(now, MINUTE) }; // the channel is being taken away or not yet read
  if (open.heldUntil !== null && open.heldUntil > now) return { waitUntil: open.heldUntil };
  const pace = open.channel.pairLimit ? nextAt(open.channel.pairLimit, held.pairBusyUntil, now) : null;
  if (pace && pace.at > now) return { waitUntil: pace.at };
  if (open.restUntil !== null && open.restUntil > now) return { waitUntil: open.restUntil };
  const reachableAt = opensConversation(held, next.content, now)
    ? await open.reach.take(held.contact.id, next.lane)
    : null;
  if (reachableAt !== null) return { waitUntil: reachableAt };
  if (!(await hasSlot(open, held, next.lane))) return { waitUntil: later(now, SLOT_PATIENCE_MS) };

  const pairBusyUntil = pace?.busyUntil ?? held.pairBusyUntil;
  const claimed = await desk.statements.claim({
    business_id: held.businessId,
    id: next.id,
    conversation_id: held.id,
    pair_busy_until: pairBusyUntil,
  });
  if (!claimed) {
    drop(held, next); // a status has settled it meanwhile
    return { again: true };
  }
  held.pairBusyUntil = pairBusyUntil;
  next.status = 'sending';
  next.attempts++;
  return { again: true };
}

/**
 * Whether the number's schedule lets a message of this lane go now. A reply waits for it; others are told when their
 * turn has come, so that a reply that is written meanwhile can pass.
 */
async function hasSlot(open: OpenChannel, held: Held, lane: Lane): Promise<boolean> {
  if (open.schedule === null) return true;
  if (held.slot === 'granted') {
    held.slot = 'none';
    return true;
  }
  if (lane === 'reply') {
    await open.schedule.next(lane);
    return true;
  }
  if (held.slot === 'none') {
    held.slot = 'asked';
    void open.schedule.next(lane).then(() => {
      held.slot = 'granted';
      held.ring?.();
    });
  }
  return false;
}

const firstDue = (held: Held): Date => new Date(Math.min(...held.outgoing.map(({ dueAt }) => dueAt.getTime())));

/** The one place where a message leaves. Claimed before, settled after; never within a transaction. */
async function handOver(desk: Desk, held: Held, next: Outgoing): Promise<SettleRow> {
  const open = desk.directory.channel(held.channelId);
  const outcome = open ? await send(desk, held, next, open) : channelGone;
  desk.passing('provider answered');
  if (open) tellChannel(open, outcome, desk.ctx.now());

  const row = settled(desk, held, next, outcome);
  if (row.due_at === null) drop(held, next);
  else Object.assign(next, { status: row.status, dueAt: row.due_at });
  return row;
}

async function send(
  desk: Desk,
  held: Held,
  { id, content, quotes }: Outgoing,
  open: OpenChannel,
): Promise<SendOutcome> {
  if (!mayStillSend(held, content, desk.ctx.now())) return { outcome: 'refused', failure: windowClosed };
  const file = fileToUpload(content);
  if (file?.mediaId) {
    const uploaded = await desk.uploaded(held.businessId, file.mediaId);
    if (uploaded.outcome !== 'uploaded') return uploaded;
    file.providerMediaId = uploaded.providerMediaId; // kept in memory only: the file's own row remembers it
  }
  const began = performance.now();
  const outcome = await open.channel.send({ id, to: held.to, content, ...(quotes ? { quotes } : {}) });
  desk.count.send(outcome.outcome, (performance.now() - began) / SECOND);
  return outcome;
}

const channelGone: SendOutcome = {
  outcome: 'not_accepted',
  scope: 'number',
  retryAfterMs: MINUTE,
  failure: { code: 'no-channel', title: 'The channel of this conversation is gone.' },
};

/** The file of a message that lies with us and not yet with the provider. */
function fileToUpload(content: OutboundContent): FileRef | null {
  const header =
    'header' in content && typeof content.header === 'object' && 'file' in content.header ? content.header.file : null;
  const file = 'file' in content ? content.file : header;
  return file?.mediaId && !file.providerMediaId && !file.link ? file : null;
}

function tellChannel(open: OpenChannel, outcome: SendOutcome, now: Date): void {
  if (outcome.outcome === 'accepted') open.worked();
  if (outcome.outcome === 'not_accepted' && outcome.scope === 'number')
    open.restUntil = later(now, Math.min(outcome.retryAfterMs, LONGEST_REST_MS));
  if (outcome.outcome === 'held') open.hold(outcome.status, outcome.failure.title);
}

function drop(held: Held, one: Outgoing): void {
  held.outgoing = held.outgoing.filter((other) => other !== one);
}

function settled(desk: Desk, held: Held, sent: Outgoing, outcome: SendOutcome): SettleRow {
  const now = desk.ctx.now();
  // What is the number's or the channel's trouble does not use up the message's own tries.
  const counts = outcome.outcome !== 'held' && !(outcome.outcome === 'not_accepted' && outcome.scope !== 'message');
  if (!counts) sent.attempts--;
  const row = {
    business_id: held.businessId,
    id: sent.id,
    provider_message_id: null,
    failure: null,
    due_at: null,
    attempts: sent.attempts,
    outcome: outcome.outcome,
  };
  switch (outcome.outcome) {
    case 'accepted':
      return { ...row, status: 'sent', provider_message_id: outcome.providerMessageId };
    case 'refused':
      return { ...row, status: outcome.failure === windowClosed ? 'expired' : 'failed', failure: outcome.failure };
    case 'held':
      return { ...row, status: 'queued', failure: outcome.failure, due_at: later(now, MINUTE) };
    case 'in_doubt': {
      // Marketing is never sent twice; a reply may be, once, and is shown as such.
      const resend = sent.content.type !== 'template' && sent.attempts < RESENDS_IN_DOUBT;
      return { ...row, status: 'in_doubt', failure: outcome.failure, due_at: resend ? doubtUntil(now) : null };
    }
    case 'not_accepted': {
      if (outcome.scope === 'message' && sent.attempts >= MOST_TRIES)
        return { ...row, status: 'failed', failure: outcome.failure };
      return {
        ...row,
        status: 'queued',
        failure: outcome.failure,
        due_at: later(now, retryAfter(outcome.retryAfterMs, sent.attempts)),
      };
    }
  }
}

/** Exponential with full jitter above the wait the provider asked for, capped. */
function retryAfter(askedMs: number, attempts: number): number {
  const growing = Math.min(LONGEST_RETRY_MS, SECOND * 2 ** Math.min(attempts, 10));
  return Math.min(LONGEST_RETRY_MS, askedMs + Math.random() * growing);
}

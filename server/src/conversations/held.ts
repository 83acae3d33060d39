import { latest } from '../platform/time.ts';
import type { InboundContent, OutboundContent } from './api.ts';
import type { Recipient } from './channel.ts';
import type { Lane } from './lanes.ts';
import type { News, TurnRow, WorkRow } from './statements.ts';
import type { PendingMessage } from './turn.ts';

/** A message on its way out, as the node that sends it knows it. */
export type Outgoing = {
  id: string;
  status: 'sending' | 'queued' | 'in_doubt'; // sending: claimed by us, to be handed to the channel now
  lane: Lane;
  content: OutboundContent;
  quotes: string | null;
  dueAt: Date;
  attempts: number;
};

/**
 * A conversation this node holds: its work row names us, so nobody else takes its turns or sends its messages.
 * The object lives as long as the row is ours.
 */
export type Held = {
  businessId: string;
  id: string;
  channelId: string;
  contact: { id: string; name: string; language: string | null; phone: string | null };
  to: Recipient;
  state: unknown;
  turns: number; // taken so far: a turn commits only if nobody took one meanwhile
  handledSeq: number;
  handledAhead: number[];
  waiting: boolean; // for a person: the bot is silent
  lastInboundAt: Date | null;
  pairBusyUntil: Date | null;
  turnsBusyUntil: Date | null;
  catchingUpSince: Date | null;
  arrivals: number;
  takeovers: number;
  seenSeq: number;
  pending: PendingMessage[];
  outgoing: Outgoing[];
  slot: 'none' | 'asked' | 'granted'; // of the number's schedule, for what may wait while a reply passes
  restUntil: Date | null; // after a turn that failed
  truncated: boolean; // the last load was full: there may be more
  unsettled: number; // sends whose outcome is on its way: until it is in, the conversation stays ours
  whenSettled: (() => void) | null;
  busy: boolean;
  ring: (() => void) | null; // ends the wait for an alarm
};

/** Resolves when the outcome of every send is written down. Only one may wait for it at a time. */
export const allSettled = (one: Held): Promise<void> =>
  one.unsettled === 0 ? Promise.resolve() : new Promise((done) => (one.whenSettled = done));

/** Most messages one load brings, in server/migrations message_path (load_work). */
const LOAD_LIMIT = 100;

export function hold(row: WorkRow): Held {
  return {
    businessId: row.business_id,
    id: row.conversation_id,
    channelId: row.channel_id,
    contact: { id: row.contact_id, name: row.contact_name, language: row.contact_language, phone: row.contact_phone },
    to: { waId: row.wa_id, phone: row.contact_phone, bsuid: row.bsuid },
    state: row.state,
    turns: row.turns,
    handledSeq: row.handled_seq,
    handledAhead: row.handled_ahead ?? [],
    waiting: row.waiting_since !== null,
    lastInboundAt: moment(row.last_inbound_at),
    pairBusyUntil: moment(row.pair_busy_until),
    turnsBusyUntil: moment(row.turns_busy_until),
    catchingUpSince: moment(row.catching_up_since),
    arrivals: 0,
    takeovers: row.takeovers,
    seenSeq: 0,
    pending: [],
    outgoing: [],
    slot: 'none',
    restUntil: null,
    truncated: false,
    unsettled: 0,
    whenSettled: null,
    busy: false,
    ring: null,
  };
}

/** Takes in what a load brought. Rows we know already change nothing. */
export function takeIn(held: Held, rows: WorkRow[]): void {
  let inbound = 0;
  for (const row of rows) {
    held.arrivals = Math.max(held.arrivals, row.arrivals);
    held.waiting = row.waiting_since !== null;
    held.to = { waId: row.wa_id, phone: row.contact_phone, bsuid: row.bsuid };
    Object.assign(held.contact, { name: row.contact_name, language: row.contact_language, phone: row.contact_phone });
    if (row.id === null) continue;
    if (row.direction === 'inbound') {
      inbound++;
      if (row.seq <= held.seenSeq) continue;
      held.seenSeq = row.seq;
      held.pending.push(toPending(row));
    } else if (row.due_at !== null && !held.outgoing.some(({ id }) => id === row.id)) {
      held.outgoing.push(toOutgoing(row, new Date(row.due_at)));
    }
  }
  held.truncated = inbound >= LOAD_LIMIT;
}

/**
 * Takes in messages that were stored while we held their conversation.
 *
 * @returns false when something came in between that we were not told of: only a load brings that.
 */
export function takeNews(held: Held, news: News): boolean {
  if (news.arrivals <= held.arrivals || held.truncated) return true; // a load brought it, or will
  if (news.arrivals > held.arrivals + 1) return false;
  held.arrivals = news.arrivals;
  for (const { id, seq, row } of news.messages) {
    held.seenSeq = seq;
    held.pending.push({
      id,
      seq,
      providerMessageId: row.provider_message_id,
      sentAt: row.sent_at,
      content: row.content,
      failures: 0,
      groupId: row.context?.groupId ?? null,
    });
  }
  return true;
}

const moment = (written: string | null): Date | null => (written === null ? null : new Date(written));

type MessageRow = Exclude<WorkRow, { id: null }>;

const toPending = (row: MessageRow): PendingMessage => ({
  id: row.id,
  seq: row.seq,
  providerMessageId: row.provider_message_id ?? '',
  sentAt: new Date(row.sent_at),
  // An inbound row holds inbound content; the column is shared by both directions.
  content: row.content as InboundContent,
  failures: row.attempts,
  groupId: row.context?.groupId ?? null,
});

const toOutgoing = (row: MessageRow, dueAt: Date): Outgoing => ({
  id: row.id,
  status: row.status === 'in_doubt' ? 'in_doubt' : 'queued',
  lane: row.lane,
  content: row.content as OutboundContent,
  quotes: row.quotes,
  dueAt,
  attempts: row.attempts,
});

/**
 * Where the conversation stands once `messages` had their turn. Turns follow provider time and `handledSeq` counts in
 * order of arrival, so a turn taken early is remembered beside it until those before it are done.
 */
export function afterHandling(
  held: Held,
  messages: PendingMessage[],
): Pick<Held, 'handledSeq' | 'handledAhead' | 'pending' | 'lastInboundAt'> {
  const pending = held.pending.filter((message) => !messages.includes(message));
  const handled = [...held.handledAhead, ...messages.map(({ seq }) => seq)];
  const firstOpen = Math.min(...pending.map(({ seq }) => seq));
  const handledSeq = Math.max(held.handledSeq, ...handled.filter((seq) => seq < firstOpen));
  const handledAhead = handled.filter((seq) => seq > handledSeq);
  const lastInboundAt = messages.reduce((at, { sentAt }) => latest(at, sentAt), held.lastInboundAt);
  return { handledSeq, handledAhead, pending, lastInboundAt };
}

/** The conversation as a row to be written; `change` is what this turn decided. */
export const turnRow = (held: Held, change: Partial<TurnRow>): TurnRow => ({
  business_id: held.businessId,
  conversation_id: held.id,
  turns: held.turns,
  waiting: held.waiting,
  state: held.state,
  handled_seq: held.handledSeq,
  handled_ahead: held.handledAhead.length > 0 ? `{${held.handledAhead.join(',')}}` : null,
  last_inbound_at: held.lastInboundAt,
  arrived: 0,
  hand_off: null,
  give_back: false,
  pair_busy_until: held.pairBusyUntil,
  turns_busy_until: held.turnsBusyUntil,
  catching_up_since: held.catchingUpSince,
  contact_id: held.contact.id,
  language: null,
  ...change,
});

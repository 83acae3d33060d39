import type { MessageRecord } from '../emulator/src/index.ts';
import { type Books, type Reply, readBooks, type Stored } from './books.ts';
import type { Line } from './ground/crowd.ts';
import type { Ground } from './ground/ground.ts';

/** One thing that must be true in the end, and what was found. */
export type Check = { invariant: string; holds: boolean; found: string };

export type Expectations = {
  /** Replies the provider refused for good, as the experiment made it do. */
  mayFail?: boolean;
  /** When the cause of the trouble was gone, by the provider's clock; null: when the last message was written. */
  causeGoneAt?: Date | null;
  /** How long the rest may take; the promise is 60 s. Null: not asked. */
  recoveredWithinMs?: number | null;
  /** False: the provider told no statuses, so nobody can know what the phones show. */
  statuses?: boolean;
};

const PROMISED_RECOVERY_MS = 60_000;

/** Compares both books. Everything is asked of the provider's ledger and of the qa_ views, nothing of the product. */
export async function checkAll(ground: Ground, expected: Expectations = {}): Promise<Check[]> {
  const books = await readBooks(ground);
  const { lines } = ground.crowd;
  return [
    storedOnce(books),
    answeredOnce(books, lines, expected),
    turnsInOrder(books),
    sendsInOrder(books),
    await statusesOnlyUp(ground),
    ...(expected.statuses === false ? [] : [statusesAgree(books)]),
    await nothingLeft(ground, expected),
    await stockAgrees(ground),
    await nothingProvoked(ground, expected),
    ...(expected.recoveredWithinMs === null ? [] : [recovered(books, lines, expected)]),
  ];
}

/** Every message a phone sent and whose webhook was answered with 200 is stored, once. */
export function storedOnce({ inbound, stored }: Books): Check {
  const times = countBy(stored, ({ provider_message_id }) => provider_message_id);
  const acknowledged = inbound.filter(({ webhook }) => webhook?.acknowledgedAt);
  const lost = acknowledged.filter(({ id }) => !times.has(id)).length;
  const doubled = [...times.values()].filter((count) => count > 1).length;
  const waiting = inbound.length - acknowledged.length;
  return {
    invariant: 'every acknowledged message is stored once',
    holds: lost + doubled + waiting === 0,
    found: `${acknowledged.length} acknowledged, ${lost} lost, ${doubled} doubled${waiting ? `, ${waiting} never acknowledged` : ''}`,
  };
}

/** Every message got the one reply that names it, and nobody got anything else. */
export function answeredOnce({ accepted, replies }: Books, lines: readonly Line[], { mayFail }: Expectations): Check {
  const heard = Map.groupBy(accepted, ({ phone }) => phone);
  const doubtful = new Set(
    replies.filter(({ doubts, sends }) => doubts > 0 && sends > 1).map(({ message_id }) => message_id),
  );
  let [missing, doubled, explained] = [0, 0, 0];
  let example = '';
  for (const [customer, written] of Map.groupBy(lines, (line) => line.customer)) {
    const got = heard.get(customer) ?? [];
    for (const [expects, wanted] of countBy(written, (line) => line.expects)) {
      const found = got.filter(({ text }) => text?.includes(expects));
      missing += Math.max(0, wanted - found.length);
      const more = Math.max(0, found.length - wanted);
      const excused = Math.min(more, found.filter((one) => wasUntold(one, found, doubtful)).length);
      explained += excused;
      doubled += more - excused;
      if (more > excused) example ||= describe(found, replies);
    }
  }
  const unasked = accepted.length - lines.length + missing - doubled - explained;
  const failed = mayFail ? replies.filter(({ status }) => status === 'failed' || status === 'expired').length : 0;
  const settled = replies.filter(({ doubts }) => doubts > 0).length;
  return {
    invariant: 'every message gets exactly one reply',
    holds: missing <= failed && doubled === 0 && unasked === 0,
    found:
      `${lines.length} written, ${missing} without, ${doubled} doubled` +
      (unasked ? `, ${unasked} unasked` : '') +
      (settled ? `; ${settled} were in doubt, ${doubtful.size} of them sent again` : '') +
      (explained ? `, ${explained} arrived twice (documented)` : '') +
      (failed ? `; ${failed} refused by the provider` : '') +
      (example ? `; doubled, for example: ${example}` : ''),
  };
}

/**
 * The documented exception: a reply in doubt is sent once more when no status told of it in time, as far as the provider
 * knows: it was told of none before it took the message again.
 */
function wasUntold(one: MessageRecord, found: readonly MessageRecord[], doubtful: ReadonlySet<string>): boolean {
  const { sent } = one;
  if (!sent?.opaque || !doubtful.has(sent.opaque)) return false;
  const again = found.find((other) => other.sent?.opaque === sent.opaque && other.at > one.at);
  return (
    again !== undefined && sent.statuses.every(({ acknowledgedAt }) => !acknowledgedAt || acknowledgedAt > again.at)
  );
}

/** Everything both books know about replies that say the same. */
function describe(found: MessageRecord[], replies: readonly Reply[]): string {
  return found
    .map(({ at, sent }) => {
      const reply = replies.find(({ message_id }) => message_id === sent?.opaque);
      const told = sent?.statuses.map(
        ({ status, acknowledgedAt }) => `${status} told ${acknowledgedAt?.slice(11, 23)}`,
      );
      return `${sent?.opaque?.slice(-6)} accepted ${at.slice(11, 23)}, answer ${sent?.answer}, ${told?.join(', ')} (${reply?.sends} sends, ${reply?.doubts} doubts)`;
    })
    .join(' and ');
}

/**
 * Of two messages of one conversation that were both there, the earlier one (by the provider's clock, then by
 * arrival) had its turn first. One that arrived after its successor was answered cannot be in order: counted.
 */
export function turnsInOrder({ stored, replies }: Books): Check {
  const replySeq = new Map(replies.flatMap(({ answers, seq }) => (answers === null ? [] : [[answers, seq] as const])));
  let [wrong, late] = [0, 0];
  for (const messages of Map.groupBy(stored, ({ conversation_id }) => conversation_id).values()) {
    const inOrder = messages
      .flatMap((message) => {
        const answered = replySeq.get(message.message_id);
        return answered === undefined ? [] : [{ ...message, answered }];
      })
      .sort(byProviderTime);
    for (const [n, later] of inOrder.entries()) {
      for (const earlier of inOrder.slice(0, n)) {
        if (earlier.answered <= later.answered) continue;
        if (earlier.seq < later.seq) wrong++;
        else late++;
      }
    }
  }
  return {
    invariant: 'turns of a conversation are taken in order',
    holds: wrong === 0,
    found: `${wrong} out of order${late ? `, ${late} pairs arrived in another order than they were written` : ''}`,
  };
}

const byProviderTime = (a: Stored, b: Stored): number => a.sent_at.getTime() - b.sent_at.getTime() || a.seq - b.seq;

/** What the provider accepted first for a customer was written first. A reply in doubt lets others pass: left out. */
export function sendsInOrder({ accepted, replies }: Books): Check {
  const byId = new Map(replies.map((reply) => [reply.message_id, reply]));
  const known = (record: MessageRecord): Reply | undefined => byId.get(record.sent?.opaque ?? '');
  let wrong = 0;
  for (const sent of Map.groupBy(accepted, ({ phone }) => phone).values()) {
    const seqs = sent.flatMap((record) => {
      const reply = known(record);
      return reply && reply.doubts === 0 ? [reply.seq] : [];
    });
    wrong += seqs.filter((seq, n) => n > 0 && seq < seqs[n - 1]!).length;
  }
  return { invariant: 'replies reach the provider in order', holds: wrong === 0, found: `${wrong} out of order` };
}

async function statusesOnlyUp({ statusWatch }: Ground): Promise<Check> {
  const wrong = await statusWatch.wrong();
  const found = wrong.map(({ change, count }) => `${count} × ${change}`).join(', ');
  return { invariant: 'statuses only move up', holds: wrong.length === 0, found: found || 'none moved down' };
}

/** What the phone shows is what the business believes. */
function statusesAgree({ accepted, replies }: Books): Check {
  const stages = new Map(accepted.map(({ id, stage }) => [id, stage]));
  const differ = replies.filter(({ provider_message_id, status }) => {
    const stage = provider_message_id === null ? undefined : stages.get(provider_message_id);
    return stage !== undefined && stage !== status;
  });
  const unknown = replies.filter(
    ({ provider_message_id }) => provider_message_id !== null && !stages.has(provider_message_id),
  );
  const [first] = differ;
  return {
    invariant: 'statuses agree with the phones',
    holds: differ.length + unknown.length === 0,
    found: first
      ? `${differ.length} differ (one is ${first.status} here, ${stages.get(first.provider_message_id!)} there)`
      : `${replies.length - differ.length} agree`,
  };
}

async function nothingLeft({ database }: Ground, { mayFail }: Expectations): Promise<Check> {
  const rows = await database.rows<{ what: string; count: number }>(
    `select 'conversations not let go' what, count(*)::int count from qa_work
     union all select 'messages ' || status, count(*)::int from qa_outbound
       where status in ('queued', 'sending', 'in_doubt'${mayFail ? '' : ", 'failed', 'expired'"}) group by status
     union all select 'messages parked', count(*)::int from qa_inbound where status = 'parked'
     union all select 'messages without a turn', count(*)::int from qa_inbound where not handled
     union all select case when stranded then 'stranded jobs ' else 'jobs given up ' end || task, count(*)::int
       from qa_job where stranded or given_up group by 1
     union all select 'dead letters', count(*)::int from qa_dead_letter
     union all select 'unreadable events', count(*)::int from qa_unreadable`,
  );
  const left = rows.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${what}`);
  return { invariant: 'nothing is left over', holds: left.length === 0, found: left.join(', ') || 'nothing' };
}

async function stockAgrees({ database }: Ground): Promise<Check> {
  const [row] = await database.rows<{ orders: number; wrong_orders: number; wrong_stock: number }>(
    `select (select count(*)::int from qa_order where caused_by is not null) orders,
       (select count(*)::int from qa_order where caused_by is not null
          and (amount <> amount_of_lines or (state <> 'cancelled' and quantity <> quantity_off_the_shelf))) wrong_orders,
       (select count(*)::int from qa_stock where on_hand <> sum_of_moves or on_hand < 0) wrong_stock`,
  );
  const { orders, wrong_orders, wrong_stock } = row!;
  return {
    invariant: 'orders and stock agree',
    holds: wrong_orders + wrong_stock === 0,
    found: `${orders} orders, ${wrong_orders} wrong; ${wrong_stock} shelves wrong`,
  };
}

/** Rules of the platform that a sender must never run into by its own doing. */
const PROVOKED = ['131047', '131056', '130429'];

async function nothingProvoked({ database }: Ground, { mayFail }: Expectations): Promise<Check> {
  const rows = await database.rows<{ failure: string; count: number }>(
    'select failure, count(*)::int count from qa_attempt where failure = any ($1) group by 1',
    [PROVOKED],
  );
  const found = rows.map(({ failure, count }) => `${count} × ${failure}`).join(', ');
  return {
    invariant: 'no limit of the platform was provoked',
    holds: rows.length === 0 || mayFail === true,
    found: found || 'none',
  };
}

/** From the end of the trouble until the last message had its reply; those in doubt wait two minutes for a status first. */
function recovered({ inbound, accepted, replies }: Books, lines: readonly Line[], expected: Expectations): Check {
  const limit = expected.recoveredWithinMs ?? PROMISED_RECOVERY_MS;
  const doubted = new Set(replies.filter(({ doubts }) => doubts > 0).map(({ message_id }) => message_id));
  const clear = accepted.filter(({ sent }) => !doubted.has(sent?.opaque ?? ''));
  const last = Math.max(0, ...clear.map(({ at }) => Date.parse(at)));
  const gone = expected.causeGoneAt?.getTime() ?? Math.max(0, ...inbound.map(({ at }) => Date.parse(at)));
  const ms = Math.max(0, last - gone);
  return {
    invariant: `everybody is answered within ${limit / 1_000} s after the trouble`,
    holds: lines.length === 0 || ms <= limit,
    found: `${(ms / 1_000).toFixed(1)} s`,
  };
}

function countBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

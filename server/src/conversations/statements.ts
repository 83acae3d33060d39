import type pg from 'pg';
import { isConflict, isDatabaseDown } from '../platform/database.ts';
import { gather } from '../platform/gather.ts';
import { newId } from '../platform/id.ts';
import type { InboundContent, MessageStatus, OutboundContent } from './api.ts';
import type { Lane } from './lanes.ts';
import type { Failure, MessageContext } from './schema.ts';

/** One inbound message, ready to be stored. */
export type InboundRow = {
  business_id: string;
  channel_id: string;
  phone: string | null; // canonical, see contacts/phone-variants.ts
  wa_id: string | null;
  bsuid: string | null;
  username: string | null;
  name: string;
  provider_message_id: string;
  quotes: string | null;
  sent_at: Date;
  content: InboundContent;
  context: MessageContext | null;
};

export type StatusRow = {
  business_id: string;
  channel_id: string;
  message_id: string | null;
  provider_message_id: string;
  status: string;
  failure: Failure | null;
  at: Date;
};

/** One webhook: what it brought and what it looked like. Stored whole or not at all. */
export type ReceivedWebhook = {
  messages: InboundRow[];
  statuses: StatusRow[];
  raw: { business_id: string; id: string; source: string; payload: string }[];
};

/**
 * Something to do in a conversation this node holds; `id` is null when there is only the conversation itself. As JSON,
 * which Postgres and Node both write and read faster than rows: moments are ISO 8601.
 */
export type WorkRow = {
  business_id: string;
  conversation_id: string;
  arrivals: number;
  takeovers: number;
  channel_id: string;
  contact_id: string;
  contact_name: string;
  contact_language: string | null;
  contact_phone: string | null;
  wa_id: string | null;
  bsuid: string | null;
  state: unknown;
  turns: number;
  handled_seq: number;
  handled_ahead: number[] | null;
  waiting_since: string | null;
  last_inbound_at: string | null;
  pair_busy_until: string | null;
  turns_busy_until: string | null;
  catching_up_since: string | null;
} & (
  | { id: null }
  | {
      id: string;
      seq: number;
      direction: 'inbound' | 'outbound';
      status: MessageStatus;
      author: string;
      lane: Lane;
      content: InboundContent | OutboundContent;
      provider_message_id: string | null;
      quotes: string | null;
      context: MessageContext | null;
      sent_at: string;
      due_at: string | null;
      attempts: number;
    }
);

/** What came for a conversation this node held already, with the count of arrivals that makes it. */
export type News = Ref & { arrivals: number; messages: { id: string; seq: number; row: InboundRow }[] };

export type TurnRow = {
  business_id: string;
  conversation_id: string;
  turns: number; // before this one
  waiting: boolean; // for a person, before this one
  state: unknown;
  handled_seq: number;
  handled_ahead: string | null; // an array literal of Postgres
  last_inbound_at: Date | null;
  arrived: number;
  hand_off: string | null;
  give_back: boolean;
  pair_busy_until: Date | null;
  turns_busy_until: Date | null;
  catching_up_since: Date | null;
  contact_id: string;
  language: string | null;
};

export type ReplyRow = {
  business_id: string;
  id: string;
  conversation_id: string;
  channel_id: string;
  author: 'bot' | 'system';
  status: 'sending' | 'queued' | 'expired' | 'failed';
  content: OutboundContent;
  answers: string | null;
  trace: unknown;
  due_at: Date | null;
  attempts: number;
  failure: Failure | null;
};

export type ClaimRow = {
  business_id: string;
  id: string;
  conversation_id: string;
  pair_busy_until: Date | null;
};

export type SettleRow = {
  business_id: string;
  id: string;
  status: MessageStatus;
  provider_message_id: string | null;
  failure: Failure | null;
  due_at: Date | null;
  attempts: number;
  outcome: string;
};

/** Let a conversation go: for good, or until `wake_at`. Only if nothing arrived beyond `arrivals`. */
export type ReleaseRow = { business_id: string; conversation_id: string; arrivals: number; wake_at: Date | null };

export type Ref = { business_id: string; conversation_id: string };

/** SQLSTATEs of our own: another node declared this one dead; a turn began from what is no longer so. */
export const DECLARED_DEAD = 'PL001';
export const WENT_ON = 'PL002';

const COMMIT_TURNS = 'select commit_turns($1, $2, $3, $4)';

/**
 * The statements of the message path, each for all who wait for it at that moment (server/migrations, message_path).
 *
 * @param me token of this node; null when it only receives and leaves the work to others.
 * @param now time of what is written; leases use the database's own clock.
 * @param work told what receiving found to do: in conversations just taken, and in those held before.
 */
export function messageStatements(
  pool: pg.Pool,
  me: string | null,
  now: () => Date,
  work: { arrived(rows: WorkRow[]): void; noticed(news: News[]): void },
) {
  const whenItFails = { splits: (error: unknown) => !isDatabaseDown(error), repeats: isConflict };
  const run = async <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> => {
    const { rows } = await pool.query<Row>({ name, text, values });
    return rows;
  };

  const receive = gather<ReceivedWebhook, void>(async (webhooks) => {
    const messages = webhooks.flatMap((webhook) => webhook.messages);
    const statuses = webhooks.flatMap((webhook) => webhook.statuses);
    const raw = webhooks.flatMap((webhook) => webhook.raw);
    const ids = messages.map(newId);
    const [answer] = await run<{ found: Found | null }>('receive', 'select receive($1, $2, $3, $4, $5, $6) found', [
      me,
      jsonOrNull(messages),
      ids,
      jsonOrNull(statuses),
      JSON.stringify(raw),
      now(),
    ]);
    const found = answer?.found;
    if (found) {
      // The acknowledgements leave first.
      setImmediate(() => {
        if (found.taken) work.arrived(found.taken);
        if (found.held) work.noticed(newsOf(found.held, found.stored, messages, ids));
      });
    }
    return [];
  }, whenItFails);

  const commitTurn = gather<{ turn: TurnRow; replies: ReplyRow[] }, void>(async (turns) => {
    await run('commit_turns', COMMIT_TURNS, [
      me,
      JSON.stringify(turns.map(({ turn }) => turn)),
      JSON.stringify(turns.flatMap(({ replies }) => replies)),
      now(),
    ]);
    return [];
  }, whenItFails);

  const claim = gather<ClaimRow, boolean>(async (claims) => {
    const rows = await run<{ id: string }>('claim_sends', 'select * from claim_sends($1, $2)', [
      me,
      JSON.stringify(claims),
    ]);
    const claimed = new Set(rows.map(({ id }) => id));
    return claims.map(({ id }) => claimed.has(id));
  }, whenItFails);

  const settle = gather<Settlement, boolean>(
    async (rows) => {
      const released = await run<{ conversation_id: string }>('settle', 'select * from settle($1, $2, $3, $4)', [
        me,
        JSON.stringify(rows.flatMap((row) => ('send' in row ? row.send : []))),
        JSON.stringify(rows.flatMap((row) => ('release' in row ? row.release : []))),
        now(),
      ]);
      const gone = new Set(released.map(({ conversation_id }) => conversation_id));
      return rows.map((row) => 'release' in row && gone.has(row.release.conversation_id));
    },
    { ...whenItFails, everyMs: SETTLE_EVERY_MS },
  );

  const loadOne = gather<Ref, WorkRow[]>(async (refs) => {
    const rows = await load(refs);
    const byConversation = Map.groupBy(rows, ({ conversation_id }) => conversation_id);
    return refs.map(({ conversation_id }) => byConversation.get(conversation_id) ?? []);
  }, whenItFails);

  /** What is to be done in these conversations, as far as this node holds them. */
  const load = async (refs: Ref[]): Promise<WorkRow[]> => {
    const [answer] = await run<{ found: WorkRow[] | null }>(
      'load_work',
      'select load_work($1, $2::uuid[], $3::uuid[]) found',
      [me, refs.map(({ business_id }) => business_id), refs.map(({ conversation_id }) => conversation_id)],
    );
    return answer?.found ?? [];
  };

  return {
    receive,
    commitTurn,
    claim,
    settle,
    loadOne,
    load,
    /** Work of dead nodes becomes ours; what they were sending is in doubt until `doubtUntil`. `whole`: look through everything. */
    takeOver: (doubtUntil: Date, whole: boolean) =>
      run<Ref>('take_over', 'select * from take_over($1, $2, $3)', [me, doubtUntil, whole]),
    /** Conversations whose time has come; at most `most`, the longest waiting first. */
    wakeDue: (most: number) => run<Ref>('wake_due', 'select * from wake_due($1, $2, $3)', [me, now(), most]),
    /** All conversations this node holds. Reads every work row: for after an answer of the database was lost. */
    mine: () => run<Ref>('mine', 'select business_id, conversation_id from work where node = $1', [me]),
    settleParkedStatuses: () => run('settle_parked', 'select settle_parked_statuses($1)', [now()]),
  };
}
export type Statements = ReturnType<typeof messageStatements>;

/** A tenth of the time in which a person notices nothing; many settlements then share a commit, and nobody waits for one. */
const SETTLE_EVERY_MS = 10;

type Settlement = { send: SettleRow } | { release: ReleaseRow };

/** What `receive` returns (server/migrations, conversations_kept): columns of equal length. */
type Found = {
  taken: WorkRow[] | null;
  held: { businesses: string[]; conversations: string[]; arrivals: number[] } | null;
  stored: { ids: string[] | null; seqs: number[] | null; conversations: string[] | null } | null;
};

function newsOf(
  held: NonNullable<Found['held']>,
  stored: Found['stored'],
  messages: InboundRow[],
  ids: string[],
): News[] {
  const rows = new Map(messages.map((row, i) => [ids[i], row]));
  const news = new Map<string, News>();
  held.conversations.forEach((id, i) => {
    news.set(id, {
      business_id: held.businesses[i]!,
      conversation_id: id,
      arrivals: held.arrivals[i]!,
      messages: [],
    });
  });
  stored?.ids?.forEach((id, i) => {
    const row = rows.get(id);
    if (row) news.get(stored.conversations![i]!)?.messages.push({ id, seq: stored.seqs![i]!, row });
  });
  return [...news.values()];
}

const jsonOrNull = (rows: unknown[]): string | null => (rows.length > 0 ? JSON.stringify(rows) : null);

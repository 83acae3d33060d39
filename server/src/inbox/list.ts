import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CONVERSATION_STATUSES } from '../conversations/api.ts';
import { findConversations, findUndelivered } from '../conversations/index.ts';
import type { Ctx, Db } from '../platform/context.ts';
import { decodeCursor, type Page, PageQuery, pageOf } from '../platform/page.ts';
import { HOUR, later } from '../platform/time.ts';
import { activeAt, type ConversationRow, type Here, readRows } from './rows.ts';

export const TABS = ['all', 'mine', 'unassigned', 'bot'] as const;
export type Tab = (typeof TABS)[number];

const CLOSING_SOON_MS = 4 * HOUR;
const WINDOW_MS = 24 * HOUR;

export const ConversationQuery = PageQuery.extend({
  tab: z.enum(TABS).default('all').describe('Whose: mine, nobody’s yet, the bot’s, or all.'),
  status: z.enum([...CONVERSATION_STATUSES, 'any']).default('open'),
  window: z.enum(['open', 'closing', 'closed']).optional().describe('The service window; closing: within four hours.'),
  label: z.string().max(50).optional(),
  assignee: z.uuid().optional().describe('Of one person of the team.'),
  contactId: z.uuid().optional(),
  channelId: z.uuid().optional(),
  unread: z.enum(['true']).optional().describe('Only those with messages nobody has read.'),
  mentions: z.enum(['me']).optional().describe('Only those in which a note names you.'),
  undelivered: z
    .enum(['true'])
    .optional()
    .describe('Only those whose last message to the customer did not get through; of the newest 1,000 failures.'),
  search: z.string().max(200).optional().describe('A name, a number or a part of it, or words of a message.'),
  sort: z.enum(['newest', 'waiting']).default('newest').describe('waiting: who has waited longest for a person first.'),
});
export type ConversationQuery = z.infer<typeof ConversationQuery>;

const Key = z.tuple([z.number().int(), z.uuid()]);

/** Conversations of a business, newest first; `me` is the person who asks. */
export async function listConversations(
  ctx: Ctx,
  businessId: string,
  me: string | null,
  query: ConversationQuery,
  here: Here,
): Promise<Page<ConversationRow>> {
  if (me === null && (query.tab === 'mine' || query.mentions)) return { items: [], nextCursor: null };
  const found = await foundBy(ctx.db, businessId, query);
  if (found?.length === 0) return { items: [], nextCursor: null };

  const waiting = query.sort === 'waiting';
  const by = waiting ? sql`v.waiting_since` : activeAt;
  const wanted = sql`
    select v.id, (extract(epoch from ${by}) * 1000000)::bigint::text as key from ${found === null ? sql`conversations v` : named(businessId, found)}
    where v.business_id = ${businessId} and ${sql.join(conditions(ctx.now(), query, me), sql` and `)}
      and ${query.cursor ? after(decodeCursor(query.cursor, Key), waiting) : sql`true`}
    order by ${waiting ? sql`v.waiting_since, v.id` : sql`v.active_slot desc, ${by} desc, v.id desc`}
    limit ${query.limit + 1}`;
  const rows = (await readRows<string>(ctx.db, businessId, wanted, here)).map(({ row, key }) => ({
    ...row,
    key: Number(key),
  }));
  rows.sort((a, b) => (waiting ? a.key - b.key || compare(a.id, b.id) : b.key - a.key || compare(b.id, a.id)));
  return pageOf(rows, query.limit, ({ key, id }) => [key, id]);
}

/** What a search or the undelivered lead to; null when nothing of the kind is asked. */
async function foundBy(
  db: Db,
  businessId: string,
  { search, undelivered }: ConversationQuery,
): Promise<string[] | null> {
  const [said, lost] = await Promise.all([
    search ? findConversations(db, businessId, search) : null,
    undelivered ? findUndelivered(db, businessId) : null,
  ]);
  if (said === null || lost === null) return said ?? lost;
  const among = new Set(lost);
  return said.filter((id) => among.has(id));
}

/** A search leads to some hundreds at most: each is looked up, whatever the planner thinks of lists. */
const named = (businessId: string, ids: string[]): SQL =>
  sql`unnest(${sql.param(ids)}::uuid[]) found(id) cross join lateral
    (select * from conversations v where v.business_id = ${businessId} and v.id = found.id limit 1) v`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The slot leads: it is what the index knows, and what was active in an earlier slot was active earlier. */
function after([micros, id]: z.infer<typeof Key>, waiting: boolean): SQL {
  const at = sql`timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`;
  if (waiting) return sql`(v.waiting_since, v.id) > (${at}, ${id}::uuid)`;
  return sql`v.active_slot <= date_bin('5 minutes', ${at}, timestamptz 'epoch') and (${activeAt}, v.id) < (${at}, ${id}::uuid)`;
}

function conditions(now: Date, query: ConversationQuery, me: string | null): SQL[] {
  const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;
  const opened = moment(later(now, -WINDOW_MS));
  const closing = moment(later(now, CLOSING_SOON_MS - WINDOW_MS));
  const all: (SQL | false | undefined)[] = [
    // A merge closes one of two; it stays with its contact.
    query.contactId === undefined && sql`v.closed_at is null`,
    query.status !== 'any' && sql`v.status = ${query.status}`,
    query.tab === 'mine' && sql`v.assignee_id = ${me}::uuid`,
    query.tab === 'unassigned' && sql`v.waiting_since is not null and v.assignee_id is null`,
    query.tab === 'bot' && sql`v.waiting_since is null`,
    query.sort === 'waiting' && sql`v.waiting_since is not null`,
    // A window that is open belongs to a conversation that was active within it.
    query.window === 'open' && sql`v.active_slot > ${opened} - interval '5 minutes' and v.last_inbound_at > ${opened}`,
    query.window === 'closing' &&
      sql`v.active_slot > ${opened} - interval '5 minutes' and v.last_inbound_at > ${opened} and v.last_inbound_at <= ${closing}`,
    query.window === 'closed' && sql`(v.last_inbound_at is null or v.last_inbound_at <= ${opened})`,
    query.label !== undefined &&
      sql`exists (select from conversation_labels l where l.business_id = v.business_id and l.conversation_id = v.id
        and l.label = ${query.label.toLowerCase()})`,
    query.assignee !== undefined && sql`v.assignee_id = ${query.assignee}::uuid`,
    query.contactId !== undefined && sql`v.contact_id = ${query.contactId}::uuid`,
    query.channelId !== undefined && sql`v.channel_id = ${query.channelId}::uuid`,
    query.unread !== undefined && sql`v.unread > 0`,
    query.mentions !== undefined &&
      sql`exists (select from conversation_entries e where e.business_id = v.business_id and e.conversation_id = v.id
        and ${me}::uuid = any (e.mentions))`,
  ];
  return [sql`true`, ...all.filter((one) => one !== false && one !== undefined)];
}

const MOST_COUNTED = 1_000;

export const Counts = z.object({
  mine: z.number(),
  unassigned: z.number(),
  all: z.number(),
  bot: z.number(),
  unread: z.number().describe('Of mine and unassigned together.'),
});

/** How many open conversations each tab has; 1,000 means that many or more. */
export async function countConversations(
  db: Db,
  businessId: string,
  me: string | null,
): Promise<z.infer<typeof Counts>> {
  const open = sql`v.business_id = ${businessId} and v.status = 'open'`;
  const counted = (more: SQL) =>
    sql`(select count(*)::int from (select from conversations v where ${open} and ${more} limit ${MOST_COUNTED}) c)`;
  const mine = sql`v.assignee_id = ${me}::uuid`;
  const unassigned = sql`v.waiting_since is not null and v.assignee_id is null`;
  const { rows } = await db.execute<z.infer<typeof Counts>>(sql`select
    ${counted(mine)} mine, ${counted(unassigned)} unassigned, ${counted(sql`true`)} "all",
    ${counted(sql`v.waiting_since is null`)} bot,
    ${counted(sql`v.waiting_since is not null and v.unread > 0 and (v.assignee_id is null or v.assignee_id = ${me}::uuid)`)} unread`);
  return Counts.parse(rows[0]);
}

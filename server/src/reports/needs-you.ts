import { type SQL, sql } from 'drizzle-orm';
import type { Ctx, Db } from '../platform/context.ts';
import { DAY, HOUR, later } from '../platform/time.ts';
import type { Need, NeedView } from './api.ts';

const MOST_COUNTED = 1_000;
const SHOWN = 5;
const WINDOW_MS = DAY;
const CLOSING_SOON_MS = 4 * HOUR;

type Row = { id: string; title: string; hint: string | null; at: Date | null; count: number };

/**
 * What waits for somebody of the team, most urgent kind first, each with its most urgent items.
 *
 * @param may whether whoever asks may read what a kind is about; other kinds are left out.
 */
export async function needsYou(
  ctx: Ctx,
  businessId: string,
  may: (
    permission: 'conversations:read' | 'orders:read' | 'products:read' | 'production:read' | 'channels:read',
  ) => boolean,
): Promise<NeedView[]> {
  const now = ctx.now();
  const asked: [Need, boolean, SQL][] = [
    ['channel', may('channels:read'), channels(businessId)],
    ['hand-off', may('conversations:read'), handOffs(businessId)],
    ['window-closing', may('conversations:read'), closingWindows(businessId, now)],
    ['failed-message', may('conversations:read'), failedMessages(businessId, now)],
    ['unconfirmed-order', may('orders:read'), unconfirmedOrders(businessId)],
    ['open-ticket', may('production:read'), openTickets(businessId)],
    ['low-stock', may('products:read'), lowStock(businessId)],
  ];
  const needs = await Promise.all(
    asked.filter(([, isAllowed]) => isAllowed).map(([kind, , rows]) => read(ctx.db, businessId, kind, rows)),
  );
  return needs.filter(({ count }) => count > 0);
}

/** @param rows `id, title, contact_id, hint, at`, most urgent first; without a title the contact's name is it. */
async function read(db: Db, businessId: string, kind: Need, rows: SQL): Promise<NeedView> {
  const { rows: found } = await db.execute<Row>(sql`
    with found as materialized (${rows} limit ${MOST_COUNTED}),
    first as materialized (select * from found limit ${SHOWN})
    select id, coalesce(title, ${nameOf(businessId)}, '') title, hint, at, (select count(*)::int from found) count from first`);
  return {
    kind,
    count: found[0]?.count ?? 0,
    first: found.map(({ id, title, hint, at }) => ({ id, title, hint, at: at && new Date(at) })),
  };
}

/** Only of those that are shown: most are only counted. */
const nameOf = (businessId: string): SQL => sql`(
  select coalesce(nullif(c.name, ''), (select i.value from contact_identities i
    where i.business_id = c.business_id and i.contact_id = c.id and i.kind = 'phone' limit 1))
  from contacts c where c.business_id = ${businessId} and c.id = first.contact_id)`;

const handOffs = (businessId: string): SQL => sql`
  select v.id::text id, null::text title, v.contact_id, v.waiting_reason hint, v.waiting_since as at from conversations v
  where v.business_id = ${businessId} and v.status = 'open' and v.waiting_since is not null
  order by v.waiting_since`;

/** Somebody waits for a person, and soon only a template can be sent to them. */
function closingWindows(businessId: string, now: Date): SQL {
  const opened = sql`${later(now, -WINDOW_MS).toISOString()}::timestamptz`;
  const closing = sql`${later(now, CLOSING_SOON_MS - WINDOW_MS).toISOString()}::timestamptz`;
  return sql`
    select v.id::text id, null::text title, v.contact_id, v.waiting_reason hint, v.last_inbound_at + interval '24 hours' as at
    from conversations v
    where v.business_id = ${businessId} and v.status = 'open' and v.waiting_since is not null
      and v.last_inbound_at > ${opened} and v.last_inbound_at <= ${closing}
    order by v.last_inbound_at`;
}

/** Of the last day. A message's id begins with the time it was made, so only these rows are read. */
function failedMessages(businessId: string, now: Date): SQL {
  const since = later(now, -DAY);
  const smallestId = `${since
    .getTime()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-0000-0000-000000000000`;
  return sql`
    select v.id::text id, null::text title, v.contact_id, m.failure ->> 'title' hint, m.created_at as at from (
      select distinct on (conversation_id) business_id, conversation_id, failure, created_at from messages
      where business_id = ${businessId} and id >= ${smallestId}::uuid and created_at >= ${since.toISOString()}::timestamptz
        and direction = 'outbound' and status in ('failed', 'in_doubt', 'expired')
      order by conversation_id, id desc) m
    join conversations v on v.business_id = m.business_id and v.id = m.conversation_id
    order by m.created_at desc`;
}

const unconfirmedOrders = (businessId: string): SQL => sql`
  select o.number::text id, null::text title, o.contact_id, null::text hint, o.created_at as at from orders o
  where o.business_id = ${businessId} and o.state = 'pending'
  order by o.number`;

const openTickets = (businessId: string): SQL => sql`
  select t.kind || '/' || t.number id, null::text title, t.contact_id, t.kind hint, t.created_at as at from tickets t
  where t.business_id = ${businessId} and t.state = 'received'
  order by t.created_at`;

/** One line a product, with its emptiest variant. */
const lowStock = (businessId: string): SQL => sql`
  select p.id::text id, p.name title, null::uuid contact_id, min(v.on_hand)::text hint, null::timestamptz as at from products p
  join variants v on v.business_id = p.business_id and v.product_id = p.id
  where p.business_id = ${businessId} and p.archived_at is null and v.on_hand <= p.low_stock_at
  group by p.business_id, p.id, p.name
  order by min(v.on_hand), p.name`;

const channels = (businessId: string): SQL => sql`
  select h.id::text id, h.name title, null::uuid contact_id, h.status_reason hint, h.status_at as at from channels h
  where h.business_id = ${businessId} and h.status <> 'active'
  order by h.status_at`;

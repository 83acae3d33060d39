import { type SQL, sql } from 'drizzle-orm';
import type { Ctx, Db } from '../platform/context.ts';
import { addDays, clockAt, type Day, dayAt } from '../platform/local-time.ts';
import type { Business } from '../platform/schema.ts';
import type { TodayView } from './api.ts';

const MOST_COUNTED = 1_000;
const WEEK = 7;

/**
 * What happened today, beside the same weekday a week ago up to the same time of day.
 *
 * Reads only rows of these two days: messages by their ids, which begin with the time they were made.
 */
export async function today(ctx: Ctx, { id, timeZone, currency }: Business): Promise<TodayView> {
  const now = ctx.now();
  const day = dayAt(now, timeZone);
  const before = addDays(day, -WEEK);
  const [hour = '0', minute = '0'] = clockAt(now, timeZone).split(':');
  const days = { id, timeZone, day, before, clock: `${hour}:${minute}` };
  const [waiting, todayMs, beforeMs, messages, orders] = await Promise.all([
    countWaiting(ctx.db, id),
    firstReplyMs(ctx.db, days, day),
    firstReplyMs(ctx.db, days, before),
    countMessages(ctx.db, days),
    countOrders(ctx.db, days),
  ]);
  return {
    day,
    before,
    hour: Number(hour),
    timeZone,
    waiting,
    firstReply: { todayMs, beforeMs },
    messages: messages.count,
    orders: orders.count,
    revenue: { ...orders.revenue, currency },
    byHour: { messages: messages.byHour, orders: orders.byHour },
  };
}

type TwoDays = { id: string; timeZone: string; day: Day; before: Day; clock: string };

async function countWaiting(db: Db, businessId: string): Promise<TodayView['waiting']> {
  const { rows } = await db.execute<{ count: number; unassigned: number; since: Date | null }>(sql`
    select count(*)::int count, (count(*) filter (where assignee_id is null))::int unassigned, min(waiting_since) since
    from (select assignee_id, waiting_since from conversations
      where business_id = ${businessId} and status = 'open' and waiting_since is not null limit ${MOST_COUNTED}) w`);
  const { count = 0, unassigned = 0, since = null } = rows[0] ?? {};
  return { count, unassigned, since: since && new Date(since) };
}

/** Midnight of a day on the wall of the business. */
const midnight = ({ timeZone }: TwoDays, day: Day): SQL => sql`(${day}::timestamp at time zone ${timeZone})`;
/** The end of a day. Of the day a week ago everything counts into its curve, and up to this time into its number. */
const nextMidnight = (days: TwoDays, day: Day): SQL => midnight(days, addDays(day, 1));
/** The smallest UUIDv7 that can have been made at a moment. */
const smallestId = (at: SQL): SQL =>
  sql`(lpad(to_hex(floor(extract(epoch from ${at}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;

/** Rows of both days, each with its day, its hour, and whether it counts into the day's number so far. */
const placed = (days: TwoDays, at: SQL): SQL => sql`
  ${at} at time zone ${days.timeZone} >= ${days.day}::timestamp as is_today,
  extract(hour from ${at} at time zone ${days.timeZone})::int as hour,
  to_char(${at} at time zone ${days.timeZone}, 'HH24:MI') <= ${days.clock} as counts`;

type HourRow = { is_today: boolean; hour: number; count: number; counted: number; amount: string };

async function countMessages(db: Db, days: TwoDays) {
  const within = (day: Day) => sql`(
    id >= ${smallestId(midnight(days, day))} and created_at >= ${midnight(days, day)} and created_at < ${nextMidnight(days, day)}
    ${day === days.day ? sql`` : sql`and id < ${smallestId(sql`${nextMidnight(days, day)} + interval '1 hour'`)}`})`;
  const { rows } = await db.execute<HourRow>(sql`
    select is_today, hour, count(*)::int count, (count(*) filter (where counts))::int counted
    from (
      select ${placed(days, sql`created_at`)} from messages
      where business_id = ${days.id} and direction = 'inbound' and ${within(days.before)}
      union all
      select ${placed(days, sql`created_at`)} from messages
      where business_id = ${days.id} and direction = 'inbound' and ${within(days.day)}
    ) m group by is_today, hour`);
  return { count: totals(rows, 'counted'), byHour: curves(rows) };
}

async function countOrders(db: Db, days: TwoDays) {
  const within = (day: Day) => sql`(created_at >= ${midnight(days, day)} and created_at < ${nextMidnight(days, day)})`;
  const { rows } = await db.execute<HourRow>(sql`
    select is_today, hour, count(*)::int count, (count(*) filter (where counts))::int counted,
      coalesce(sum(amount) filter (where counts and state <> 'cancelled'), 0)::text amount
    from (
      select state, amount, ${placed(days, sql`created_at`)} from orders
      where business_id = ${days.id} and (${within(days.before)} or ${within(days.day)})
    ) o group by is_today, hour`);
  return { count: totals(rows, 'counted'), revenue: totals(rows, 'amount'), byHour: curves(rows) };
}

/** Median time from the hand-offs of a day to the first answer of a person. */
async function firstReplyMs(db: Db, days: TwoDays, day: Day): Promise<number | null> {
  const { rows } = await db.execute<{ ms: number | null }>(sql`
    select percentile_cont(0.5) within group (order by extract(epoch from r.created_at - h.at) * 1000)::float ms
    from (select business_id, conversation_id, at from hand_offs
      where business_id = ${days.id} and id >= ${smallestId(midnight(days, day))}
        and at >= ${midnight(days, day)} and at < ${nextMidnight(days, day)}
      order by id limit ${MOST_COUNTED}) h
    cross join lateral (select m.created_at from messages m
      where m.business_id = h.business_id and m.conversation_id = h.conversation_id
        and m.author = 'person' and m.created_at >= h.at
      order by m.seq limit 1) r`);
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : Math.round(ms);
}

function totals(rows: HourRow[], of: 'counted' | 'amount') {
  const sum = (isToday: boolean) =>
    rows.filter((row) => row.is_today === isToday).reduce((total, row) => total + Number(row[of]), 0);
  return { today: sum(true), before: sum(false) };
}

function curves(rows: HourRow[]) {
  const curve = (isToday: boolean) => {
    const hours = new Array<number>(24).fill(0);
    for (const { is_today, hour, count } of rows) if (is_today === isToday) hours[hour] = count;
    return hours;
  };
  return { today: curve(true), before: curve(false) };
}

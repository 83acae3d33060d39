import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../platform/context.ts';
import { addDays, type Day, type Days, eachDay } from '../platform/local-time.ts';
import { inboundBySlot, smallestId } from './message-counts.ts';

const MOST_ANSWERED = 1_000; // hand-offs whose first answer is looked up for a median

/** From one moment to another where a business is: what is counted. */
export type Span = { businessId: string; timeZone: string; from: SQL; to: SQL };

/** Midnight of a day on the wall of the business; with a clock "14:05", that time of it. */
const on = (timeZone: string, day: Day, clock = '00:00'): SQL =>
  sql`((${day}::date + ${clock}::time) at time zone ${timeZone})`;

/** Whole days, the last included. */
export const spanOfDays = (businessId: string, timeZone: string, from: Day, to: Day = from): Span => ({
  businessId,
  timeZone,
  from: on(timeZone, from),
  to: on(timeZone, addDays(to, 1)),
});

/** A day up to a time of it. */
export const spanUpTo = (businessId: string, timeZone: string, day: Day, clock: string): Span => ({
  businessId,
  timeZone,
  from: on(timeZone, day),
  to: on(timeZone, day, clock),
});

/** A row of a curve: an hour of the day, or a day. */
type Point<Key> = { key: Key; messages: number; orders: number; revenue: number };

/** @param part what makes a point, of a moment: a whole number. */
async function curve(db: Db, { businessId, from, to }: Span, part: (at: SQL) => SQL): Promise<Point<number>[]> {
  const { rows } = await db.execute<{ key: number; messages: string; orders: string; revenue: string }>(sql`
    select key, sum(messages)::bigint messages, sum(orders)::bigint orders, sum(revenue)::bigint revenue from (
      select ${part(sql`slot`)} as key, inbound messages, 0 orders, 0 revenue
      from ${inboundBySlot(businessId, from, to)} m
      union all
      select ${part(sql`created_at`)}, 0, 1, case when state = 'cancelled' then 0 else amount end
      from orders where business_id = ${businessId} and created_at >= ${from} and created_at < ${to}
    ) counted group by key order by key`);
  return rows.map(({ key, messages, orders, revenue }) => ({
    key,
    messages: Number(messages),
    orders: Number(orders),
    revenue: Number(revenue),
  }));
}

export const byHour = (db: Db, span: Span): Promise<Point<number>[]> =>
  curve(db, span, (at) => sql`extract(hour from ${at} at time zone ${span.timeZone})::int`);

/** Looks each moment up among the midnights: a year has 35,000 quarters, and a time zone for each of them is slow. */
export async function byDay(db: Db, span: Span, days: Days): Promise<Point<Day>[]> {
  const midnights = sql`(select array_agg(day::timestamp at time zone ${span.timeZone} order by day)
    from generate_series(${days.from}::date, ${days.to}::date, interval '1 day') as day)`;
  const points = await curve(db, span, (at) => sql`width_bucket(${at}, ${midnights})`);
  const names = eachDay(days);
  return points.map(({ key, ...point }) => ({ ...point, key: names[key - 1] ?? days.from }));
}

/** What the points of a curve add up to. */
export function totalOf(points: readonly Omit<Point<unknown>, 'key'>[]) {
  const sum = (of: 'messages' | 'orders' | 'revenue') => points.reduce((total, point) => total + point[of], 0);
  return { messages: sum('messages'), orders: sum('orders'), revenue: sum('revenue') };
}

/** Median time from the hand-offs of a time (the latest thousand of them) to the first answer of a person. */
export async function firstReplyMs(db: Db, { businessId, from, to }: Span): Promise<number | null> {
  const { rows } = await db.execute<{ ms: number | null }>(sql`
    select percentile_cont(0.5) within group (order by extract(epoch from r.created_at - h.at) * 1000)::float ms
    from (select business_id, conversation_id, at from hand_offs
      where business_id = ${businessId} and id >= ${smallestId(from)} and id < ${smallestId(sql`${to} + interval '1 hour'`)}
        and at >= ${from} and at < ${to}
      order by id desc limit ${MOST_ANSWERED}) h
    cross join lateral (select m.created_at from messages m
      where m.business_id = h.business_id and m.conversation_id = h.conversation_id
        and m.author = 'person' and m.created_at >= h.at
      order by m.seq limit 1) r`);
  const ms = rows[0]?.ms ?? null;
  return ms === null ? null : Math.round(ms);
}

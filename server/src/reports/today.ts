import { sql } from 'drizzle-orm';
import type { Ctx, Db } from '../platform/context.ts';
import { addDays, clockAt, dayAt } from '../platform/local-time.ts';
import type { Business } from '../platform/schema.ts';
import type { TodayView } from './api.ts';
import { byHour, firstReplyMs, spanOfDays, spanUpTo, totalOf } from './figures.ts';

const MOST_COUNTED = 1_000;
const WEEK = 7;
const HOURS = 24;

/** What happened today, beside the same weekday a week ago up to the same time of day. */
export async function today(ctx: Ctx, { id, timeZone, currency }: Business): Promise<TodayView> {
  const now = ctx.now();
  const day = dayAt(now, timeZone);
  const before = addDays(day, -WEEK);
  const clock = clockAt(now, timeZone);
  const [waiting, todayMs, beforeMs, hours, hoursBefore, upToNow] = await Promise.all([
    countWaiting(ctx.db, id),
    firstReplyMs(ctx.db, spanOfDays(id, timeZone, day)),
    firstReplyMs(ctx.db, spanOfDays(id, timeZone, before)),
    byHour(ctx.db, spanOfDays(id, timeZone, day)),
    byHour(ctx.db, spanOfDays(id, timeZone, before)),
    byHour(ctx.db, spanUpTo(id, timeZone, before, clock)),
  ]);
  const [sum, sumBefore] = [totalOf(hours), totalOf(upToNow)];
  return {
    day,
    before,
    hour: Number(clock.slice(0, 2)),
    timeZone,
    waiting,
    firstReply: { todayMs, beforeMs },
    messages: { today: sum.messages, before: sumBefore.messages },
    orders: { today: sum.orders, before: sumBefore.orders },
    revenue: { today: sum.revenue, before: sumBefore.revenue, currency },
    byHour: {
      messages: { today: filled(hours, 'messages'), before: filled(hoursBefore, 'messages') },
      orders: { today: filled(hours, 'orders'), before: filled(hoursBefore, 'orders') },
    },
  };
}

async function countWaiting(db: Db, businessId: string): Promise<TodayView['waiting']> {
  const { rows } = await db.execute<{ count: number; unassigned: number; since: Date | null }>(sql`
    select count(*)::int count, (count(*) filter (where assignee_id is null))::int unassigned, min(waiting_since) since
    from (select assignee_id, waiting_since from conversations
      where business_id = ${businessId} and status = 'open' and waiting_since is not null limit ${MOST_COUNTED}) w`);
  const { count = 0, unassigned = 0, since = null } = rows[0] ?? {};
  return { count, unassigned, since: since && new Date(since) };
}

/** Every hour of a day, also those in which nothing happened. */
function filled(points: Awaited<ReturnType<typeof byHour>>, of: 'messages' | 'orders'): number[] {
  const hours = new Array<number>(HOURS).fill(0);
  for (const point of points) hours[point.key] = point[of];
  return hours;
}

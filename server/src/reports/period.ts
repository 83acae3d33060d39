import type { Ctx } from '../platform/context.ts';
import { addDays, type Days, dayAt, daysBetween, eachDay } from '../platform/local-time.ts';
import type { Business } from '../platform/schema.ts';
import type { PeriodQuery, PeriodView } from './api.ts';
import { byDay, firstReplyMs, spanOfDays, totalOf } from './figures.ts';
import { periodTooLong } from './problems.ts';

const MOST_DAYS = 366;

/**
 * What happened from one day to another, beside as many days right before them.
 *
 * @throws period-too-long for more than a year, or when the last day is before the first.
 */
export async function period(ctx: Ctx, { id, timeZone, currency }: Business, asked: PeriodQuery): Promise<PeriodView> {
  const to = asked.to ?? dayAt(ctx.now(), timeZone);
  const from = asked.from ?? addDays(to, 1 - asked.days);
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > MOST_DAYS) throw periodTooLong(MOST_DAYS);

  const before = { from: addDays(from, -length), to: addDays(from, -1) };
  const spans = { inIt: spanOfDays(id, timeZone, from, to), before: spanOfDays(id, timeZone, before.from, before.to) };
  const [inItMs, beforeMs, points, pointsBefore] = await Promise.all([
    firstReplyMs(ctx.db, spans.inIt),
    firstReplyMs(ctx.db, spans.before),
    byDay(ctx.db, spans.inIt, { from, to }),
    byDay(ctx.db, spans.before, before),
  ]);
  const [sum, sumBefore] = [totalOf(points), totalOf(pointsBefore)];
  return {
    from,
    to,
    before,
    timeZone,
    firstReply: { inItMs, beforeMs },
    messages: { inIt: sum.messages, before: sumBefore.messages },
    orders: { inIt: sum.orders, before: sumBefore.orders },
    revenue: { inIt: sum.revenue, before: sumBefore.revenue, currency },
    byDay: { inIt: filled({ from, to }, points), before: filled(before, pointsBefore) },
  };
}

/** Every day, also those on which nothing happened. */
function filled(days: Days, points: Awaited<ReturnType<typeof byDay>>): PeriodView['byDay']['inIt'] {
  const known = new Map(points.map((point) => [point.key, point]));
  return eachDay(days).map((day) => {
    const { messages = 0, orders = 0, revenue = 0 } = known.get(day) ?? {};
    return { day, messages, orders, revenue };
  });
}

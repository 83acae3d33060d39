import type { Period, Today } from './calls.ts';
import { hoursOf } from './change.ts';

type Pair<Value> = { now: Value; before: Value };
/** A point of a curve: an hour "09:00" or a day "2026-03-02". `now` is null where nothing can have happened yet. */
export type Point = { at: string; now: number | null; before: number };

/** What the page shows, of today or of some days. */
export type Shown = {
  of: 'today' | 'days';
  firstReplyMs: Pair<number | null>;
  messages: Pair<number>;
  orders: Pair<number>;
  revenue: Pair<number> & { currency: string };
  /** The days that lists of orders are narrowed to. */
  days: { from: string; to: string };
  curves: { messages: Point[]; orders: Point[] };
};

export function shownToday({ day, hour, firstReply, messages, orders, revenue, byHour }: Today): Shown {
  const curve = (of: 'messages' | 'orders') =>
    hoursOf(byHour[of].today, byHour[of].before, hour).map(({ hour: at, today, before }) => ({
      at: `${String(at).padStart(2, '0')}:00`,
      now: today,
      before,
    }));
  return {
    of: 'today',
    firstReplyMs: { now: firstReply.todayMs, before: firstReply.beforeMs },
    messages: { now: messages.today, before: messages.before },
    orders: { now: orders.today, before: orders.before },
    revenue: { now: revenue.today, before: revenue.before, currency: revenue.currency },
    days: { from: day, to: day },
    curves: { messages: curve('messages'), orders: curve('orders') },
  };
}

/** The curve of the days before lies under the days they are compared with: the first under the first. */
export function shownPeriod({ from, to, firstReply, messages, orders, revenue, byDay }: Period): Shown {
  const curve = (of: 'messages' | 'orders') =>
    byDay.inIt.map((day, at) => ({ at: day.day, now: day[of], before: byDay.before[at]?.[of] ?? 0 }));
  return {
    of: 'days',
    firstReplyMs: { now: firstReply.inItMs, before: firstReply.beforeMs },
    messages: { now: messages.inIt, before: messages.before },
    orders: { now: orders.inIt, before: orders.before },
    revenue: { now: revenue.inIt, before: revenue.before, currency: revenue.currency },
    days: { from, to },
    curves: { messages: curve('messages'), orders: curve('orders') },
  };
}

/** Which days the address asks for; null: today. Two days need each other; anything unreadable is today. */
export type Asked = { days: number } | { from: string; to: string } | null;

export const PRESETS = [7, 30, 90] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function askedOf({ days, from, to }: Readonly<Record<string, string>>): Asked {
  if (from && to && DAY.test(from) && DAY.test(to) && from <= to) return { from, to };
  const preset = PRESETS.find((one) => String(one) === days);
  return preset ? { days: preset } : null;
}

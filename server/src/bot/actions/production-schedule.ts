import { z } from 'zod';
import { addDays, dayAt, formatDay } from '../../platform/local-time.ts';
import { type RunView, scheduleOf } from '../../production/index.ts';
import { defineAction } from './action.ts';

const WEEK_DAYS = 7; // today and the six days after it

export const productionSchedule = defineAction({
  name: 'production-schedule',
  about: 'What is made today, or in the next seven days.',
  input: z.object({ days: z.enum(['today', 'week']) }),
  outcomes: {
    some: z.object({
      day: z.string(), // the first one
      runs: z.array(
        z.object({ line: z.string(), shift: z.string(), item: z.string(), planned: z.number(), made: z.number() }),
      ),
      days: z.array(z.object({ day: z.string(), units: z.number(), items: z.string() })),
    }),
    none: z.object({ day: z.string() }),
  },
  async run(ctx, { days }, { db, business, locale }) {
    const today = dayAt(ctx.now(), business.timeZone);
    const day = formatDay(today, locale);
    const runs = await scheduleOf(db, business.id, {
      from: today,
      to: days === 'today' ? today : addDays(today, WEEK_DAYS - 1),
    });
    if (runs.length === 0) return { outcome: 'none', result: { day } };
    const shown = runs.map(({ line, shift, item, plannedUnits, madeUnits }) => ({
      line,
      shift,
      item,
      planned: plannedUnits,
      made: madeUnits,
    }));
    return { outcome: 'some', result: { day, runs: shown, days: byDay(runs, locale) } };
  },
});

/** One entry a day: how many units, and of what. */
function byDay(runs: RunView[], locale: string): { day: string; units: number; items: string }[] {
  return Array.from(
    Map.groupBy(runs, ({ day }) => day),
    ([day, ofDay]) => ({
      day: formatDay(day, locale),
      units: ofDay.reduce((sum, { plannedUnits }) => sum + plannedUnits, 0),
      items: [...new Set(ofDay.map(({ item }) => item))].join(', '),
    }),
  );
}

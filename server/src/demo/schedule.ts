import { and, eq, max, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { addDays, clockAt, type Day, dayAt, daysBetween, eachDay } from '../platform/local-time.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { type ProductionLine, productionLines, productionRuns } from '../production/schema.ts';
import { demoFactory } from './businesses.ts';

const DAYS_AHEAD = 14;
const DAYS_BACK = 14; // how far runs are brought up to date after the demo was off

type NewLine = Pick<ProductionLine, 'name' | 'status' | 'qualityPercent' | 'unitsPerHour'>;
const LINES: NewLine[] = [
  { name: 'Cutting', status: 'running', qualityPercent: 99.1, unitsPerHour: 60 },
  { name: 'Frame welding', status: 'running', qualityPercent: 97.4, unitsPerHour: 32 },
  { name: 'Upholstery', status: 'maintenance', qualityPercent: 95.8, unitsPerHour: 0 },
  { name: 'Finishing', status: 'running', qualityPercent: 98.2, unitsPerHour: 28 },
  { name: 'Packing', status: 'running', qualityPercent: 99.6, unitsPerHour: 45 },
];

const SHIFTS = [
  { shift: '06:00–14:00', from: '06:00', to: '14:00' },
  { shift: '14:00–22:00', from: '14:00', to: '22:00' },
];
const SHIFT_HOURS = 8;
const USUAL_UNITS_PER_HOUR = 24; // of a line that stands still today
const USUAL_YIELD = 0.97; // a good shift makes nearly what was planned
const SATURDAY = 6;

export async function openLines(tx: Tx, businessId: string, now: Date): Promise<void> {
  await tx.insert(productionLines).values(LINES.map((line) => ({ businessId, ...line, updatedAt: now })));
}

/**
 * Plans the runs up to two weeks ahead, and lets those that passed have made something. Days that are planned stay as
 * they are, whatever somebody made of them.
 */
export async function topUpSchedule(ctx: Ctx, tx: Tx): Promise<void> {
  const [factory] = await tx.select().from(businesses).where(eq(businesses.slug, demoFactory.business.slug));
  if (!factory) return;
  const lines = await tx.select().from(productionLines).where(eq(productionLines.businessId, factory.id));
  const [planned] = await tx
    .select({ until: max(productionRuns.day) })
    .from(productionRuns)
    .where(eq(productionRuns.businessId, factory.id));

  const today = dayAt(ctx.now(), factory.timeZone);
  const runs = runsOf(factory, lines, today, ctx.now());
  const from = planned?.until ? addDays(planned.until, 1) : addDays(today, -1);
  await plan(
    tx,
    factory.id,
    runs.filter(({ day }) => day >= from && day >= addDays(today, -1)),
  );
  await noteMade(
    tx,
    factory.id,
    runs.filter(({ day }) => day <= today),
  );
}

type Run = { lineId: string; day: Day; shift: string; item: string; plannedUnits: number; madeUnits: number };

function runsOf({ timeZone }: Business, lines: ProductionLine[], today: Day, now: Date): Run[] {
  const clock = clockAt(now, timeZone);
  return eachDay({ from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) }).flatMap((day) =>
    shiftsOf(day).flatMap(({ shift, from, to }, nth) =>
      lines.map((line, at) => {
        const plannedUnits = (line.unitsPerHour || USUAL_UNITS_PER_HOUR) * SHIFT_HOURS;
        const passed = day < today ? 1 : day > today ? 0 : shareOf(clock, from, to);
        const madeUnits = Math.floor(plannedUnits * passed * USUAL_YIELD);
        return { lineId: line.id, day, shift, item: itemOf(day, nth, at), plannedUnits, madeUnits };
      }),
    ),
  );
}

/** One shift on Saturdays and Sundays. */
function shiftsOf(day: Day): typeof SHIFTS {
  const weekday = daysBetween('2024-01-01', day) % 7; // a Monday
  return weekday >= SATURDAY - 1 ? SHIFTS.slice(0, 1) : SHIFTS;
}

/** The models take turns: the same day always has the same plan. */
function itemOf(day: Day, shift: number, line: number): string {
  const models = demoFactory.goods;
  return models[(daysBetween('2024-01-01', day) + shift + line) % models.length]!.name;
}

function shareOf(clock: string, from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const share = (minutes(clock) - minutes(from)) / (minutes(to) - minutes(from));
  return Math.min(1, Math.max(0, share));
}

async function plan(tx: Tx, businessId: string, runs: Run[]): Promise<void> {
  if (runs.length === 0) return;
  await tx
    .insert(productionRuns)
    .values(runs.map((run) => ({ businessId, ...run })))
    .onConflictDoNothing();
}

async function noteMade(tx: Tx, businessId: string, runs: Run[]): Promise<void> {
  if (runs.length === 0) return;
  const made = sql`unnest(${sql.param(runs.map(({ lineId }) => lineId))}::uuid[], ${sql.param(runs.map(({ day }) => day))}::date[],
    ${sql.param(runs.map(({ shift }) => shift))}::text[], ${sql.param(runs.map(({ madeUnits }) => madeUnits))}::int[])
    as made(line_id, day, shift, units)`;
  await tx
    .update(productionRuns)
    .set({ madeUnits: sql`greatest(${productionRuns.madeUnits}, made.units)` })
    .from(made)
    .where(
      and(
        eq(productionRuns.businessId, businessId),
        sql`(${productionRuns.lineId}, ${productionRuns.day}, ${productionRuns.shift}) = (made.line_id, made.day, made.shift)`,
      ),
    );
}

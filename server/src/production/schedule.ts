import { and, between, eq, type SQL } from 'drizzle-orm';
import type { Db, Tx } from '../platform/context.ts';
import { type Days, daysBetween } from '../platform/local-time.ts';
import type { LineView, RunView } from './api.ts';
import { scheduleTooLong } from './problems.ts';
import { productionLines, productionRuns } from './schema.ts';

const MOST_DAYS = 92;

/**
 * What is made from one day to another, both included: by day, shift and line.
 *
 * @param days of the business's calendar (`dayAt`, `weekOf`).
 * @throws schedule-too-long
 */
export async function scheduleOf(db: Db | Tx, businessId: string, { from, to }: Days): Promise<RunView[]> {
  const days = daysBetween(from, to);
  if (!(days >= 0 && days < MOST_DAYS)) throw scheduleTooLong(MOST_DAYS);
  return readRuns(db, and(eq(productionRuns.businessId, businessId), between(productionRuns.day, from, to)));
}

/** One run of the schedule. */
export async function findRun(db: Db | Tx, businessId: string, id: string): Promise<RunView | null> {
  const isRun = and(eq(productionRuns.businessId, businessId), eq(productionRuns.id, id));
  return (await readRuns(db, isRun))[0] ?? null;
}

async function readRuns(db: Db | Tx, filter: SQL | undefined): Promise<RunView[]> {
  const { id, day, shift, lineId, item, plannedUnits, madeUnits } = productionRuns;
  return db
    .select({ id, day, shift, lineId, line: productionLines.name, item, plannedUnits, madeUnits })
    .from(productionRuns)
    .innerJoin(
      productionLines,
      and(eq(productionLines.businessId, productionRuns.businessId), eq(productionLines.id, lineId)),
    )
    .where(filter)
    .orderBy(day, shift, productionLines.name, item);
}

/** How every line runs now. */
export async function lineStatuses(db: Db | Tx, businessId: string): Promise<LineView[]> {
  const { id, name, status, qualityPercent, unitsPerHour, updatedAt } = productionLines;
  return db
    .select({ id, name, status, qualityPercent, unitsPerHour, updatedAt })
    .from(productionLines)
    .where(eq(productionLines.businessId, businessId))
    .orderBy(name);
}

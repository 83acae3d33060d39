import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { cleanLine } from '../platform/text.ts';
import type { LineEdit, LineView, NewLine, NewRun, RunEdit } from './api.ts';
import { lineExists, lineHasRuns, lineNotFound, runExists, runNotFound } from './problems.ts';
import { productionLines, productionRuns } from './schema.ts';

type By = { businessId: string; actor: Actor };

/** @throws line-exists */
export async function addLine(ctx: Ctx, by: By, line: NewLine): Promise<LineView> {
  const name = cleanLine(line.name);
  return changing(ctx, by, async (tx) => {
    const [added] = await tx
      .insert(productionLines)
      .values({ ...line, name, businessId: by.businessId, updatedAt: ctx.now() })
      .onConflictDoNothing()
      .returning(LINE);
    if (!added) throw lineExists(name);
    await recordAudit(tx, { ...by, action: 'production.line_added', subject: name, after: line });
    return added;
  });
}

/** Renames a line, starts or stops it, or notes its quality. @throws line-not-found, line-exists */
export async function editLine(ctx: Ctx, by: By, lineId: string, edit: LineEdit): Promise<LineView> {
  const change = { ...edit, ...(edit.name === undefined ? {} : { name: cleanLine(edit.name) }) };
  return changing(ctx, by, async (tx) => {
    const before = await lockLine(tx, by.businessId, lineId);
    const [line] = await orTaken(
      tx
        .update(productionLines)
        .set({ ...change, updatedAt: ctx.now() })
        .where(isLine(by.businessId, lineId))
        .returning(LINE),
      () => lineExists(change.name ?? before.name),
    );
    const { status, qualityPercent } = before;
    await recordAudit(tx, {
      ...by,
      action: 'production.line',
      subject: before.name,
      before: { status, qualityPercent },
      after: change,
    });
    return line!;
  });
}

/** @throws line-not-found, line-has-runs */
export async function removeLine(ctx: Ctx, by: By, lineId: string): Promise<void> {
  await changing(ctx, by, async (tx) => {
    const { name } = await lockLine(tx, by.businessId, lineId);
    const [planned] = await tx
      .select({ id: productionRuns.id })
      .from(productionRuns)
      .where(and(eq(productionRuns.businessId, by.businessId), eq(productionRuns.lineId, lineId)))
      .limit(1);
    if (planned) throw lineHasRuns();
    await tx.delete(productionLines).where(isLine(by.businessId, lineId));
    await recordAudit(tx, { ...by, action: 'production.line_removed', subject: name });
  });
}

/** Puts a run into the schedule. @returns its id. @throws line-not-found, run-exists */
export async function addRun(ctx: Ctx, by: By, run: NewRun): Promise<string> {
  return changing(ctx, by, async (tx) => {
    const { name } = await lockLine(tx, by.businessId, run.lineId);
    const [added] = await tx
      .insert(productionRuns)
      .values({ ...run, ...cleaned(run), businessId: by.businessId })
      .onConflictDoNothing()
      .returning({ id: productionRuns.id });
    if (!added) throw runExists();
    await recordAudit(tx, { ...by, action: 'production.run_added', subject: `${run.day} ${name}`, after: run });
    return added.id;
  });
}

/** @throws run-not-found, line-not-found, run-exists */
export async function editRun(ctx: Ctx, by: By, runId: string, edit: RunEdit): Promise<void> {
  await changing(ctx, by, async (tx) => {
    const [before] = await tx.select().from(productionRuns).where(isRun(by.businessId, runId)).for('update');
    if (!before) throw runNotFound();
    if (edit.lineId) await lockLine(tx, by.businessId, edit.lineId);
    const change = { ...edit, ...cleaned(edit) };
    if (Object.keys(change).length === 0) return;
    await orTaken(tx.update(productionRuns).set(change).where(isRun(by.businessId, runId)), runExists);
    const { day, shift, item, plannedUnits, madeUnits } = before;
    const was = { day, shift, item, plannedUnits, madeUnits };
    await recordAudit(tx, { ...by, action: 'production.run', subject: `${day} ${item}`, before: was, after: edit });
  });
}

/** @throws run-not-found */
export async function removeRun(ctx: Ctx, by: By, runId: string): Promise<void> {
  await changing(ctx, by, async (tx) => {
    const [run] = await tx.delete(productionRuns).where(isRun(by.businessId, runId)).returning();
    if (!run) throw runNotFound();
    const { day, shift, item, plannedUnits, madeUnits } = run;
    const was = { day, shift, item, plannedUnits, madeUnits };
    await recordAudit(tx, { ...by, action: 'production.run_removed', subject: `${day} ${item}`, before: was });
  });
}

/** One transaction, then a word to the screens that show the factory. */
async function changing<Result>(ctx: Ctx, { businessId }: By, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const result = await ctx.db.transaction(work);
  tellLive(ctx, businessId, { kind: 'production', id: businessId });
  return result;
}

const LINE = {
  id: productionLines.id,
  name: productionLines.name,
  status: productionLines.status,
  qualityPercent: productionLines.qualityPercent,
  unitsPerHour: productionLines.unitsPerHour,
  updatedAt: productionLines.updatedAt,
};

const cleaned = ({ shift, item }: RunEdit) => ({
  ...(shift === undefined ? {} : { shift: cleanLine(shift) }),
  ...(item === undefined ? {} : { item: cleanLine(item) }),
});

const isLine = (businessId: string, id: string) =>
  and(eq(productionLines.businessId, businessId), eq(productionLines.id, id));
const isRun = (businessId: string, id: string) =>
  and(eq(productionRuns.businessId, businessId), eq(productionRuns.id, id));

/** @throws line-not-found */
async function lockLine(tx: Tx, businessId: string, lineId: string) {
  const [line] = await tx.select().from(productionLines).where(isLine(businessId, lineId)).for('no key update');
  if (!line) throw lineNotFound();
  return line;
}

const UNIQUE_VIOLATION = '23505';

async function orTaken<Result>(write: PromiseLike<Result>, problem: () => Error): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    throw sqlState(error) === UNIQUE_VIOLATION ? problem() : error;
  }
}

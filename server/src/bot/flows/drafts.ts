import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../../platform/context.ts';
import { Problem } from '../../platform/problem.ts';
import { type FlowDraft, flowDrafts } from '../schema.ts';

export const noDraft = () => new Problem('no-draft', 404, 'There is no draft of this flow. Save one first.');
const draftChanged = (draft: FlowDraft | null) =>
  new Problem(
    'draft-changed',
    409,
    draft
      ? `${draft.changedBy} saved this draft meanwhile. Read it again before you save yours.`
      : 'This draft was published or discarded meanwhile. Read the flow again.',
    { changedAt: draft?.changedAt ?? null, changedBy: draft?.changedBy ?? null },
  );

/** Which draft the writer has seen: when it was changed, null for none; undefined: whatever there is. */
export type Seen = Date | null | undefined;

export type DraftRef = { businessId: string; flow: string };

const isIt = ({ businessId, flow }: DraftRef): SQL | undefined =>
  and(eq(flowDrafts.businessId, businessId), eq(flowDrafts.flow, flow));

export async function draftOf(db: Db | Tx, ref: DraftRef): Promise<FlowDraft | null> {
  const [row] = await db.select().from(flowDrafts).where(isIt(ref));
  return row ?? null;
}

/** When and by whom the drafts of a business were saved, without their text. */
export async function draftsOf(db: Db, businessId: string): Promise<Omit<FlowDraft, 'source'>[]> {
  const { source, ...others } = getTableColumns(flowDrafts);
  return db.select(others).from(flowDrafts).where(eq(flowDrafts.businessId, businessId));
}

/**
 * Saves a draft.
 *
 * @throws draft-changed when somebody else saved one that the writer has not `seen`.
 */
export async function saveDraft(
  { now }: Pick<Ctx, 'now'>,
  tx: Tx,
  ref: DraftRef,
  { source, by, seen }: { source: string; by: string; seen: Seen },
): Promise<FlowDraft> {
  await lockedDraft(tx, ref, seen);
  const draft = { ...ref, source, changedAt: now(), changedBy: by };
  await tx
    .insert(flowDrafts)
    .values(draft)
    .onConflictDoUpdate({ target: [flowDrafts.businessId, flowDrafts.flow], set: draft });
  return draft;
}

/** @throws no-draft, draft-changed */
export async function takeDraft(tx: Tx, ref: DraftRef, seen: Seen): Promise<FlowDraft> {
  const draft = await lockedDraft(tx, ref, seen);
  if (!draft) throw noDraft();
  await tx.delete(flowDrafts).where(isIt(ref));
  return draft;
}

async function lockedDraft(tx: Tx, ref: DraftRef, seen: Seen): Promise<FlowDraft | null> {
  // A row that is not there yet cannot be locked, so the name is.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`draft ${ref.businessId} ${ref.flow}`}::text, 0))`,
  );
  const draft = await draftOf(tx, ref);
  if (seen !== undefined && (draft?.changedAt.getTime() ?? null) !== (seen?.getTime() ?? null))
    throw draftChanged(draft);
  return draft;
}

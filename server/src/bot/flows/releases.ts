import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../../platform/context.ts';
import { nextNumber } from '../../platform/counters.ts';
import { Problem } from '../../platform/problem.ts';
import { type FlowRelease, flowReleases } from '../schema.ts';
import type { DraftRef } from './drafts.ts';
import type { Vocabulary } from './findings.ts';
import { loadFlow } from './load.ts';
import { counterOf } from './published.ts';
import type { LocatedFinding } from './source.ts';

/** The number under which the file in `flows/` is spoken of. */
export const SHIPPED = 0;

export const flowHasErrors = (findings: LocatedFinding[]) =>
  new Problem('flow-has-errors', 422, 'This flow has errors, so it is not published. Correct the listed lines.', {
    findings: findings.filter(({ severity }) => severity === 'error'),
  });
export const versionNotFound = () =>
  new Problem('flow-version-not-found', 404, 'There is no such version of this flow. See its list of versions.');

/** A release without its text. */
export type ReleaseEntry = Omit<FlowRelease, 'source'> & { isShipped: boolean };

/**
 * Publishes a flow: from the next conversation on it answers the customers of the business, on every node within a second.
 * Conversations in the middle of the old one finish it.
 *
 * @param source null: the file counts again.
 * @throws flow-has-errors: a broken flow never replaces a good one.
 */
export async function publishFlow(
  { now }: Pick<Ctx, 'now'>,
  tx: Tx,
  vocabulary: Vocabulary,
  ref: DraftRef,
  { source, by, note, restores }: { source: string | null; by: string; note: string; restores: number | null },
): Promise<FlowRelease> {
  const loaded = source === null ? null : loadFlow(ref.flow, source, vocabulary);
  if (loaded && !loaded.flow) throw flowHasErrors(loaded.findings);
  const number = await nextNumber(tx, ref.businessId, counterOf(ref.flow));
  const version = loaded?.version ?? null;
  const release = { ...ref, number, version, source, restores, note, publishedAt: now(), publishedBy: by };
  await tx.insert(flowReleases).values(release);
  return release;
}

export async function releaseOf(db: Db | Tx, { businessId, flow }: DraftRef, number: number): Promise<FlowRelease> {
  const [row] = await db
    .select()
    .from(flowReleases)
    .where(and(eq(flowReleases.businessId, businessId), eq(flowReleases.flow, flow), eq(flowReleases.number, number)));
  if (!row) throw versionNotFound();
  return row;
}

/** Newest first. @param before only older ones. */
export async function releasesOf(
  db: Db,
  { businessId, flow }: DraftRef,
  { before, limit }: { before: number | null; limit: number },
): Promise<ReleaseEntry[]> {
  return db
    .select(ENTRY)
    .from(flowReleases)
    .where(
      and(
        eq(flowReleases.businessId, businessId),
        eq(flowReleases.flow, flow),
        before === null ? undefined : lt(flowReleases.number, before),
      ),
    )
    .orderBy(desc(flowReleases.number))
    .limit(limit);
}

/** The newest release of every flow a business ever published. */
export async function newestReleases(db: Db | Tx, businessId: string): Promise<ReleaseEntry[]> {
  return db
    .selectDistinctOn([flowReleases.flow], ENTRY)
    .from(flowReleases)
    .where(eq(flowReleases.businessId, businessId))
    .orderBy(flowReleases.flow, desc(flowReleases.number));
}

const ENTRY = {
  businessId: flowReleases.businessId,
  flow: flowReleases.flow,
  number: flowReleases.number,
  version: flowReleases.version,
  restores: flowReleases.restores,
  note: flowReleases.note,
  publishedAt: flowReleases.publishedAt,
  publishedBy: flowReleases.publishedBy,
  isShipped: sql<boolean>`${flowReleases.source} is null`,
};

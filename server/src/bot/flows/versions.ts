import { and, desc, eq, notExists } from 'drizzle-orm';
import type { Db } from '../../platform/context.ts';
import { flowReleases, flowVersions } from '../schema.ts';
import { compileFlow } from './compile.ts';
import { FlowDefinition } from './definition.ts';
import type { Flow } from './flow.ts';

/** Keeps a version that is about to answer somebody, so that every node can finish conversations begun with it. */
export async function keepVersion(
  db: Db,
  businessId: string,
  { name, version, definition }: Flow,
  now: Date,
): Promise<void> {
  await db
    .insert(flowVersions)
    .values({ businessId, flow: name, version, definition, createdAt: now })
    .onConflictDoNothing();
}

/** A version kept earlier; null when there is none, or none that this program can still run. */
export async function recallVersion(db: Db, businessId: string, name: string, version: string): Promise<Flow | null> {
  const isIt = and(
    eq(flowVersions.businessId, businessId),
    eq(flowVersions.flow, name),
    eq(flowVersions.version, version),
  );
  const [row] = await db.select().from(flowVersions).where(isIt);
  return row ? revived(row) : null;
}

/** The version of a flow file that was last put to use, for a start with a broken one. What a business published is its own. */
export async function recallNewest(db: Db, name: string): Promise<Flow | null> {
  const published = db
    .select({ number: flowReleases.number })
    .from(flowReleases)
    .where(
      and(
        eq(flowReleases.businessId, flowVersions.businessId),
        eq(flowReleases.flow, flowVersions.flow),
        eq(flowReleases.version, flowVersions.version),
      ),
    );
  const [row] = await db
    .select()
    .from(flowVersions)
    .where(and(eq(flowVersions.flow, name), notExists(published)))
    .orderBy(desc(flowVersions.createdAt))
    .limit(1);
  return row ? revived(row) : null;
}

function revived({ definition, version }: typeof flowVersions.$inferSelect): Flow | null {
  const parsed = FlowDefinition.safeParse(definition);
  return parsed.success ? compileFlow(parsed.data, version) : null;
}

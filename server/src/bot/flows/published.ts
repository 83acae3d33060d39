import { and, desc, eq, like, lte } from 'drizzle-orm';
import type { Ctx } from '../../platform/context.ts';
import { counters } from '../../platform/schema.ts';
import { flowReleases } from '../schema.ts';
import type { Vocabulary } from './findings.ts';
import type { Flow } from './flow.ts';
import { loadFlow } from './load.ts';

/** The counter that holds the number of the newest release of a flow. */
export const counterOf = (flow: string): string => `flow:${flow}`;

/** What businesses published, ready to run. Kept in memory, so that a turn asks nobody. */
export type Published = {
  /** Null: the file of this name counts. */
  newest(businessId: string, name: string): Flow | null;
  /** Flows that a business published and that can answer. */
  names(businessId: string): string[];
  /** Looks for releases that this node has not met yet: one small statement, as long as there are none. */
  refresh(): Promise<void>;
};

export function openPublished(ctx: Pick<Ctx, 'db' | 'log'>, vocabulary: Vocabulary): Published {
  const inUse = new Map<string, { number: number; flow: Flow | null }>();

  async function newestGood(businessId: string, name: string, newest: number): Promise<Flow | null> {
    const releases = await ctx.db
      .select()
      .from(flowReleases)
      .where(
        and(
          eq(flowReleases.businessId, businessId),
          eq(flowReleases.flow, name),
          lte(flowReleases.number, newest), // a later one has its own turn
        ),
      )
      .orderBy(desc(flowReleases.number))
      .limit(LOOK_BACK);
    for (const { source, number } of releases) {
      if (source === null) return null;
      const { flow, findings } = loadFlow(name, source, vocabulary);
      if (flow) return flow;
      // It was good when it was published; this program knows less, or something else by the same name.
      ctx.log.error({ flow: name, number, businessId, findings }, 'a published flow cannot be used; the one before is');
    }
    return null;
  }

  return {
    newest: (businessId, name) => inUse.get(`${businessId} ${name}`)?.flow ?? null,
    names: (businessId) =>
      [...inUse].flatMap(([key, { flow }]) => (flow && key === `${businessId} ${flow.name}` ? [flow.name] : [])),
    async refresh() {
      const rows = await ctx.db
        .select()
        .from(counters)
        .where(like(counters.name, `${counterOf('')}%`));
      for (const { businessId, name: counter, value: number } of rows) {
        const name = counter.slice(counterOf('').length);
        const key = `${businessId} ${name}`;
        if (inUse.get(key)?.number === number) continue;
        const flow = await newestGood(businessId, name, number);
        inUse.set(key, { number, flow });
        ctx.log.info({ flow: name, businessId, number, version: flow?.version }, 'a published flow is in use');
      }
    },
  };
}

/** So many releases are tried when the newest cannot be used. */
const LOOK_BACK = 10;

import { and, eq, gt, sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import { HOUR, later } from '../platform/time.ts';
import type { Charge, Tried, Usage } from './api.ts';
import { modelCalls } from './schema.ts';

/** The most that may be spent within 24 hours, in billionths of a US dollar; null: no end. */
export type Budgets = { business: number | null; contact: number | null };

const DAY_MS = 24 * HOUR;

/**
 * Puts `most` aside for a call that is about to be made.
 *
 * Calls of one business are let in one after the other, and what is under way counts with the most it may cost: no
 * budget is passed, whoever asks at the same time on whichever node. A node that dies leaves its reservation spent,
 * since the provider may have answered.
 *
 * @param most 0 for a call that costs nothing: it is always let in.
 * @returns the id of the call; null when it would go past a budget.
 */
export async function reserve(
  ctx: Ctx,
  budgets: Budgets,
  { charge, purpose, most }: { charge: Charge; purpose: string; most: number },
): Promise<string | null> {
  const { businessId } = charge;
  return ctx.db.transaction(async (tx) => {
    if (most > 0) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('model_calls ' || ${businessId}, 0))`);
      const [spent] = await tx
        .select({
          business: sum(sql`true`),
          contact: sum(charge.contactId ? eq(modelCalls.contactId, charge.contactId) : sql`false`),
        })
        .from(modelCalls)
        .where(and(eq(modelCalls.businessId, businessId), gt(modelCalls.at, later(ctx.now(), -DAY_MS))));
      const isOver = (limit: number | null, before: number) => limit !== null && before + most > limit;
      if (isOver(budgets.business, spent!.business) || isOver(budgets.contact, spent!.contact)) return null;
    }
    const id = newId();
    await tx.insert(modelCalls).values({
      businessId,
      id,
      conversationId: charge.conversationId ?? null,
      contactId: charge.contactId ?? null,
      purpose,
      status: 'running',
      nanoUsd: most,
      priced: 'reserved',
      at: ctx.now(),
    });
    return id;
  });
}

const sum = (condition: ReturnType<typeof sql> | ReturnType<typeof eq>) =>
  sql<number>`coalesce(sum(${modelCalls.nanoUsd}) filter (where ${condition}), 0)`.mapWith(Number);

export type Settlement = {
  status: 'answered' | 'failed' | 'cancelled';
  tried: Tried[];
  ms: number;
  nanoUsd: number;
  priced: 'provider' | 'table' | 'assumed' | 'reserved';
  model?: string;
  answeredBy?: string;
  usage?: Usage;
};

/** Writes what a call came to in place of what was put aside for it. */
export async function settle(ctx: Ctx, businessId: string, id: string, settlement: Settlement): Promise<void> {
  const { usage, ...said } = settlement;
  await ctx.db
    .update(modelCalls)
    .set({
      ...said,
      inputTokens: usage?.input ?? 0,
      cachedTokens: usage?.cached ?? 0,
      outputTokens: usage?.output ?? 0,
    })
    .where(and(eq(modelCalls.businessId, businessId), eq(modelCalls.id, id)));
}

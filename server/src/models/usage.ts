import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Db } from '../platform/context.ts';
import { modelCalls } from './schema.ts';

export type UsageQuery = { from: Date; to: Date; timeZone: string; conversationId?: string };

/** What was spent, one row a day, purpose and model; days are those of `timeZone`. */
export type UsageRow = {
  day: string;
  purpose: string;
  model: string; // "none" where no link answered
  calls: number;
  failed: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  nanoUsd: number;
};

/** Tokens and money of a business between two moments, newest day first. */
export async function usageOf(db: Db, businessId: string, query: UsageQuery): Promise<UsageRow[]> {
  const { from, to, timeZone, conversationId } = query;
  const day = sql<string>`to_char(${modelCalls.at} at time zone ${sql.raw(literal(timeZone))}, 'YYYY-MM-DD')`;
  const model = sql<string>`coalesce(${modelCalls.model}, 'none')`;
  const total = (column: Parameters<typeof sql>[1]) => sql<number>`sum(${column})`.mapWith(Number);
  return db
    .select({
      day,
      purpose: modelCalls.purpose,
      model,
      calls: sql<number>`count(*)`.mapWith(Number),
      failed: sql<number>`count(*) filter (where ${modelCalls.status} in ('failed', 'cancelled'))`.mapWith(Number),
      inputTokens: total(modelCalls.inputTokens),
      cachedTokens: total(modelCalls.cachedTokens),
      outputTokens: total(modelCalls.outputTokens),
      nanoUsd: total(modelCalls.nanoUsd),
    })
    .from(modelCalls)
    .where(
      and(
        eq(modelCalls.businessId, businessId),
        gte(modelCalls.at, from),
        lt(modelCalls.at, to),
        conversationId ? eq(modelCalls.conversationId, conversationId) : undefined,
      ),
    )
    .groupBy(day, modelCalls.purpose, model)
    .orderBy(desc(day), modelCalls.purpose, model);
}

/** A time zone's name inside the statement, so that select and group by read alike. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

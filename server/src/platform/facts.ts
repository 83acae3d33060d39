import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Ctx, Reaction, Tx } from './context.ts';

/** Something that happened, named in the past tense. The module it happened in declares it. */
export type Fact<P> = { name: string; payload: z.ZodType<P> };
export const defineFact = <P>(name: string, payload: z.ZodType<P>): Fact<P> => ({ name, payload });

/** Only `wiring.ts` lists reactions, so no module knows its listeners. */
export function on<P>(fact: Fact<P>, who: string, run: (ctx: Ctx, payload: P) => Promise<void>): Reaction {
  return {
    fact: fact.name,
    task: `${fact.name}:${who}`,
    run: (ctx, raw) => run(ctx, fact.payload.parse(raw)),
  };
}

/**
 * Adds one job per reaction inside `tx`: if the transaction rolls back, nothing was announced.
 *
 * @param key one waiting job per reaction and key; pass the conversation id for a job that drains a conversation.
 * @param at  do not run before this moment (default: now).
 */
export async function announce<P>(
  ctx: Pick<Ctx, 'reactions'>,
  tx: Tx,
  fact: Fact<P>,
  payload: P,
  { key, at }: { key?: string; at?: Date } = {},
): Promise<void> {
  const body = JSON.stringify(fact.payload.parse(payload)); // only what the fact declares goes into the job
  const tasks = ctx.reactions.filter((reaction) => reaction.fact === fact.name).map(({ task }) => task);
  if (tasks.length === 0) return;
  // All at once: what announces often holds locks that others wait for.
  await tx.execute(sql`select graphile_worker.add_job(task, ${body}::json, job_key => task || ':' || ${key ?? null}::text,
    run_at => ${at?.toISOString() ?? null}::timestamptz, max_attempts => 5) from unnest(${sql.param(tasks)}::text[]) task`);
}

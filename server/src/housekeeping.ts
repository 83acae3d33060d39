import { sql } from 'drizzle-orm';
import type { Ctx } from './platform/context.ts';
import type { Repeated } from './platform/jobs.ts';

const BATCH = 5_000;

/** What is kept for a while only, and how long. */
const KEPT = [
  { table: 'webhook_events', column: 'received_at', days: 7 },
  { table: 'parked_statuses', column: 'received_at', days: 7 },
  { table: 'idempotent_answers', column: 'created_at', days: 1 },
  { table: 'reached_people', column: 'at', days: 2 },
  { table: 'webhook_deliveries', column: 'created_at', days: 30 },
  { table: 'sessions', column: 'expires_at', days: 1 },
  { table: 'verifications', column: 'expires_at', days: 1 },
  { table: 'set_up_links', column: 'expires_at', days: 30 },
  { table: 'dead_letters', column: 'resolved_at', days: 30 },
] as const;

/** Removes what is past its time, in small batches, every hour. */
export const housekeeping: Repeated = {
  name: 'cleanup_old_messages',
  cron: '17 * * * *',
  run: async (ctx) => {
    for (const one of KEPT) await removeOld(ctx, one);
    await forgetTries(ctx);
  },
};

/** Tries to sign in whose quarter of an hour is over; their time is a number, as the library keeps it. */
async function forgetTries(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`delete from sign_in_tries where expire < ${ctx.now().getTime()}`);
}

async function removeOld(ctx: Ctx, { table, column, days }: (typeof KEPT)[number]): Promise<void> {
  const before = new Date(ctx.now().getTime() - days * 86_400_000).toISOString();
  for (let removed = BATCH; removed === BATCH; ) {
    const result = await ctx.db.execute(
      sql`delete from ${sql.identifier(table)} where ctid = any(array(select ctid from ${sql.identifier(table)}
        where ${sql.identifier(column)} < ${before}::timestamptz limit ${BATCH}))`,
    );
    removed = result.rowCount ?? 0;
  }
}

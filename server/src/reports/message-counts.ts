import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { Repeated } from '../platform/jobs.ts';
import { DAY, later, MINUTE } from '../platform/time.ts';

/**
 * A message counts into the quarter of an hour in which its id was made: an id begins with its time, so the messages of
 * a time lie together in the primary key and need no index of their own.
 */

/** A message gets its id a little before it is committed; a quarter is counted when nothing can be on its way any more. */
const CLOSED_AFTER_MS = 2 * MINUTE;
const AT_ONCE_MS = DAY; // per statement
const ROUND_MS = 45_000; // a first count of a large database goes on in the next round

/** The smallest id that can have been made at a moment. */
export const smallestId = (at: SQL): SQL =>
  sql`(lpad(to_hex(floor(extract(epoch from ${at}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;

const slotOf = (at: SQL): SQL => sql`date_bin('15 minutes', ${at}, timestamptz 'epoch')`;
const madeAt = sql`uuid_extract_timestamp(id)`;

/**
 * Messages of customers from one moment to another as rows of `slot` and `inbound`: from what is counted already, and
 * from the messages themselves for the rest.
 *
 * @param from the begin of a quarter of an hour, as every midnight is. @param to any moment after it.
 */
export const inboundBySlot = (businessId: string, from: SQL, to: SQL): SQL => sql`(
  with asked as materialized (
    select ${from} as low, ${to} as high,
      least(greatest(${from}, coalesce((select up_to from message_counts_progress where business_id = ${businessId}), ${from})), ${slotOf(to)}) as counted
  )
  select slot, inbound::bigint from message_counts
  where business_id = ${businessId} and slot >= (select low from asked) and slot < (select counted from asked)
  union all
  select ${slotOf(madeAt)}, count(*) from messages
  where business_id = ${businessId} and direction = 'inbound'
    and id >= (select ${smallestId(sql`counted`)} from asked) and id < (select ${smallestId(sql`high`)} from asked)
  group by 1)`;

/**
 * Counts the quarters that are over, business by business. Counting one twice changes nothing, so stopping anywhere
 * loses nothing.
 */
export async function countMessages(ctx: Ctx, until: number = performance.now() + ROUND_MS): Promise<void> {
  const { rows } = await ctx.db.execute<{ id: string; up_to: string | null }>(
    sql`select b.id, coalesce(p.up_to, (select ${slotOf(madeAt)} from messages m where m.business_id = b.id order by m.id limit 1)) up_to
      from businesses b left join message_counts_progress p on p.business_id = b.id`,
  );
  const closed = lastClosed(ctx.now());
  for (const { id, up_to } of rows) {
    let from = up_to === null ? closed : new Date(up_to);
    do {
      const to = new Date(Math.min(later(from, AT_ONCE_MS).getTime(), closed.getTime()));
      await countOne(ctx, id, from, to);
      from = to;
    } while (from < closed && performance.now() < until);
  }
}

const QUARTER_MS = 15 * MINUTE;

/** The end of the last quarter of which every message is there. */
const lastClosed = (now: Date): Date =>
  new Date(Math.floor((now.getTime() - CLOSED_AFTER_MS) / QUARTER_MS) * QUARTER_MS);

const momentOf = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

async function countOne(ctx: Ctx, businessId: string, from: Date, to: Date): Promise<void> {
  const [low, high] = [momentOf(from), momentOf(to)];
  await ctx.db.execute(sql`
    with counted as (
      insert into message_counts (business_id, slot, inbound)
      select ${businessId}::uuid, ${slotOf(madeAt)}, count(*) from messages
      where business_id = ${businessId} and direction = 'inbound' and id >= ${smallestId(low)} and id < ${smallestId(high)}
      group by 2
      on conflict (business_id, slot) do update set inbound = excluded.inbound
    )
    insert into message_counts_progress as p (business_id, up_to) values (${businessId}::uuid, ${high})
    on conflict (business_id) do update set up_to = greatest(p.up_to, excluded.up_to)`);
}

export const messageCounting: Repeated = {
  name: 'reports.count',
  cron: '3,18,33,48 * * * *',
  run: (ctx) => countMessages(ctx),
};

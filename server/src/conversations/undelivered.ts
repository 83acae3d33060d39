import { sql } from 'drizzle-orm';
import type { Db } from '../platform/context.ts';

/** Newest first: whoever has more has another trouble than finding them. */
const MOST_FAILURES = 1_000;

/**
 * Conversations in which the last message to the customer did not get through: nothing was said to them since. Campaigns
 * do not count; they tell of their own failures.
 *
 * Reads only messages with a failure, of which an index knows; one that gets through is never written to it.
 */
export async function findUndelivered(db: Db, businessId: string): Promise<string[]> {
  // A reaction of ours tells customers nothing of what they did not get.
  const { rows } = await db.execute<{ conversation_id: string }>(sql`
    select f.conversation_id from (
      select distinct conversation_id from (
        select m.conversation_id from messages m
        where m.business_id = ${businessId} and m.failure is not null and m.direction = 'outbound' and m.lane <> 'campaign'
        order by m.seq desc limit ${MOST_FAILURES}) newest) f
    cross join lateral (
      select n.status from messages n
      where n.business_id = ${businessId} and n.conversation_id = f.conversation_id
        and n.direction = 'outbound' and n.lane <> 'campaign' and n.content ->> 'type' <> 'reaction'
      order by n.seq desc limit 1) last
    where last.status in ('failed', 'expired')`);
  return rows.map(({ conversation_id }) => conversation_id);
}

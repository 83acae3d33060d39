import { sql } from 'drizzle-orm';
import type { Ctx, Db } from '../platform/context.ts';
import type { Repeated } from '../platform/jobs.ts';
import { NO_BUSINESS } from '../platform/schema.ts';
import { later, MINUTE } from '../platform/time.ts';

/**
 * Words of messages lie in a table of their own, filled once a minute. Writing them with each message would cost the way
 * of a message more than anybody gains by finding it at once.
 */

const MOST_MATCHES = 300; // newest first; whoever gets so many adds a word
/** A conversation is written at a moment and committed a little later: each round looks back this far behind the last. */
const LOOK_BACK_MS = MINUTE;
const AT_ONCE = 500; // conversations per statement
const ROUND_MS = 45_000; // a first fill of a large database goes on in the next round

/** Conversations that a name, a part of a number or words of a message lead to; at most some hundreds. */
export async function findConversations(db: Db, businessId: string, search: string): Promise<string[]> {
  const { rows } = await db.execute<{ conversation_id: string }>(
    sql`select distinct conversation_id from find_conversations(${businessId}, ${search}, ${MOST_MATCHES})`,
  );
  return rows.map(({ conversation_id }) => conversation_id);
}

/** Messages of one conversation in which these words stand, newest first: their place in it. */
export async function findInConversation(
  db: Db,
  businessId: string,
  conversationId: string,
  search: string,
): Promise<number[]> {
  const { rows } = await db.execute<{ seq: string }>(
    sql`select seq from message_words where business_id = ${businessId} and conversation_id = ${conversationId}
      and words @@ words_sought(${search}) order by seq desc limit ${MOST_MATCHES}`,
  );
  return rows.map(({ seq }) => Number(seq));
}

/**
 * Takes in the words of messages that came since the last round, business by business. A message is taken in once;
 * stopping anywhere loses nothing.
 *
 * @returns how many messages had words.
 */
export async function fillMessageWords(ctx: Ctx, until: number = performance.now() + ROUND_MS): Promise<number> {
  const { rows } = await ctx.db.execute<{ id: string; up_to: string | null }>(
    sql`select b.id, p.up_to from businesses b left join words_progress p on p.business_id = b.id`,
  );
  let taken = 0;
  for (const { id, up_to } of rows)
    taken += await fillBusiness(ctx, id, up_to === null ? null : new Date(up_to), until);
  return taken;
}

async function fillBusiness(ctx: Ctx, businessId: string, upTo: Date | null, until: number): Promise<number> {
  const began = ctx.now();
  const since = upTo === null ? new Date(0) : later(upTo, -LOOK_BACK_MS);
  let from: { slot: Date; id: string } = { slot: new Date(0), id: NO_BUSINESS };
  let taken = 0;
  for (;;) {
    const { rows } = await ctx.db.execute<{ taken: number; seen: number; slot: string; id: string }>(
      sql`select * from fill_message_words(${businessId}, ${since.toISOString()}::timestamptz,
        ${from.slot.toISOString()}::timestamptz, ${from.id}::uuid, ${AT_ONCE})`,
    );
    const [done] = rows;
    taken += done?.taken ?? 0;
    const isOver = !done || done.seen < AT_ONCE;
    if (done) from = { slot: new Date(done.slot), id: done.id };
    if (!isOver && performance.now() < until) continue;
    // Stopped in the middle: what was active before this slot is in, and the next round looks back from there.
    await noteProgress(ctx, businessId, isOver ? began : later(from.slot, LOOK_BACK_MS));
    return taken;
  }
}

async function noteProgress(ctx: Ctx, businessId: string, upTo: Date): Promise<void> {
  await ctx.db.execute(sql`insert into words_progress as p (business_id, up_to) values (${businessId}, ${upTo.toISOString()}::timestamptz)
    on conflict (business_id) do update set up_to = greatest(p.up_to, excluded.up_to)`);
}

export const messageWords: Repeated = {
  name: 'messages.words',
  cron: '* * * * *',
  run: async (ctx) => {
    const taken = await fillMessageWords(ctx);
    if (taken > 0) ctx.log.debug({ messages: taken }, 'words of messages can be found');
  },
};

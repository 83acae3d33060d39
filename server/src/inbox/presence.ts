import { and, eq, gt, ne, sql } from 'drizzle-orm';
import { members, people } from '../accounts/schema.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { later, SECOND } from '../platform/time.ts';
import type { PersonRef } from './api.ts';
import { presence } from './schema.ts';

/** A node says this often who has a screen open on it. */
export const SEEN_EVERY_MS = 15 * SECOND;
const OFFLINE_AFTER_MS = 45 * SECOND;

export type PresenceState = 'online' | 'away' | 'offline';
export type Presence = PersonRef & { state: PresenceState };

/** Everybody who may answer customers here, with their state now; who never came is offline. */
export async function listPresence({ db, now }: Ctx, businessId: string): Promise<Presence[]> {
  const rows = await db
    .select({ id: people.id, name: people.name, away: presence.away, seenAt: presence.seenAt })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .leftJoin(presence, and(eq(presence.businessId, members.businessId), eq(presence.personId, members.personId)))
    .where(and(eq(members.businessId, businessId), ne(members.role, 'viewer')))
    .orderBy(people.name, people.id);
  return rows.map(({ id, name, away, seenAt }) => ({ id, name, state: stateOf({ away, seenAt }, now()) }));
}

/** Notes that these people have a screen open now. */
export async function notePresence({ db, now }: Ctx, seen: { businessId: string; personId: string }[]): Promise<void> {
  if (seen.length === 0) return;
  const seenAt = now();
  await db
    .insert(presence)
    .values(seen.map((one) => ({ ...one, seenAt })))
    .onConflictDoUpdate({ target: [presence.businessId, presence.personId], set: { seenAt } });
}

/** Somebody's last screen on this node closed. Where another node shows them one, its next word brings them back. */
export async function noteGone({ db, now }: Ctx, businessId: string, personId: string): Promise<void> {
  await db
    .update(presence)
    .set({ seenAt: later(now(), -OFFLINE_AFTER_MS) })
    .where(and(eq(presence.businessId, businessId), eq(presence.personId, personId)));
}

/** Chosen by the person: `away` keeps a screen open and takes nothing new. */
export async function setAway({ db, now }: Ctx, businessId: string, personId: string, away: boolean): Promise<void> {
  await db
    .insert(presence)
    .values({ businessId, personId, away, seenAt: now() })
    .onConflictDoUpdate({ target: [presence.businessId, presence.personId], set: { away, seenAt: now() } });
}

/**
 * Whose turn it is to get a conversation: of those present, who waited longest. One after the other, so that two
 * conversations given out at once go to two people.
 *
 * @returns null when nobody is present.
 */
export async function nextInTurn({ now }: Ctx, tx: Tx, businessId: string): Promise<PersonRef | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`in turn ${businessId}`}, 0))`);
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    update presence set assigned_at = clock_timestamp()
    where business_id = ${businessId} and person_id = (
      select t.person_id from presence t
      join members m on m.business_id = t.business_id and m.person_id = t.person_id and m.role <> 'viewer'
      where t.business_id = ${businessId} and not t.away and t.seen_at > ${later(now(), -OFFLINE_AFTER_MS).toISOString()}::timestamptz
      order by t.assigned_at nulls first, t.person_id limit 1)
    returning person_id id, (select name from people where id = person_id) name`);
  return rows[0] ?? null;
}

/** Whether somebody has a screen open: then they need no push. */
export async function isPresent({ now }: Ctx, db: Db, businessId: string, personId: string): Promise<boolean> {
  const [row] = await db
    .select({ seenAt: presence.seenAt })
    .from(presence)
    .where(
      and(
        eq(presence.businessId, businessId),
        eq(presence.personId, personId),
        gt(presence.seenAt, later(now(), -OFFLINE_AFTER_MS)),
      ),
    );
  return row !== undefined;
}

function stateOf({ away, seenAt }: { away: boolean | null; seenAt: Date | null }, now: Date): PresenceState {
  if (seenAt === null || seenAt <= later(now, -OFFLINE_AFTER_MS)) return 'offline';
  return away ? 'away' : 'online';
}

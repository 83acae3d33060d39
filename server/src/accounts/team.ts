import { and, eq } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Actor, Role } from '../platform/policy.ts';
import { recordAudit } from './audit.ts';
import { endSessions } from './people.ts';
import { lastOwner, memberNotFound, ownersOnly } from './problems.ts';
import { members, people } from './schema.ts';

type MemberKey = { businessId: string; personId: string };

/** Somebody in the team of a business. */
export type Member = {
  id: string;
  name: string;
  email: string;
  role: Role;
  secondFactor: boolean;
  joinedAt: Date;
  lastSeenAt: Date | null;
};

const MEMBER = {
  id: people.id,
  name: people.name,
  email: people.email,
  role: members.role,
  secondFactor: people.twoFactorEnabled,
  joinedAt: members.createdAt,
  lastSeenAt: members.lastSeenAt,
};

/** The team of a business, by name. */
export async function listTeam(db: Db | Tx, businessId: string): Promise<Member[]> {
  return db
    .select(MEMBER)
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(eq(members.businessId, businessId))
    .orderBy(people.name, people.id);
}

/** One of the team. Null when this person does not work for the business. */
export async function findMember(db: Db | Tx, { businessId, personId }: MemberKey): Promise<Member | null> {
  const [member] = await db
    .select(MEMBER)
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.businessId, businessId), eq(members.personId, personId)));
  return member ?? null;
}

/**
 * Gives somebody another role. Whatever they are signed in with ends, so that no page goes on with the old one.
 *
 * @throws member-not-found, owners-only when an owner is made or unmade by somebody else, last-owner
 */
export async function changeRole(tx: Tx, key: MemberKey, { role, actor }: { role: Role; actor: Actor }): Promise<void> {
  const before = await lockMember(tx, key);
  if (before.role === role) return;
  if (before.role === 'owner' || role === 'owner') requireOwner(actor);
  if (before.role === 'owner') await requireAnotherOwner(tx, key);
  await tx.update(members).set({ role }).where(rowOf(key));
  await endSessions(tx, key.personId);
  await recordAudit(tx, {
    businessId: key.businessId,
    actor,
    action: 'team.role',
    subject: before.email,
    before: { role: before.role },
    after: { role },
  });
}

/**
 * Takes somebody out of the team. Their account stays, for other businesses.
 *
 * @throws member-not-found, owners-only, last-owner
 */
export async function removeMember(tx: Tx, key: MemberKey, actor: Actor): Promise<void> {
  const before = await lockMember(tx, key);
  const leaves = actor.kind === 'person' && actor.id === key.personId;
  if (before.role === 'owner') {
    if (!leaves) requireOwner(actor);
    await requireAnotherOwner(tx, key);
  }
  await tx.delete(members).where(rowOf(key));
  await endSessions(tx, key.personId);
  await recordAudit(tx, {
    businessId: key.businessId,
    actor,
    action: 'team.removed',
    subject: before.email,
    before: { role: before.role },
  });
}

/** Adds somebody; whoever is in the team already keeps their role. */
export async function addMember(tx: Tx, { businessId, personId }: MemberKey, role: Role): Promise<boolean> {
  const added = await tx.insert(members).values({ businessId, personId, role }).onConflictDoNothing().returning();
  return added.length > 0;
}

/** Notes that somebody is at work, to the minute. */
export async function noteSeen(ctx: Ctx, { businessId, personId }: MemberKey): Promise<void> {
  await ctx.db.update(members).set({ lastSeenAt: ctx.now() }).where(rowOf({ businessId, personId }));
}

/** @throws owners-only */
export function requireOwner(actor: Actor): void {
  if (actor.kind === 'operator' || (actor.kind === 'person' && actor.role === 'owner')) return;
  throw ownersOnly();
}

const rowOf = ({ businessId, personId }: MemberKey) =>
  and(eq(members.businessId, businessId), eq(members.personId, personId));

/** All owners' rows are locked, so that two of them cannot remove each other at the same moment. */
async function lockMember(tx: Tx, key: MemberKey): Promise<{ role: Role; email: string }> {
  await tx
    .select({ id: members.personId })
    .from(members)
    .where(and(eq(members.businessId, key.businessId), eq(members.role, 'owner')))
    .orderBy(members.personId)
    .for('update');
  const member = await findMember(tx, key);
  if (!member) throw memberNotFound();
  return member;
}

async function requireAnotherOwner(tx: Tx, { businessId, personId }: MemberKey): Promise<void> {
  const owners = await tx
    .select({ id: members.personId })
    .from(members)
    .where(and(eq(members.businessId, businessId), eq(members.role, 'owner')));
  if (!owners.some(({ id }) => id !== personId)) throw lastOwner();
}

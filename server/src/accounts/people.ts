import { and, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Role } from '../platform/policy.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { hashPassword, requireGoodPassword } from './passwords.ts';
import { emailTaken, sessionNotFound } from './problems.ts';
import { credentials, members, type Person, people, sessions } from './schema.ts';

export type NewPerson = { name: string; email: string; password: string };
export type Membership = { business: Business; role: Role; lastSeenAt: Date | null };

/** One address, one way to write it. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

/**
 * Makes an account. The caller proved that the address is theirs: by a link that was sent to it, or by the set-up link.
 *
 * @throws password-too-short, password-too-long, password-too-common, email-taken
 */
export async function addPerson(tx: Tx, { name, email, password }: NewPerson): Promise<Person> {
  requireGoodPassword(password, { email: plainEmail(email) });
  const kept = await hashPassword(password);
  const [person] = await tx
    .insert(people)
    .values({ name, email: plainEmail(email), emailVerified: true })
    .onConflictDoNothing()
    .returning();
  if (!person) throw emailTaken();
  await tx
    .insert(credentials)
    .values({ userId: person.id, accountId: person.id, providerId: 'credential', password: kept });
  return person;
}

export async function personByEmail(db: Db | Tx, email: string): Promise<Person | null> {
  const [person] = await db
    .select()
    .from(people)
    .where(eq(people.email, plainEmail(email)));
  return person ?? null;
}

/** Where somebody works; the business they were in last comes first. */
export async function membershipsOf(db: Db | Tx, personId: string): Promise<Membership[]> {
  return db
    .select({ business: businesses, role: members.role, lastSeenAt: members.lastSeenAt })
    .from(members)
    .innerJoin(businesses, eq(businesses.id, members.businessId))
    .where(eq(members.personId, personId))
    .orderBy(sql`${members.lastSeenAt} desc nulls last`, businesses.createdAt, businesses.id);
}

export type SessionRow = typeof sessions.$inferSelect;

/** Browsers that somebody is signed in with, the newest first. */
export async function sessionsOf(ctx: Ctx, personId: string): Promise<SessionRow[]> {
  const open = and(eq(sessions.userId, personId), gt(sessions.expiresAt, ctx.now()));
  return ctx.db.select().from(sessions).where(open).orderBy(desc(sessions.updatedAt));
}

/** @throws session-not-found */
export async function endSession(db: Db | Tx, { personId, id }: { personId: string; id: string }): Promise<void> {
  const ours = and(eq(sessions.userId, personId), eq(sessions.id, id));
  const ended = await db.delete(sessions).where(ours).returning({ id: sessions.id });
  if (ended.length === 0) throw sessionNotFound();
}

/**
 * Ends what somebody is signed in with: all of it, all but one session, or some of them.
 */
export async function endSessions(
  db: Db | Tx,
  personId: string,
  { butFor, ids }: { butFor?: string; ids?: string[] } = {},
): Promise<void> {
  const conditions = [eq(sessions.userId, personId)];
  if (butFor !== undefined) conditions.push(ne(sessions.id, butFor));
  if (ids !== undefined) conditions.push(inArray(sessions.id, ids));
  await db.delete(sessions).where(and(...conditions));
}

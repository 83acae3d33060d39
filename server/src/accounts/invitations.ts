import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Actor, Role } from '../platform/policy.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { DAY, later } from '../platform/time.ts';
import { recordAudit } from './audit.ts';
import { addPerson, type NewPerson, personByEmail, plainEmail } from './people.ts';
import { alreadyMember, emailTaken, invitationNotFound, linkInvalid } from './problems.ts';
import { invitations, type Person } from './schema.ts';
import { addMember, findMember, requireOwner } from './team.ts';
import { hashOf, newToken } from './tokens.ts';

const INVITATION_MS = 7 * DAY;

export type Invitation = typeof invitations.$inferSelect;

/**
 * Invites somebody by their address. An open invitation to the same address is replaced: its link no longer works.
 *
 * @returns the token for the link, which is kept nowhere; the language of the invited, if we know them.
 * @throws already-member; owners-only when somebody else than an owner invites an owner
 */
export async function invite(
  ctx: Ctx,
  tx: Tx,
  { businessId, actor, email, role }: { businessId: string; actor: Actor; email: string; role: Role },
): Promise<{ invitation: Invitation; token: string; language: string | null }> {
  if (role === 'owner') requireOwner(actor);
  const address = plainEmail(email);
  const person = await personByEmail(tx, address);
  if (person && (await findMember(tx, { businessId, personId: person.id }))) throw alreadyMember();

  await tx
    .update(invitations)
    .set({ revokedAt: ctx.now() })
    .where(and(openOf(businessId), eq(invitations.email, address)));
  const token = newToken();
  const [invitation] = await tx
    .insert(invitations)
    .values({
      businessId,
      email: address,
      role,
      tokenHash: hashOf(token),
      invitedBy: 'name' in actor ? actor.name : 'Operator',
      createdAt: ctx.now(),
      expiresAt: later(ctx.now(), INVITATION_MS),
    })
    .returning();
  await recordAudit(tx, { businessId, actor, action: 'team.invited', subject: address, after: { role } });
  return { invitation: invitation!, token, language: person?.language ?? null };
}

/** Invitations nobody has taken up yet, newest first; those that are too old among them. */
export async function listInvitations(db: Db | Tx, businessId: string): Promise<Invitation[]> {
  return db.select().from(invitations).where(openOf(businessId)).orderBy(desc(invitations.createdAt));
}

/** @throws invitation-not-found */
export async function revokeInvitation(
  ctx: Ctx,
  tx: Tx,
  { businessId, id, actor }: { businessId: string; id: string; actor: Actor },
): Promise<void> {
  const row = and(openOf(businessId), eq(invitations.id, id));
  const [revoked] = await tx.update(invitations).set({ revokedAt: ctx.now() }).where(row).returning();
  if (!revoked) throw invitationNotFound();
  await recordAudit(tx, { businessId, actor, action: 'team.invitation_revoked', subject: revoked.email });
}

/** What a link is about. @throws link-invalid */
export async function readInvitation(
  ctx: Ctx,
  db: Db | Tx,
  { id, token }: { id: string; token: string },
): Promise<{ invitation: Invitation; business: Business; isKnown: boolean }> {
  const [found] = await db
    .select({ invitation: invitations, business: businesses })
    .from(invitations)
    .innerJoin(businesses, eq(businesses.id, invitations.businessId))
    .where(
      and(
        eq(invitations.id, id),
        eq(invitations.tokenHash, hashOf(token)),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, ctx.now()),
      ),
    );
  if (!found) throw linkInvalid();
  return { ...found, isKnown: (await personByEmail(db, found.invitation.email)) !== null };
}

/**
 * Takes up an invitation: with a new account for its address, or as the person of that address who is signed in.
 *
 * @throws link-invalid; email-taken when the address has an account and somebody else, or nobody, is signed in
 */
export async function accept(
  ctx: Ctx,
  tx: Tx,
  { id, token, as }: { id: string; token: string; as: Person | Omit<NewPerson, 'email'> | null },
): Promise<Person> {
  const { invitation, business, isKnown } = await readInvitation(ctx, tx, { id, token });
  const [taken] = await tx
    .update(invitations)
    .set({ acceptedAt: ctx.now() })
    .where(and(openOf(business.id), eq(invitations.id, id)))
    .returning();
  if (!taken) throw linkInvalid(); // somebody else was quicker with the same link
  const person = await whoAccepts(tx, invitation.email, isKnown, as);
  await addMember(tx, { businessId: business.id, personId: person.id }, invitation.role);
  await recordAudit(tx, {
    businessId: business.id,
    actor: { kind: 'person', id: person.id, name: person.name, role: invitation.role },
    action: 'team.joined',
    subject: person.email,
    after: { role: invitation.role, invitedBy: invitation.invitedBy },
  });
  return person;
}

async function whoAccepts(
  tx: Tx,
  email: string,
  isKnown: boolean,
  as: Person | Omit<NewPerson, 'email'> | null,
): Promise<Person> {
  if (as && 'id' in as && as.email === email) return as;
  if (isKnown || !as || !('password' in as)) throw emailTaken();
  return addPerson(tx, { name: as.name, password: as.password, email });
}

const openOf = (businessId: string) =>
  and(eq(invitations.businessId, businessId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

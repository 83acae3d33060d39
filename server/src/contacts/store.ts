import { and, eq } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import type { IDENTITY_KINDS } from './api.ts';
import { canonicalPhone } from './phone-variants.ts';
import { contactNotFound } from './problems.ts';
import { type Contact, contactIdentities, contacts } from './schema.ts';

/** How a person is known, all of it. */
export type KnownAs = Partial<Record<(typeof IDENTITY_KINDS)[number], string>>;

/**
 * The contact behind a phone number; made when nobody has it yet (somebody writes to a customer first).
 *
 * @param phone E.164 with "+".
 */
export async function contactOfPhone(tx: Tx, businessId: string, phone: string): Promise<Contact> {
  const canonical = canonicalPhone(phone);
  const known = await findByPhone(tx, businessId, canonical);
  if (known) return known;

  const [contact] = await tx.insert(contacts).values({ businessId, name: '' }).returning();
  const claimed = await tx
    .insert(contactIdentities)
    .values([
      { businessId, kind: 'phone', value: canonical, contactId: contact!.id },
      { businessId, kind: 'wa_id', value: canonical.slice(1), contactId: contact!.id },
    ])
    .onConflictDoNothing()
    .returning({ kind: contactIdentities.kind });
  if (claimed.some(({ kind }) => kind === 'phone')) return contact!;
  // Somebody else met the same stranger in this moment: theirs counts.
  await tx
    .delete(contactIdentities)
    .where(and(eq(contactIdentities.businessId, businessId), eq(contactIdentities.contactId, contact!.id)));
  await tx.delete(contacts).where(and(eq(contacts.businessId, businessId), eq(contacts.id, contact!.id)));
  return (await findByPhone(tx, businessId, canonical))!;
}

/** @param phone any variant of the number. */
export async function findByPhone(
  tx: Pick<Tx, 'select'>,
  businessId: string,
  phone: string,
): Promise<Contact | undefined> {
  return findContact(tx, businessId, { phone });
}

/** @throws contact-not-found; an id of another business answers like a missing one. */
export async function requireContact(tx: Pick<Tx, 'select'>, businessId: string, id: string): Promise<Contact> {
  const [contact] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.businessId, businessId), eq(contacts.id, id)));
  if (!contact) throw contactNotFound();
  return contact;
}

/** The contact known by any of these, the most certain first. */
export async function findContact(
  tx: Pick<Tx, 'select'>,
  businessId: string,
  known: KnownAs,
): Promise<Contact | undefined> {
  for (const { kind, value } of valuesOf(known)) {
    const [found] = await tx
      .select({ contact: contacts })
      .from(contactIdentities)
      .innerJoin(
        contacts,
        and(eq(contacts.businessId, contactIdentities.businessId), eq(contacts.id, contactIdentities.contactId)),
      )
      .where(
        and(
          eq(contactIdentities.businessId, businessId),
          eq(contactIdentities.kind, kind),
          eq(contactIdentities.value, value),
        ),
      );
    if (found) return found.contact;
  }
  return undefined;
}

/** As they are stored: phones in their canonical spelling. */
const valuesOf = (known: KnownAs) =>
  (['bsuid', 'phone', 'wa_id', 'username'] as const).flatMap((kind) => {
    const value = known[kind];
    return value ? [{ kind, value: kind === 'phone' ? canonicalPhone(value) : value }] : [];
  });

/** Newest value of each kind. */
export async function identitiesOf(tx: Pick<Tx, 'select'>, businessId: string, contactId: string): Promise<KnownAs> {
  const rows = await tx
    .select()
    .from(contactIdentities)
    .where(and(eq(contactIdentities.businessId, businessId), eq(contactIdentities.contactId, contactId)))
    .orderBy(contactIdentities.createdAt);
  return Object.fromEntries(rows.map(({ kind, value }) => [kind, value]));
}

/**
 * A person took a new number or got a new id from the provider: what they are known by moves to the same contact.
 * The old values stay theirs, for messages that still travel.
 *
 * Should the new value already belong to another contact, it is left there: two people's histories are never mixed
 * without a person looking.
 *
 * @returns the contact; null when nobody was known by `from`.
 */
export async function moveIdentity(tx: Tx, businessId: string, from: KnownAs, to: KnownAs): Promise<string | null> {
  const old = await findContact(tx, businessId, from);
  if (!old) return null;
  const moved = valuesOf(to).map((identity) => ({ businessId, contactId: old.id, ...identity }));
  if (moved.length > 0) await tx.insert(contactIdentities).values(moved).onConflictDoNothing();
  return old.id;
}

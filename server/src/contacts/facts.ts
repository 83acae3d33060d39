import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../platform/context.ts';
import { contacts } from './schema.ts';

/** What may be kept of what people tell about themselves. */
export const FACT_NAMES = [
  'name',
  'email',
  'clothing_size',
  'shoe_size',
  'favourite_colour',
  'address',
  'note',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** What a contact told about themselves and allowed to be kept; null when there is no such contact. */
export async function factsOf(
  db: Db | Tx,
  businessId: string,
  contactId: string,
): Promise<Record<string, string> | null> {
  const [contact] = await db
    .select({ facts: contacts.facts })
    .from(contacts)
    .where(and(eq(contacts.businessId, businessId), eq(contacts.id, contactId)));
  return contact?.facts ?? null;
}

/**
 * Adds to what is known of a contact, or corrects it; null forgets.
 *
 * Whoever calls has made sure that the contact wants it kept.
 */
export async function changeFacts(
  tx: Tx,
  businessId: string,
  contactId: string,
  facts: Readonly<Record<string, string | null>>,
): Promise<void> {
  await tx
    .update(contacts)
    .set({ facts: sql`jsonb_strip_nulls(${contacts.facts} || ${JSON.stringify(facts)}::jsonb)` })
    .where(and(eq(contacts.businessId, businessId), eq(contacts.id, contactId)));
}

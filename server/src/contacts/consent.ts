import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '../platform/context.ts';
import { consents } from './schema.ts';

export type Consent = {
  businessId: string;
  contactId: string;
  scope: 'marketing';
  granted: boolean;
  source: string; // "word: STOP", "whatsapp user_preferences", "operator"
  at: Date;
};

/**
 * Writes down that a person allowed or forbade something. Saying the same again changes nothing.
 *
 * @returns false when nothing changed.
 */
export async function recordConsent(tx: Tx, consent: Consent): Promise<boolean> {
  const current = await consentOf(tx, consent.businessId, consent.contactId, consent.scope);
  if (current?.granted === consent.granted) return false;
  await tx.insert(consents).values(consent);
  return true;
}

/** What a person last said about `scope`; null when they never said anything. */
export async function consentOf(
  db: Pick<Tx, 'select'>,
  businessId: string,
  contactId: string,
  scope: Consent['scope'],
): Promise<{ granted: boolean; source: string; at: Date } | null> {
  const { granted, source, at } = consents;
  const [newest] = await db
    .select({ granted, source, at })
    .from(consents)
    .where(and(eq(consents.businessId, businessId), eq(consents.contactId, contactId), eq(consents.scope, scope)))
    .orderBy(desc(at), desc(consents.id))
    .limit(1);
  return newest ?? null;
}

/** Everything a person said about `scope`, newest first; the first counts. */
export async function consentHistory(
  db: Pick<Tx, 'select'>,
  businessId: string,
  contactId: string,
  scope: Consent['scope'],
): Promise<Consent[]> {
  return db
    .select()
    .from(consents)
    .where(and(eq(consents.businessId, businessId), eq(consents.contactId, contactId), eq(consents.scope, scope)))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(100);
}

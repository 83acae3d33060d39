import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import type { Actor } from '../platform/policy.ts';
import { cleanLine, cleanText } from '../platform/text.ts';
import type { ContactDetail, ContactEdit, MergeView, Standing } from './api.ts';
import { consentHistory } from './consent.ts';
import { changeFacts } from './facts.ts';
import { readContacts, withLastMessages } from './listing.ts';
import { contactErased, contactExists, contactMerged, contactNotFound, tooManyTags } from './problems.ts';
import type { PersonRecords } from './records.ts';
import { type Contact, contactIdentities, contactMerges, contacts } from './schema.ts';
import { contactOfPhone, findByPhone } from './store.ts';

const MOST_TAGS = 50;
const LONGEST_NAME = 256;

/** Everything about one person. @throws contact-not-found */
export async function readContact(
  db: Db,
  records: readonly PersonRecords[],
  businessId: string,
  contactId: string,
): Promise<ContactDetail> {
  const whose = { businessId, contactId };
  const [contact] = await db.select().from(contacts).where(isContact(whose));
  if (!contact) throw contactNotFound();
  const [listed] = await withLastMessages(
    db,
    records,
    businessId,
    await readContacts(db, businessId, sql`${contactId}::uuid`),
  );
  const identities = await db
    .select()
    .from(contactIdentities)
    .where(and(eq(contactIdentities.businessId, businessId), eq(contactIdentities.contactId, contactId)))
    .orderBy(asc(contactIdentities.kind), asc(contactIdentities.createdAt));
  const said = await consentHistory(db, businessId, contactId, 'marketing');
  return {
    ...listed!,
    identities: identities.map(({ kind, value, createdAt }) => ({ kind, value, since: createdAt.toISOString() })),
    facts: contact.facts,
    consents: said.map(({ scope, granted, source, at }) => ({ scope, granted, source, at: at.toISOString() })),
    standing: await standingOf(db, records, whose),
    merges: await mergesOf(db, whose),
    mergedInto: contact.mergedInto,
    erasedAt: contact.erasedAt?.toISOString() ?? null,
  };
}

type Whose = { businessId: string; contactId: string };

async function standingOf(db: Db, records: readonly PersonRecords[], whose: Whose): Promise<Standing> {
  const none: Standing = {
    conversations: [],
    orders: { count: 0, open: 0, spent: [] },
    tickets: { count: 0, open: 0 },
  };
  const told = await Promise.all(records.map((one) => one.standing?.(db, whose)));
  return Object.assign(none, ...told);
}

async function mergesOf(db: Db, { businessId, contactId }: Whose): Promise<MergeView[]> {
  const rows = await db
    .select({ merge: contactMerges, mergedName: contacts.name })
    .from(contactMerges)
    .innerJoin(
      contacts,
      and(eq(contacts.businessId, contactMerges.businessId), eq(contacts.id, contactMerges.mergedId)),
    )
    .where(
      and(
        eq(contactMerges.businessId, businessId),
        eq(contactMerges.keptId, contactId),
        isNull(contactMerges.undoneAt),
      ),
    )
    .orderBy(desc(contactMerges.mergedAt));
  return rows.map(({ merge: { id, keptId, mergedId, mergedBy, mergedAt }, mergedName }) => ({
    id,
    keptId,
    mergedId,
    mergedName,
    mergedBy,
    mergedAt: mergedAt.toISOString(),
  }));
}

/**
 * Somebody the team knows and who has not written yet.
 *
 * @param phone E.164 with "+".
 * @throws contact-exists
 */
export async function createContact(
  ctx: Ctx,
  by: { businessId: string; actor: Actor },
  phone: string,
  edit: ContactEdit,
): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const known = await findByPhone(tx, by.businessId, phone);
    if (known) throw contactExists(known.id);
    const { id: contactId } = await contactOfPhone(tx, by.businessId, phone);
    await change(ctx, tx, { businessId: by.businessId, contactId }, edit);
    await recordAudit(tx, { ...by, action: 'contact.created', subject: contactId });
    return contactId;
  });
}

/** Changes what is named. @throws contact-not-found, contact-merged, contact-erased */
export async function editContact(
  ctx: Ctx,
  by: { businessId: string; actor: Actor },
  contactId: string,
  edit: ContactEdit,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const before = await lockContact(tx, { businessId: by.businessId, contactId });
    await change(ctx, tx, { businessId: by.businessId, contactId }, edit);
    // The log stays for ever, so it names what changed and not what somebody told about themselves.
    const changed = Object.keys({ ...edit, ...edit.facts }).filter((name) => name !== 'facts');
    const tags = edit.tags
      ? { before: { tags: before.tags }, after: { changed, tags: edit.tags } }
      : { after: { changed } };
    await recordAudit(tx, { ...by, action: 'contact.edited', subject: contactId, ...tags });
  });
}

async function change(ctx: Ctx, tx: Tx, whose: Whose, { name, language, facts, tags }: ContactEdit): Promise<void> {
  const set = {
    ...(name === undefined ? {} : { name: cleanLine(name, LONGEST_NAME), namedAt: ctx.now() }),
    ...(language === undefined ? {} : { language }),
    ...(tags === undefined ? {} : { tags: [...new Set(tags.map((tag) => cleanLine(tag)))] }),
  };
  if (Object.keys(set).length > 0) await tx.update(contacts).set(set).where(isContact(whose));
  if (facts) await changeFacts(tx, whose.businessId, whose.contactId, cleanFacts(facts));
}

const cleanFacts = (facts: Record<string, string | null>): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      value && cleanText(value).trim() ? cleanText(value).trim() : null,
    ]),
  );

/** Puts tags on many people, or takes them off. @returns how many there were. @throws too-many-tags */
export async function tagContacts(
  ctx: Ctx,
  by: { businessId: string; actor: Actor },
  { contactIds, add, remove }: { contactIds: string[]; add: string[]; remove: string[] },
): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const ids = [...new Set(contactIds)].sort();
    const meant = and(eq(contacts.businessId, by.businessId), inArray(contacts.id, ids), isNull(contacts.erasedAt));
    const rows = await tx
      .select({ id: contacts.id, tags: contacts.tags })
      .from(contacts)
      .where(meant)
      .orderBy(contacts.id)
      .for('no key update');
    for (const { id, tags } of rows) {
      const wanted = [...new Set([...tags, ...add])].filter((tag) => !remove.includes(tag));
      if (wanted.length > MOST_TAGS) throw tooManyTags(MOST_TAGS);
      await tx
        .update(contacts)
        .set({ tags: wanted })
        .where(isContact({ businessId: by.businessId, contactId: id }));
    }
    await recordAudit(tx, {
      ...by,
      action: 'contact.tagged',
      subject: `${rows.length} contacts`,
      after: { add, remove },
    });
    return rows.length;
  });
}

/** For a change. @throws contact-not-found, contact-merged, contact-erased */
export async function lockContact(tx: Tx, whose: Whose): Promise<Contact> {
  const [contact] = await tx.select().from(contacts).where(isContact(whose)).for('no key update');
  if (!contact) throw contactNotFound();
  if (contact.mergedInto) throw contactMerged(contact.mergedInto);
  if (contact.erasedAt) throw contactErased();
  return contact;
}

export const isContact = ({ businessId, contactId }: Whose) =>
  and(eq(contacts.businessId, businessId), eq(contacts.id, contactId));

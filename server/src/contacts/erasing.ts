import { and, eq, or } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx } from '../platform/context.ts';
import { announce, defineFact } from '../platform/facts.ts';
import type { Actor } from '../platform/policy.ts';
import { isContact, lockContact } from './people.ts';
import type { PersonRecords } from './records.ts';
import { consents, contactIdentities, contactMerges, contacts } from './schema.ts';

/** Somebody asked to be forgotten, and was. */
export const contactErased = defineFact('contact.erased', z.object({ businessId: z.uuid(), contactId: z.uuid() }));

/**
 * Forgets a person: name, numbers, what they told and wrote, their files. Orders and tickets stay with their numbers,
 * sums and dates, which the books need, and belong to a contact without a name. Who was merged into them goes too.
 * This cannot be undone; should they write again, they are a stranger who agreed to nothing.
 *
 * @throws contact-not-found, contact-merged, contact-erased
 */
export async function eraseContact(
  ctx: Ctx,
  records: readonly PersonRecords[],
  { businessId, actor }: { businessId: string; actor: Actor },
  contactId: string,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    for (const one of records) await one.erase(ctx, tx, { businessId, contactId });
    await lockContact(tx, { businessId, contactId });
    const theirs = { businessId, contactId };
    await tx
      .delete(contactIdentities)
      .where(and(eq(contactIdentities.businessId, businessId), eq(contactIdentities.contactId, contactId)));
    await tx.delete(consents).where(and(eq(consents.businessId, businessId), eq(consents.contactId, contactId)));
    await tx
      .update(contactMerges)
      .set({ moved: {} })
      .where(and(eq(contactMerges.businessId, businessId), eq(contactMerges.keptId, contactId)));
    const nothing = { name: '', language: null, facts: {}, tags: [], erasedAt: at };
    await tx
      .update(contacts)
      .set(nothing)
      .where(or(isContact(theirs), and(eq(contacts.businessId, businessId), eq(contacts.mergedInto, contactId))));
    await announce(ctx, tx, contactErased, theirs);
    await recordAudit(tx, { businessId, actor, action: 'contact.erased', subject: contactId });
  });
}

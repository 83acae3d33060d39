import { and, eq, inArray, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Actor } from '../platform/policy.ts';
import { consentOf } from './consent.ts';
import { isContact, lockContact } from './people.ts';
import { contactMergedWithItself, mergeNotFound, mergeNotUndoable } from './problems.ts';
import type { Move, PersonRecords } from './records.ts';
import { type Contact, consents, contactIdentities, contactMerges, contacts } from './schema.ts';

export type MergedBy = { businessId: string; actor: Actor };

/** Our own part of what a merge moved. */
const Moved = z.object({
  identities: z.array(z.tuple([z.string(), z.string()])),
  consents: z.array(z.string()),
  refusal: z.string().nullable(), // the row that keeps a no a no
  before: z.object({
    name: z.string(),
    language: z.string().nullable(),
    facts: z.record(z.string(), z.string()),
    tags: z.array(z.string()),
  }),
  after: z.object({
    name: z.string(),
    language: z.string().nullable(),
    facts: z.record(z.string(), z.string()),
    tags: z.array(z.string()),
  }),
});
type Moved = z.infer<typeof Moved>;

/**
 * Two contacts are one person: everything of `merged` goes to `kept`, whose own name, language and facts win. What
 * either refused stays refused. All of it can be undone.
 *
 * @returns the id of the merge.
 * @throws contact-merged-with-itself; contact-not-found, contact-merged, contact-erased
 */
export async function mergeContacts(
  ctx: Ctx,
  records: readonly PersonRecords[],
  { businessId, actor }: MergedBy,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<string> {
  if (keptId === mergedId) throw contactMergedWithItself();
  return ctx.db.transaction(async (tx) => {
    const at = ctx.now();
    const move: Move = { businessId, from: mergedId, to: keptId, at };
    // The conversations' locks come first, as in a turn: whatever a turn under way makes for the merged one is then
    // either here already and moves, or is made again for the kept one.
    const moved: Record<string, unknown> = {};
    for (const one of records) moved[one.name] = await one.move(tx, move);
    const [kept, merged] = await lockBoth(tx, businessId, keptId, mergedId);
    moved.contacts = await moveOwn(tx, move, kept, merged);
    await tx
      .update(contacts)
      .set({ mergedInto: keptId })
      .where(isContact({ businessId, contactId: mergedId }));
    const [merge] = await tx
      .insert(contactMerges)
      .values({
        businessId,
        keptId,
        mergedId,
        moved,
        mergedBy: 'name' in actor ? actor.name : 'Operator',
        mergedAt: at,
      })
      .returning({ id: contactMerges.id });
    await recordAudit(tx, {
      businessId,
      actor,
      action: 'contact.merged',
      subject: keptId,
      after: { merged: mergedId },
    });
    return merge!.id;
  });
}

/** In the order of their ids, as everywhere: two merges at once wait for each other instead of for ever. */
async function lockBoth(tx: Tx, businessId: string, keptId: string, mergedId: string): Promise<[Contact, Contact]> {
  const locked = new Map<string, Contact>();
  for (const contactId of [keptId, mergedId].sort())
    locked.set(contactId, await lockContact(tx, { businessId, contactId }));
  return [locked.get(keptId)!, locked.get(mergedId)!];
}

async function moveOwn(tx: Tx, { businessId, from, to, at }: Move, kept: Contact, merged: Contact): Promise<Moved> {
  const said = [await consentOf(tx, businessId, to, 'marketing'), await consentOf(tx, businessId, from, 'marketing')];
  const refused = said.find((one) => one?.granted === false);
  const identities = await tx
    .update(contactIdentities)
    .set({ contactId: to })
    .where(and(eq(contactIdentities.businessId, businessId), eq(contactIdentities.contactId, from)))
    .returning({ kind: contactIdentities.kind, value: contactIdentities.value });
  const ledger = await tx
    .update(consents)
    .set({ contactId: to })
    .where(and(eq(consents.businessId, businessId), eq(consents.contactId, from)))
    .returning({ id: consents.id });
  const now = await consentOf(tx, businessId, to, 'marketing');
  const refusal =
    refused && now?.granted ? await refuse(tx, { businessId, contactId: to, at, source: refused.source }) : null;
  const before = fieldsOf(kept);
  const after = {
    name: kept.name || merged.name,
    language: kept.language ?? merged.language,
    facts: { ...merged.facts, ...kept.facts },
    tags: [...new Set([...kept.tags, ...merged.tags])],
  };
  await tx
    .update(contacts)
    .set(after)
    .where(isContact({ businessId, contactId: to }));
  return {
    identities: identities.map(({ kind, value }) => [kind, value]),
    consents: ledger.map(({ id }) => id),
    refusal,
    before,
    after,
  };
}

const fieldsOf = ({ name, language, facts, tags }: Contact) => ({ name, language, facts, tags });

async function refuse(
  tx: Tx,
  { source, ...said }: { businessId: string; contactId: string; at: Date; source: string },
) {
  const [row] = await tx
    .insert(consents)
    .values({
      ...said,
      scope: 'marketing',
      granted: false,
      source: `merged contact had refused (${source})`.slice(0, 1_000),
    })
    .returning({ id: consents.id });
  return row!.id;
}

/**
 * Takes two contacts apart again as they were before, except for what somebody changed since. Messages written since
 * stay in the conversation they are in.
 *
 * @throws merge-not-found, merge-not-undoable
 */
export async function undoMerge(
  ctx: Ctx,
  records: readonly PersonRecords[],
  { businessId, actor }: MergedBy,
  { keptId, mergeId }: { keptId: string; mergeId: string },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const isMerge = and(
      eq(contactMerges.businessId, businessId),
      eq(contactMerges.id, mergeId),
      eq(contactMerges.keptId, keptId),
    );
    const [merge] = await tx
      .select()
      .from(contactMerges)
      .where(and(isMerge, isNull(contactMerges.undoneAt)))
      .for('update');
    if (!merge) throw mergeNotFound();
    const { mergedId, moved } = merge;
    const [kept, merged] = await bothNow(tx, businessId, keptId, mergedId);
    if (kept?.mergedInto || kept?.erasedAt || merged?.mergedInto !== keptId || merged.erasedAt)
      throw mergeNotUndoable();
    const move: Move = { businessId, from: mergedId, to: keptId, at: ctx.now() };
    for (const one of records) await one.moveBack(tx, move, moved[one.name]);
    await moveOwnBack(tx, move, kept!, Moved.parse(moved.contacts));
    await tx
      .update(contacts)
      .set({ mergedInto: null })
      .where(isContact({ businessId, contactId: mergedId }));
    await tx.update(contactMerges).set({ undoneAt: ctx.now() }).where(isMerge);
    await recordAudit(tx, {
      businessId,
      actor,
      action: 'contact.unmerged',
      subject: keptId,
      after: { apart: mergedId },
    });
  });
}

async function bothNow(tx: Tx, businessId: string, keptId: string, mergedId: string) {
  const rows = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.businessId, businessId), inArray(contacts.id, [keptId, mergedId])))
    .orderBy(contacts.id)
    .for('no key update');
  return [rows.find(({ id }) => id === keptId), rows.find(({ id }) => id === mergedId)];
}

async function moveOwnBack(tx: Tx, { businessId, from, to }: Move, kept: Contact, moved: Moved): Promise<void> {
  for (const [, value] of moved.identities) {
    await tx
      .update(contactIdentities)
      .set({ contactId: from })
      .where(
        and(
          eq(contactIdentities.businessId, businessId),
          eq(contactIdentities.contactId, to),
          eq(contactIdentities.value, value),
        ),
      );
  }
  if (moved.refusal)
    await tx.delete(consents).where(and(eq(consents.businessId, businessId), eq(consents.id, moved.refusal)));
  if (moved.consents.length > 0) {
    await tx
      .update(consents)
      .set({ contactId: from })
      .where(and(eq(consents.businessId, businessId), inArray(consents.id, moved.consents)));
  }
  const { before, after } = moved;
  await tx
    .update(contacts)
    .set({
      name: kept.name === after.name ? before.name : kept.name,
      language: kept.language === after.language ? before.language : kept.language,
      facts: isSame(kept.facts, after.facts) ? before.facts : kept.facts,
      tags: isSame(kept.tags, after.tags) ? before.tags : kept.tags,
    })
    .where(isContact({ businessId, contactId: to }));
}

const isSame = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

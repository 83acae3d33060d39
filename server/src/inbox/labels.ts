import { and, asc, eq, sql } from 'drizzle-orm';
import { requireConversation } from '../conversations/index.ts';
import type { Ctx, Db } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { addEntry } from './entries.ts';
import type { ConversationRef } from './ownership.ts';
import { labelNotFound } from './problems.ts';
import { conversationLabels, labels } from './schema.ts';

export const listLabels = (db: Db, businessId: string) =>
  db
    .select({ name: labels.name, colour: labels.colour })
    .from(labels)
    .where(eq(labels.businessId, businessId))
    .orderBy(asc(labels.name));

/** Makes a label, or gives it another colour. */
export async function putLabel({ db, now }: Ctx, businessId: string, name: string, colour: string): Promise<void> {
  await db
    .insert(labels)
    .values({ businessId, name, colour, createdAt: now() })
    .onConflictDoUpdate({ target: [labels.businessId, labels.name], set: { colour } });
}

/** Takes a label away, from every conversation too. @throws label-not-found */
export async function deleteLabel({ db }: Ctx, businessId: string, name: string): Promise<void> {
  const gone = await db
    .delete(labels)
    .where(and(eq(labels.businessId, businessId), eq(labels.name, name)))
    .returning({ name: labels.name });
  if (gone.length === 0) throw labelNotFound();
}

/**
 * Gives a conversation labels and takes others away.
 *
 * @throws conversation-not-found; label-not-found for one that was never made
 */
export async function changeLabels(
  ctx: Ctx,
  ref: ConversationRef,
  actor: Actor,
  { add = [], remove = [] }: { add?: string[] | undefined; remove?: string[] | undefined },
): Promise<void> {
  const { businessId, conversationId } = ref;
  await ctx.db.transaction(async (tx) => {
    await requireConversation(tx, businessId, conversationId);
    const known = await tx.select({ name: labels.name }).from(labels).where(eq(labels.businessId, businessId));
    if (add.some((label) => !known.some(({ name }) => name === label))) throw labelNotFound();
    const added =
      add.length === 0
        ? []
        : await tx
            .insert(conversationLabels)
            .values(add.map((label) => ({ ...ref, label, at: ctx.now() })))
            .onConflictDoNothing()
            .returning({ label: conversationLabels.label });
    const removed =
      remove.length === 0
        ? []
        : await tx
            .delete(conversationLabels)
            .where(
              and(
                eq(conversationLabels.businessId, businessId),
                eq(conversationLabels.conversationId, conversationId),
                sql`${conversationLabels.label} = any(${sql.param(remove)}::text[])`,
              ),
            )
            .returning({ label: conversationLabels.label });
    if (added.length + removed.length === 0) return;
    const names = (rows: { label: string }[]) => rows.map(({ label }) => label);
    await addEntry(ctx, tx, ref, actor, 'labels', { details: { added: names(added), removed: names(removed) } });
  });
  tellLive(ctx, businessId, { kind: 'conversation', id: conversationId });
}

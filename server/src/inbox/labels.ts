import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { requireConversation } from '../conversations/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { LABEL_COLOURS } from './api.ts';
import { addEntry, type Editor } from './entries.ts';
import type { ConversationRef } from './ownership.ts';
import { labelNotFound, labelTaken } from './problems.ts';
import { conversationLabels, labels, savedViews } from './schema.ts';

export const LabelName = z.string().trim().toLowerCase().min(1).max(50);
export const Label = z.object({ name: LabelName, colour: z.enum(LABEL_COLOURS) });
export type Label = z.infer<typeof Label>;

const UNIQUE_VIOLATION = '23505';
const MOST_TOLD = 201; // one more than screens take by name: then they read their lists again

const shown = { name: labels.name, colour: labels.colour };

export const listLabels = (db: Db, businessId: string) =>
  db.select(shown).from(labels).where(eq(labels.businessId, businessId)).orderBy(asc(labels.name));

/** Makes a label, or gives it another colour. */
export async function putLabel(ctx: Ctx, { businessId, actor }: Editor, after: Label): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const made = await tx
      .insert(labels)
      .values({ businessId, ...after, createdAt: ctx.now() })
      .onConflictDoNothing()
      .returning(shown);
    if (made.length > 0)
      return recordAudit(tx, { businessId, actor, action: 'label.created', subject: after.name, after });
    await edit(tx, { businessId, actor }, after.name, after);
  });
}

/**
 * Renames a label, in every conversation and saved view too, or gives it another colour.
 *
 * @throws label-not-found, label-taken
 */
export async function changeLabel(
  ctx: Ctx,
  editor: Editor,
  name: string,
  change: { name?: string | undefined; colour?: Label['colour'] | undefined },
): Promise<Pick<typeof labels.$inferSelect, 'name' | 'colour'>> {
  const { businessId } = editor;
  try {
    const after = await ctx.db.transaction((tx) => edit(tx, editor, name, change));
    if (after.name !== name) await tellOfLabel(ctx, businessId, after.name);
    return after;
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) throw labelTaken(change.name ?? name);
    throw error;
  }
}

/** Takes a label away, from every conversation too. @throws label-not-found */
export async function deleteLabel({ db }: Ctx, { businessId, actor }: Editor, name: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.delete(labels).where(isIt(businessId, name)).returning(shown);
    if (!before) throw labelNotFound();
    await recordAudit(tx, { businessId, actor, action: 'label.deleted', subject: name, before });
  });
}

/**
 * Gives a conversation labels and takes others away, in the caller's transaction.
 *
 * @throws conversation-not-found; label-not-found for one that was never made
 */
export async function changeLabels(
  ctx: Ctx,
  tx: Tx,
  ref: ConversationRef,
  actor: Actor,
  { add = [], remove = [] }: { add?: string[] | undefined; remove?: string[] | undefined },
): Promise<void> {
  await requireConversation(tx, ref.businessId, ref.conversationId);
  await holdLabels(tx, ref.businessId, [...new Set(add)]);
  const added =
    add.length === 0
      ? []
      : await tx
          .insert(conversationLabels)
          .values([...new Set(add)].map((label) => ({ ...ref, label, at: ctx.now() })))
          .onConflictDoNothing()
          .returning({ label: conversationLabels.label });
  const removed =
    remove.length === 0
      ? []
      : await tx
          .delete(conversationLabels)
          .where(
            and(
              eq(conversationLabels.businessId, ref.businessId),
              eq(conversationLabels.conversationId, ref.conversationId),
              sql`${conversationLabels.label} = any(${sql.param(remove)}::text[])`,
            ),
          )
          .returning({ label: conversationLabels.label });
  if (added.length + removed.length === 0) return;
  const names = (rows: { label: string }[]) => rows.map(({ label }) => label);
  await addEntry(ctx, tx, ref, actor, 'labels', { details: { added: names(added), removed: names(removed) } });
}

/** Nobody renames or deletes these until the caller is done. @throws label-not-found */
async function holdLabels(tx: Tx, businessId: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const held = await tx
    .select({ name: labels.name })
    .from(labels)
    .where(and(eq(labels.businessId, businessId), sql`${labels.name} = any(${sql.param(names)}::text[])`))
    .orderBy(asc(labels.name))
    .for('key share');
  if (held.length < names.length) throw labelNotFound();
}

/** A new name reaches conversations through their foreign key. */
async function edit(
  tx: Tx,
  { businessId, actor }: Editor,
  name: string,
  change: { name?: string | undefined; colour?: string | undefined },
) {
  const [before] = await tx.select(shown).from(labels).where(isIt(businessId, name)).for('update');
  if (!before) throw labelNotFound();
  const after = { name: change.name ?? before.name, colour: change.colour ?? before.colour };
  if (after.name === before.name && after.colour === before.colour) return after;
  await tx.update(labels).set(after).where(isIt(businessId, name));
  if (after.name !== name)
    await tx
      .update(savedViews)
      .set({ query: sql`jsonb_set(query, '{label}', to_jsonb(${after.name}::text))` })
      .where(
        and(eq(savedViews.businessId, businessId), eq(savedViews.area, 'inbox'), sql`lower(query->>'label') = ${name}`),
      );
  await recordAudit(tx, { businessId, actor, action: 'label.changed', subject: name, before, after });
  return after;
}

/** Screens show the labels of the conversations on them. */
async function tellOfLabel(ctx: Ctx, businessId: string, label: string): Promise<void> {
  if (!ctx.live) return;
  const worn = await ctx.db
    .select({ id: conversationLabels.conversationId })
    .from(conversationLabels)
    .where(and(eq(conversationLabels.businessId, businessId), eq(conversationLabels.label, label)))
    .limit(MOST_TOLD);
  tellLive(ctx, businessId, ...worn.map(({ id }) => ({ kind: 'conversation' as const, id })));
}

const isIt = (businessId: string, name: string) => and(eq(labels.businessId, businessId), eq(labels.name, name));

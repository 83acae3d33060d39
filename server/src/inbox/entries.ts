import { and, desc, eq, lt } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { members } from '../accounts/schema.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { type Actor, actorOf } from '../platform/policy.ts';
import type { EntryDetails, EntryKind } from './api.ts';
import { noteNotFound, noteOfSomebodyElse } from './problems.ts';
import { conversationEntries, type EntryRow } from './schema.ts';

/** Who did something, for people to read. */
export const nameOf = (actor: Actor): string => (actor.kind === 'operator' ? 'Operator' : actor.name);
export const personIdOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null);

/** Who changes something, and of which business. */
export type Editor = { businessId: string; actor: Actor };

export const editorOf = (request: FastifyRequest): Editor => ({
  businessId: businessOf(request).id,
  actor: actorOf(request),
});

/** Writes down what somebody did in a conversation, in the transaction it was done in. */
export async function addEntry(
  ctx: Pick<Ctx, 'now'>,
  tx: Tx,
  ref: { businessId: string; conversationId: string },
  by: Actor | { name: string },
  kind: EntryKind,
  what: { details?: EntryDetails; body?: string; mentions?: string[] },
): Promise<EntryRow> {
  const [entry] = await tx
    .insert(conversationEntries)
    .values({
      ...ref,
      kind,
      body: what.body ?? null,
      mentions: what.mentions ?? [],
      details: what.details ?? null,
      actorId: 'kind' in by ? personIdOf(by) : null,
      actorName: 'kind' in by ? nameOf(by) : by.name,
      at: ctx.now(),
    })
    .returning();
  return entry!;
}

const Key = z.tuple([z.uuid()]);

/** What the team did and wrote in a conversation, newest first. */
export async function listEntries(
  db: Db,
  { businessId, conversationId }: { businessId: string; conversationId: string },
  { cursor, limit, kind }: { cursor?: string | undefined; limit: number; kind?: EntryKind | undefined },
): Promise<Page<EntryRow>> {
  const rows = await db
    .select()
    .from(conversationEntries)
    .where(
      and(
        eq(conversationEntries.businessId, businessId),
        eq(conversationEntries.conversationId, conversationId),
        kind ? eq(conversationEntries.kind, kind) : undefined,
        cursor ? lt(conversationEntries.id, decodeCursor(cursor, Key)[0]) : undefined,
      ),
    )
    .orderBy(desc(conversationEntries.id))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => [id]);
}

/**
 * People a note names: `@[Ana](id)`, as the composer writes it. Only members count.
 *
 * @returns their ids, each once.
 */
export async function mentionsIn(db: Db | Tx, businessId: string, body: string): Promise<string[]> {
  const named = [...body.matchAll(/@\[[^\]\n]{1,100}\]\(([0-9a-f-]{36})\)/gi)].map(([, id]) => id!.toLowerCase());
  if (named.length === 0) return [];
  const here = await db.select({ id: members.personId }).from(members).where(eq(members.businessId, businessId));
  return [...new Set(named)].filter((id) => here.some((member) => member.id === id));
}

type NoteRef = { businessId: string; conversationId: string; id: string };

/** @throws note-not-found, note-of-somebody-else */
export async function changeNote(ctx: Ctx, ref: NoteRef, actor: Actor, body: string): Promise<EntryRow> {
  return ctx.db.transaction(async (tx) => {
    const note = await lockNote(tx, ref);
    if (!isOwn(note, actor)) throw noteOfSomebodyElse();
    const [changed] = await tx
      .update(conversationEntries)
      .set({ body, mentions: await mentionsIn(tx, ref.businessId, body), editedAt: ctx.now() })
      .where(of(ref))
      .returning();
    return changed!;
  });
}

/** @throws note-not-found, note-of-somebody-else */
export async function deleteNote(ctx: Ctx, ref: NoteRef, actor: Actor): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const note = await lockNote(tx, ref);
    const isAdmin = actor.kind === 'person' && (actor.role === 'owner' || actor.role === 'admin');
    if (!isOwn(note, actor) && !isAdmin) throw noteOfSomebodyElse();
    await tx.delete(conversationEntries).where(of(ref));
  });
}

const isOwn = (note: EntryRow, actor: Actor): boolean =>
  actor.kind === 'operator' || note.actorId === personIdOf(actor);

const of = ({ businessId, conversationId, id }: NoteRef) =>
  and(
    eq(conversationEntries.businessId, businessId),
    eq(conversationEntries.conversationId, conversationId),
    eq(conversationEntries.id, id),
    eq(conversationEntries.kind, 'note'),
  );

async function lockNote(tx: Tx, ref: NoteRef): Promise<EntryRow> {
  const [note] = await tx.select().from(conversationEntries).where(of(ref)).for('update');
  if (!note) throw noteNotFound();
  return note;
}

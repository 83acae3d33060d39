import { and, eq, ne } from 'drizzle-orm';
import { members, people } from '../accounts/schema.ts';
import { lockConversation, wake } from '../conversations/index.ts';
import { type Conversation, conversations } from '../conversations/schema.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import type { Actor } from '../platform/policy.ts';
import type { PersonRef } from './api.ts';
import { addEntry, nameOf, personIdOf } from './entries.ts';
import { conversationAssigned } from './facts.ts';
import { nextInTurn } from './presence.ts';
import { conversationMoved, conversationTaken, nobodyPresent, onlyPeople, personNotFound } from './problems.ts';

/**
 * Who is to answer: the bot; a person nobody has chosen yet; this person; whoever asks; or whoever of those present has
 * waited longest.
 */
export type Owner = { to: 'bot' } | { to: 'person'; personId?: string | undefined } | { to: 'me' } | { to: 'next' };

export type ConversationRef = { businessId: string; conversationId: string };

/**
 * Decides who answers a conversation, in the caller's transaction. There is one owner at a time: the bot while
 * `waitingSince` is null, else the assignee, else whoever comes first. A turn of the bot that is under way meanwhile is
 * refused when it commits, and taken again in silence (migration a_person_comes_first).
 *
 * @param from who the caller believes has it; if it is somebody else by now, nothing changes. `undefined`: to take it
 *             oneself, nobody may have it; anything else goes.
 * @returns the person who has it now; null: the bot, or nobody in particular.
 * @throws conversation-not-found, conversation-taken, conversation-moved, nobody-present, only-people, person-not-found
 */
export async function changeOwner(
  ctx: Ctx,
  tx: Tx,
  ref: ConversationRef,
  actor: Actor,
  owner: Owner,
  { from, reason }: { from?: string | null | undefined; reason?: string } = {},
): Promise<PersonRef | null> {
  await wake(tx, ref, ctx.now()); // its work row first, as whoever stores a message does
  const conversation = await lockConversation(tx, ref);
  const before = await assigneeOf(tx, conversation);
  if (from !== undefined && from !== (before?.id ?? null)) throw conversationMoved(before);

  if (owner.to === 'bot') {
    await write(tx, ref, { waitingSince: null, waitingReason: null, unread: 0, assigneeId: null, ...opened });
    if (conversation.waitingSince) await addEntry(ctx, tx, ref, actor, 'given_back', { details: { from: before } });
    return null;
  }
  const person = await personFor(ctx, tx, ref.businessId, actor, owner);
  if (owner.to === 'me' && from === undefined && before && before.id !== person?.id) throw conversationTaken(before);
  await write(tx, ref, {
    waitingSince: conversation.waitingSince ?? ctx.now(),
    waitingReason: conversation.waitingSince ? conversation.waitingReason : (reason ?? 'taken over'),
    assigneeId: person?.id ?? null,
    ...opened,
  });
  if (person?.id === before?.id && conversation.waitingSince) return person;
  if (person && person.id !== personIdOf(actor))
    await announce(ctx, tx, conversationAssigned, { ...ref, by: nameOf(actor), personId: person.id });
  await addEntry(ctx, tx, ref, actor, owner.to === 'me' ? 'taken_over' : 'assigned', {
    details: { to: person, from: before, ...(owner.to === 'next' ? { inTurn: true } : {}) },
  });
  return person;
}

/** Whoever answers has the conversation: takes it from the bot or from nobody, but not from a colleague. */
export async function takeOverToAnswer(ctx: Ctx, tx: Tx, ref: ConversationRef, actor: Actor): Promise<void> {
  if (actor.kind !== 'person') return;
  await wake(tx, ref, ctx.now());
  const { assigneeId, waitingSince, status } = await lockConversation(tx, ref);
  if (assigneeId === actor.id && waitingSince && status === 'open') return;
  if (assigneeId && assigneeId !== actor.id && waitingSince) return;
  await changeOwner(ctx, tx, ref, actor, { to: 'me' }, { from: assigneeId, reason: 'answered by a person' });
}

/** What is given to somebody is open again. */
const opened = { status: 'open' as const, snoozedUntil: null };

async function personFor(ctx: Ctx, tx: Tx, businessId: string, actor: Actor, owner: Owner): Promise<PersonRef | null> {
  if (owner.to === 'me') {
    if (actor.kind !== 'person') throw onlyPeople();
    return { id: actor.id, name: actor.name };
  }
  if (owner.to === 'next') {
    const next = await nextInTurn(ctx, tx, businessId);
    if (!next) throw nobodyPresent();
    return next;
  }
  return owner.to === 'person' && owner.personId ? requireAgent(tx, businessId, owner.personId) : null;
}

/** Somebody who may answer customers here. @throws person-not-found */
export async function requireAgent(db: Db | Tx, businessId: string, personId: string): Promise<PersonRef> {
  const [person] = await db
    .select({ id: people.id, name: people.name })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .where(and(eq(members.businessId, businessId), eq(members.personId, personId), ne(members.role, 'viewer')));
  if (!person) throw personNotFound();
  return person;
}

/** Who has a conversation, also when they left the team since. */
export async function assigneeOf(tx: Tx, { assigneeId }: Conversation): Promise<PersonRef | null> {
  if (!assigneeId) return null;
  const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, assigneeId));
  return { id: assigneeId, name: person?.name ?? 'Former member' };
}

async function write(tx: Tx, ref: ConversationRef, change: Partial<Conversation>): Promise<void> {
  await tx
    .update(conversations)
    .set(change)
    .where(and(eq(conversations.businessId, ref.businessId), eq(conversations.id, ref.conversationId)));
}

import { createHash } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import type { OutboundContent } from './api.ts';
import type { Channel } from './channel.ts';
import type { Lane } from './lanes.ts';
import { contactUnreachable, conversationNotFound, messageBreaksLimits, serviceWindowClosed } from './problems.ts';
import { type Conversation, conversations, type Message, messages } from './schema.ts';
import { isServiceWindowOpen, serviceWindowClosesAt } from './service-window.ts';

export type ConversationRef = { businessId: string; conversationId: string };

/**
 * Puts a message of a person or of the system into the outbox; the node that holds the conversation, or the first one
 * to look, sends it after commit. The bot's own replies are written with its turn.
 *
 * @param message `lane`: what goes first when the number may not send all at once; of a person a reply, else a notice.
 *        `once`: a key of the reason to write; the same reason (a job that runs twice) queues nothing more.
 * @throws service-window-closed when `content` is free-form and the window is closed; message-breaks-limits when the
 *         platform would refuse it.
 */
export async function queueMessage(
  ctx: Pick<Ctx, 'now'>,
  tx: Tx,
  channel: Channel,
  conversation: Conversation,
  message: {
    content: OutboundContent;
    author: 'person' | 'system';
    authorId?: string;
    lane?: Lane;
    quotes?: string;
    retryOf?: string;
    once?: string;
  },
): Promise<Message> {
  const { businessId, channelId, id, lastInboundAt } = conversation;
  const { content, author, authorId, retryOf, lane = author === 'person' ? 'reply' : 'notice', quotes, once } = message;
  const violations = channel.check(content);
  if (violations.length > 0) throw messageBreaksLimits(violations);
  if (content.type !== 'template' && !isServiceWindowOpen(lastInboundAt, ctx.now())) {
    throw serviceWindowClosed(serviceWindowClosesAt(lastInboundAt));
  }
  if (!conversation.waId && !conversation.bsuid) throw contactUnreachable();

  const now = ctx.now();
  await wake(tx, { businessId, conversationId: id }, now); // the work row is locked before the sequence is drawn
  const [stored] = await tx
    .insert(messages)
    .values({
      businessId,
      ...(once ? { id: idOf(once) } : {}),
      channelId,
      conversationId: id,
      direction: 'outbound',
      author,
      authorId: authorId ?? null,
      retryOf: retryOf ?? null,
      lane,
      status: 'queued',
      content,
      quotes: quotes ?? null,
      dueAt: now,
      sentAt: now,
      createdAt: now,
    })
    .onConflictDoNothing({ target: [messages.businessId, messages.id] })
    .returning();
  if (!stored) return storedBefore(tx, businessId, idOf(once ?? ''));
  await tx
    .update(conversations)
    .set({ lastMessageAt: now })
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, id)));
  return stored;
}

/** An id that the same reason always gets: a UUID of version 8 (RFC 9562, own content). */
function idOf(reason: string): string {
  const hex = createHash('sha256').update(reason).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function storedBefore(tx: Tx, businessId: string, id: string): Promise<Message> {
  const [message] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.businessId, businessId), eq(messages.id, id)));
  return message!;
}

/** Says that something happened in a conversation: the node that holds it looks again at once; else the first to ask takes it. */
export async function wake(tx: Tx, { businessId, conversationId }: ConversationRef, at: Date): Promise<void> {
  await tx.execute(sql`select wake_conversation(${businessId}, ${conversationId}, ${at.toISOString()}::timestamptz)`);
}

/** @throws conversation-not-found; an id of another business answers like a missing one. */
export async function lockConversation(tx: Tx, { businessId, conversationId }: ConversationRef): Promise<Conversation> {
  const [conversation] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, conversationId)))
    .for('no key update'); // a message that is being stored refers to this row and must not wait for us
  if (!conversation) throw conversationNotFound();
  return conversation;
}

/** Gives a conversation back to the bot, or asks for a person; who that is the inbox decides. */
export const assign = (ctx: Ctx, ref: ConversationRef, to: 'bot' | 'person', reason: string | null) =>
  ctx.db.transaction(async (tx) => {
    await wake(tx, ref, ctx.now());
    await lockConversation(tx, ref);
    await tx
      .update(conversations)
      .set(
        to === 'bot'
          ? { waitingSince: null, waitingReason: null, unread: 0, assigneeId: null }
          : { waitingSince: ctx.now(), waitingReason: reason },
      )
      .where(and(eq(conversations.businessId, ref.businessId), eq(conversations.id, ref.conversationId)));
  });

/** The open conversation of a contact on a channel; one is begun for a contact who has none there. */
export async function openConversation(
  tx: Tx,
  {
    businessId,
    channelId,
    contactId,
    waId,
  }: { businessId: string; channelId: string; contactId: string; waId: string | null },
): Promise<Conversation> {
  await tx.insert(conversations).values({ businessId, channelId, contactId, waId }).onConflictDoNothing();
  const [conversation] = await tx
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        eq(conversations.channelId, channelId),
        eq(conversations.contactId, contactId),
        isNull(conversations.closedAt),
      ),
    );
  return conversation!;
}

import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Db, Tx } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { type AuthoredMessage, authoredColumns } from './message-view.ts';
import { conversationNotFound, messageNotFound } from './problems.ts';
import { type Conversation, conversations, messages } from './schema.ts';

const MessageKey = z.tuple([z.number().int()]);

export type MessageQuery = {
  contactId?: string | undefined;
  conversationId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** Messages of a person, of one conversation or of the whole business, newest first. */
export async function listMessages(db: Db, businessId: string, query: MessageQuery): Promise<Page<AuthoredMessage>> {
  const before = query.cursor ? decodeCursor(query.cursor, MessageKey)[0] : null;
  const within = query.contactId ? await conversationsOf(db, businessId, query.contactId) : null;
  const rows = await db
    .select(authoredColumns)
    .from(messages)
    .where(
      and(
        eq(messages.businessId, businessId),
        query.conversationId ? eq(messages.conversationId, query.conversationId) : undefined,
        within ? inArray(messages.conversationId, within) : undefined,
        before === null ? undefined : lt(messages.seq, before),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, ({ seq }) => [seq]);
}

/** Messages of one conversation that came after `seq`, oldest first: at most `limit`. */
export async function messagesAfter(
  db: Db,
  { businessId, conversationId }: { businessId: string; conversationId: string },
  seq: number,
  limit: number,
): Promise<AuthoredMessage[]> {
  return db
    .select(authoredColumns)
    .from(messages)
    .where(and(eq(messages.businessId, businessId), eq(messages.conversationId, conversationId), gt(messages.seq, seq)))
    .orderBy(asc(messages.seq))
    .limit(limit);
}

/** @throws message-not-found; an id of another business answers like a missing one. */
export async function requireMessage(db: Db | Tx, businessId: string, id: string): Promise<AuthoredMessage> {
  const [message] = await db
    .select(authoredColumns)
    .from(messages)
    .where(and(eq(messages.businessId, businessId), eq(messages.id, id)));
  if (!message) throw messageNotFound();
  return message;
}

/** @throws conversation-not-found; an id of another business answers like a missing one. */
export async function requireConversation(db: Db | Tx, businessId: string, id: string): Promise<Conversation> {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, id)));
  if (!conversation) throw conversationNotFound();
  return conversation;
}

async function conversationsOf(db: Db, businessId: string, contactId: string): Promise<string[]> {
  const rows = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.contactId, contactId)));
  return rows.map(({ id }) => id);
}

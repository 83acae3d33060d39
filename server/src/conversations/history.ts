import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '../contacts/schema.ts';
import type { Db } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { conversations, type Message, messages } from './schema.ts';

const MessageKey = z.tuple([z.number().int()]);

export type MessageQuery = { contactId?: string; conversationId?: string; cursor?: string | undefined; limit: number };

/** Messages of a person or of one conversation, newest first. */
export async function listMessages(db: Db, businessId: string, query: MessageQuery): Promise<Page<Message>> {
  const before = query.cursor ? decodeCursor(query.cursor, MessageKey)[0] : null;
  const rows = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.businessId, businessId),
        query.conversationId ? eq(messages.conversationId, query.conversationId) : undefined,
        query.contactId
          ? inArray(messages.conversationId, conversationsOf(db, businessId, query.contactId))
          : undefined,
        before === null ? undefined : lt(messages.seq, before),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(query.limit + 1);
  return pageOf(rows, query.limit, ({ seq }) => [seq]);
}

const conversationsOf = (db: Db, businessId: string, contactId: string) =>
  db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.contactId, contactId)));

export type ContactSummary = {
  id: string;
  name: string;
  language: string | null;
  phone: string | null;
  username: string | null;
  lastMessageAt: Date | null;
  createdAt: Date;
};

const ContactKey = z.tuple([z.uuid()]);

/** People of a business, newest acquaintance first: ids are made in the order of time. */
export async function listContacts(
  db: Db,
  businessId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<ContactSummary>> {
  const lastMessageAt = sql<Date | null>`(select max(c.last_message_at) from conversations c where c.business_id = contacts.business_id and c.contact_id = contacts.id)`;
  const before = cursor ? decodeCursor(cursor, ContactKey)[0] : null;
  const rows = await db
    .select({
      id: contacts.id,
      name: contacts.name,
      language: contacts.language,
      phone: identity('phone'),
      username: identity('username'),
      lastMessageAt: lastMessageAt.mapWith((value: string) => new Date(value)),
      createdAt: contacts.createdAt,
    })
    .from(contacts)
    .where(and(eq(contacts.businessId, businessId), before ? lt(contacts.id, before) : undefined))
    .orderBy(desc(contacts.id))
    .limit(limit + 1);
  return pageOf(rows, limit, ({ id }) => [id]);
}

const identity = (kind: 'phone' | 'username') =>
  sql<
    string | null
  >`(select i.value from contact_identities i where i.business_id = contacts.business_id and i.contact_id = contacts.id and i.kind = ${kind}
    order by i.created_at desc limit 1)`;

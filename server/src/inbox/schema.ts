import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { people } from '../accounts/schema.ts';
import { conversations } from '../conversations/schema.ts';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';
import { ENTRY_KINDS, type EntryDetails } from './api.ts';

/** What the team did or wrote in a conversation; customers never see it. */
export const conversationEntries = pgTable(
  'conversation_entries',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    conversationId: uuid().notNull(),
    kind: text({ enum: ENTRY_KINDS }).notNull(),
    body: text(), // of a note
    mentions: uuid().array().notNull().default(sql`'{}'`), // people a note names
    details: jsonb().$type<EntryDetails>(), // of everything else
    actorId: uuid(), // null: a program, the operator, or Parlour itself
    actorName: text().notNull(), // as it was then
    at: moment().notNull(),
    editedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('entries_of_conversation').on(t.businessId, t.conversationId, t.id),
    foreignKey({
      columns: [t.businessId, t.conversationId],
      foreignColumns: [conversations.businessId, conversations.id],
    }),
  ],
);
export type EntryRow = typeof conversationEntries.$inferSelect;

/** The words a business sorts its conversations by. */
export const labels = pgTable(
  'labels',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    name: text().notNull(), // lower case
    colour: text().notNull().default('grey'),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.name] })],
);

export const conversationLabels = pgTable(
  'conversation_labels',
  {
    businessId: uuid().notNull(),
    conversationId: uuid().notNull(),
    label: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.conversationId, t.label] }),
    index('conversations_with_label').on(t.businessId, t.label, t.conversationId),
    foreignKey({ columns: [t.businessId, t.label], foreignColumns: [labels.businessId, labels.name] })
      .onDelete('cascade')
      .onUpdate('cascade'),
    foreignKey({
      columns: [t.businessId, t.conversationId],
      foreignColumns: [conversations.businessId, conversations.id],
    }),
  ],
);

/** A reply that is written once and used often: "/hours". One per shortcut and language. */
export const cannedReplies = pgTable(
  'canned_replies',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    shortcut: text().notNull(), // without the slash, lower case
    language: text().notNull(),
    title: text().notNull(),
    body: text().notNull(), // with variables such as {{contact.name}}
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_canned_reply_per_language').on(t.businessId, t.shortcut, t.language),
  ],
);
export type CannedReply = typeof cannedReplies.$inferSelect;

/** A list as somebody wants to find it again: which page, and what its address says. */
export const savedViews = pgTable(
  'saved_views',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    personId: uuid(), // null: of a key or the operator, and so everybody's
    area: text().notNull(), // "inbox", "orders"
    name: text().notNull(),
    query: jsonb().$type<Record<string, string>>().notNull(),
    position: integer().notNull().default(0),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('views_of_person').on(t.businessId, t.personId, t.area),
    foreignKey({ columns: [t.personId], foreignColumns: [people.id] }).onDelete('cascade'),
  ],
);

/** Who is at work. `seenAt` moves while a screen is open; silent for 45 s is offline. */
export const presence = pgTable(
  'presence',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    away: boolean().notNull().default(false), // chosen: a screen is open, but give them nothing new
    seenAt: moment().notNull(),
    assignedAt: moment(), // when they last got a conversation in turn: the longest ago is next
  },
  (t) => [primaryKey({ columns: [t.businessId, t.personId] })],
);

/** How a business wants its hand-offs given out. */
export const inboxSettings = pgTable('inbox_settings', {
  businessId: uuid()
    .primaryKey()
    .references(() => businesses.id),
  handOffs: text({ enum: ['unassigned', 'in_turn'] })
    .notNull()
    .default('unassigned'), // in_turn: to whoever of those present waited longest
  updatedAt: moment().notNull(),
});

/** A browser that shows notices while no page is open. @see RFC 8030, RFC 8291 */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    endpoint: text().notNull(),
    keys: text().notNull(), // sealed: p256dh and auth
    wants: text().array().notNull(), // kinds of notices
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_subscription_per_browser').on(t.businessId, t.personId, t.endpoint),
  ],
);

/** The key pair by which push services know this installation (VAPID, RFC 8292): one row, the private half sealed. */
export const pushKeys = pgTable('push_keys', {
  id: integer().primaryKey().default(1),
  publicKey: text().notNull(),
  privateKey: text().notNull(),
  createdAt: moment().notNull().defaultNow(),
});

/** What a person wants to hear of, and how, when no screen is open. */
export const noticeWishes = pgTable(
  'notice_wishes',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    byMail: text().array().notNull(), // kinds of notices
  },
  (t) => [primaryKey({ columns: [t.businessId, t.personId] })],
);

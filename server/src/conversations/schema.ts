import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { contacts } from '../contacts/schema.ts';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';
import type { Content, Referral } from './api.ts';
import { CONVERSATION_STATUSES, MESSAGE_STATUSES } from './api.ts';
import { LANES } from './lanes.ts';

/** Words and where they stand, for full-text search. */
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** One number, account or address through which a business talks. */
export const channels = pgTable(
  'channels',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    kind: text().notNull(), // "whatsapp-cloud"
    name: text().notNull(),
    externalId: text().notNull(), // Meta's phone_number_id: webhooks are routed by it
    accountId: text(), // Meta's WABA id: template and account events are routed by it
    address: text().notNull(), // the number people see, E.164
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}), // read by the channel's own adapter
    secrets: text(), // encrypted JSON
    status: text({ enum: ['active', 'reauth_required', 'restricted'] })
      .notNull()
      .default('active'),
    statusReason: text(), // what to do about it, in words for the owner
    statusAt: moment().notNull().defaultNow(),
    quality: text(), // GREEN, YELLOW, RED, as the provider says
    messagingLimit: text(), // TIER_250 …
    templatesSyncedAt: moment(), // when all templates were last read from the platform; null: never, or read them again
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_channel_per_number').on(t.kind, t.externalId), // a webhook names the number, not the business
  ],
);
export type ChannelRow = typeof channels.$inferSelect;

/** One thread with one contact on one channel. Not Meta's billing "conversation". */
export const conversations = pgTable(
  'conversations',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    channelId: uuid().notNull(),
    contactId: uuid().notNull(),
    waId: text(), // where replies go: Meta's digits, as the customer last wrote with
    bsuid: text(), // the same by Meta's id, for customers who hide their number
    state: jsonb(), // the bot's memory of where it stands (bot/); null = nothing begun
    handledSeq: bigint({ mode: 'number' }).notNull().default(0), // inbound up to here has had its turn
    handledAhead: bigint({ mode: 'number' }).array(), // turns taken out of seq order, because provider time said so
    turns: integer().notNull().default(0), // counted, so that what was read before one cannot be written after it
    waitingSince: moment(), // handed off: a person is to answer, the bot is silent
    waitingReason: text(),
    lastInboundAt: moment(), // provider time of the newest; opens the customer service window
    lastMessageAt: moment(),
    unread: integer().notNull().default(0),
    pairBusyUntil: moment(), // pair pacing: theoretical arrival time of the next send (GCRA)
    turnsBusyUntil: moment(), // the same for inbound turns of one contact (CONTACT_RATE_LIMIT)
    catchingUpSince: moment(), // the contact was told that answers will take a moment
    status: text({ enum: CONVERSATION_STATUSES }).notNull().default('open'), // a customer who writes opens it again
    snoozedUntil: moment(),
    assigneeId: uuid(), // the person who answers; null while the bot does, or while nobody has taken it
    /** Lists go by this and sort within it: an index on the moment itself would be written with every message. */
    activeSlot: moment()
      .notNull()
      .generatedAlwaysAs(sql`date_bin('5 minutes', coalesce(last_message_at, created_at), 'epoch'::timestamptz)`),
    closedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    // Nothing below changes with a message, so a turn still changes its row in place.
    index('conversations_by_activity').on(t.businessId, t.activeSlot),
    index('conversations_by_status').on(t.businessId, t.status, t.activeSlot),
    index('conversations_of_people').on(t.businessId, t.status, t.activeSlot).where(sql`waiting_since is not null`),
    index('conversations_of_person').on(t.businessId, t.assigneeId, t.activeSlot).where(sql`assignee_id is not null`),
    uniqueIndex('one_open_conversation').on(t.businessId, t.channelId, t.contactId).where(sql`closed_at is null`),
    index('conversations_of_contact').on(t.businessId, t.contactId), // never changes while messages come and go
    foreignKey({ columns: [t.businessId, t.contactId], foreignColumns: [contacts.businessId, contacts.id] }),
    foreignKey({ columns: [t.businessId, t.channelId], foreignColumns: [channels.businessId, channels.id] }),
  ],
);
export type Conversation = typeof conversations.$inferSelect;

/** Draws the order of messages. Only under the conversation's work row, which makes `handledSeq` a safe offset. */
export const messageSeq = pgSequence('message_seq');

/** What came around an inbound message. */
export type MessageContext = { forwarded?: boolean; referral?: Referral; groupId?: string };

/** Why a message did not (or not yet) get through. */
export type Failure = { code: string; title: string; details?: string };

/** Outbound rows with a `dueAt` are the outbox: there is no other send path. */
export const messages = pgTable(
  'messages',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId), // of an outbound message also its client reference at the provider
    seq: bigint({ mode: 'number' }).notNull().default(sql`nextval('message_seq')`),
    conversationId: uuid().notNull(),
    channelId: uuid().notNull(),
    direction: text({ enum: ['inbound', 'outbound'] }).notNull(),
    author: text({ enum: ['customer', 'bot', 'person', 'system'] }).notNull(),
    status: text({ enum: MESSAGE_STATUSES }).notNull(),
    content: jsonb().$type<Content>().notNull(),
    providerMessageId: text(), // "wamid.…" on WhatsApp; null until the provider accepted it
    quotes: text(), // provider id of the message this one answers visibly
    context: jsonb().$type<MessageContext>(), // forwarded, from an advertisement, in a group
    authorId: uuid(), // the person of the team who wrote it
    retryOf: uuid(), // the message that did not get through, of which this is another try
    answers: uuid(), // inbound message whose turn wrote this one
    trace: jsonb(), // why the bot said it; on the first message of a turn
    lane: text({ enum: LANES }).notNull().default('reply'), // outbound: what goes first when not all may go
    claimToken: uuid(), // node that is sending it right now
    dueAt: moment(), // outbox: not before this moment; null once there is nothing left to do
    attempts: smallint().notNull().default(0), // sends tried; turns failed, for an inbound one
    failure: jsonb().$type<Failure>(),
    sentAt: moment().notNull(), // provider time of an inbound message; when an outbound one was written
    deliveredAt: moment(),
    readAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('stored_once')
      .on(t.businessId, t.channelId, t.providerMessageId)
      .where(sql`provider_message_id is not null`),
    index('messages_in_order').on(t.businessId, t.seq),
    index('thread').on(t.businessId, t.conversationId, t.seq),
    index('outbox').on(t.businessId, t.conversationId, t.seq).where(sql`due_at is not null`),
    // What gets through has no failure: its way changes no column this index knows of, and writes nothing to it.
    index('undelivered')
      .on(t.businessId, t.seq, t.conversationId)
      .where(sql`failure is not null and direction = 'outbound' and lane <> 'campaign'`),
    foreignKey({
      columns: [t.businessId, t.conversationId],
      foreignColumns: [conversations.businessId, conversations.id],
    }),
  ],
);
export type Message = typeof messages.$inferSelect;

/** The bot gave a conversation to people: kept until everybody who should know was told, and for the records. */
export const handOffs = pgTable(
  'hand_offs',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().default(sql`uuidv7()`),
    conversationId: uuid().notNull(),
    reason: text().notNull(),
    at: moment().notNull(),
    toldAt: moment(), // null: the team is still to be told
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('hand_offs_to_tell').on(t.businessId, t.id).where(sql`told_at is null`),
    foreignKey({
      columns: [t.businessId, t.conversationId],
      foreignColumns: [conversations.businessId, conversations.id],
    }),
  ],
);

/** The words of a message, without accents and capitals. Filled a little later than the message itself (message-search.ts). */
export const messageWords = pgTable(
  'message_words',
  {
    businessId: uuid().notNull(),
    conversationId: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    words: tsvector().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.conversationId, t.seq] }),
    index('messages_by_words').using('gin', t.businessId, t.words),
    index('message_words_by_age').on(t.businessId, t.seq),
  ],
);

/** How far a business's messages are in `message_words`. */
export const wordsProgress = pgTable('words_progress', {
  businessId: uuid()
    .primaryKey()
    .references(() => businesses.id),
  upTo: moment().notNull(), // conversations without news since then are complete
});

/** A send that was not accepted. The attempt that was is the message row itself. */
export const failedAttempts = pgTable(
  'failed_attempts',
  {
    businessId: uuid().notNull(),
    messageId: uuid().notNull(),
    attempt: smallint().notNull(),
    outcome: text({ enum: ['refused', 'not_accepted', 'held', 'in_doubt'] }).notNull(),
    failure: jsonb().$type<Failure>().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.messageId, t.attempt] }),
    foreignKey({ columns: [t.businessId, t.messageId], foreignColumns: [messages.businessId, messages.id] }),
  ],
);

/**
 * Who works on a conversation: the row is the lock. `node` does it now. Without a node there is something to do at
 * `wakeAt`, for whoever comes first; without either there is nothing. Rows stay, because updating one in place costs
 * a fraction of making and removing it.
 */
export const work = pgTable(
  'work',
  {
    businessId: uuid().notNull(),
    conversationId: uuid().notNull(),
    node: uuid(),
    arrivals: integer().notNull().default(1), // a release that does not know the newest count releases nothing
    takeovers: smallint().notNull().default(0), // nodes that died holding it: a message that kills is parked
    wakeAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.conversationId] }),
    // Not on `node`: a column an index knows of cannot change in place.
    index('work_waiting').on(t.wakeAt).where(sql`wake_at is not null`),
  ],
);

/** News of a message we do not know yet; tried again while it is young. */
export const parkedStatuses = pgTable(
  'parked_statuses',
  {
    businessId: uuid().notNull(),
    channelId: uuid().notNull(),
    providerMessageId: text().notNull(),
    status: text().notNull(),
    failure: jsonb().$type<Failure>(),
    at: moment().notNull(),
    receivedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.channelId, t.providerMessageId, t.status] })],
);

/**
 * What a provider told about the account, a template, a number or a person, and messages we could not read.
 * `applied` says it had its effect; `parked` says why it had none.
 */
export const channelEvents = pgTable(
  'channel_events',
  {
    businessId: uuid().notNull(), // nil UUID: no channel of ours is named
    id: uuid().notNull().$defaultFn(newId),
    channelId: uuid(),
    field: text().notNull(), // Meta's name: "message_template_status_update"
    dedupeKey: text().notNull(), // hash of what makes the event itself
    payload: jsonb().notNull(),
    outcome: text({ enum: ['applied', 'parked'] }).notNull(),
    reason: text(),
    receivedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), uniqueIndex('event_once').on(t.businessId, t.dedupeKey)],
);

/** A message template as the platform last described it. */
export const templates = pgTable(
  'templates',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().default(sql`gen_random_uuid()`),
    channelId: uuid().notNull(),
    name: text().notNull(),
    language: text().notNull(),
    providerTemplateId: text(),
    category: text().notNull(), // MARKETING, UTILITY, AUTHENTICATION
    nextCategory: text(), // the platform announced that it will be this one
    status: text().notNull(), // only APPROVED can be sent; DELETED when the platform no longer has it
    quality: text(),
    reason: text(), // of a rejection or a pause
    parameterFormat: text({ enum: ['POSITIONAL', 'NAMED'] })
      .notNull()
      .default('POSITIONAL'),
    components: jsonb().$type<readonly unknown[]>().notNull().default([]),
    syncedAt: moment().notNull(), // when we last heard of it, by our clock
    newsAt: moment(), // up to when we know it, by the platform's clock: news of before changes nothing
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.channelId, t.name, t.language] }),
    uniqueIndex('template_by_id').on(t.businessId, t.id),
    foreignKey({ columns: [t.businessId, t.channelId], foreignColumns: [channels.businessId, channels.id] }),
  ],
);

export type TemplateRow = typeof templates.$inferSelect;

/** A file of a conversation: bytes lie under DATA_DIR/media by our own name, this row says what they are. */
export const media = pgTable(
  'media',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    channelId: uuid().notNull(),
    providerMediaId: text(),
    mimeType: text().notNull(),
    fileName: text(), // what the customer called it: shown, never used as a path
    sizeBytes: integer(),
    sha256: text(), // hex, of the stored bytes
    status: text({ enum: ['pending', 'stored', 'failed', 'refused'] }).notNull(),
    failure: text(),
    createdAt: moment().notNull(),
    storedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('media_once')
      .on(t.businessId, t.channelId, t.providerMediaId)
      .where(sql`provider_media_id is not null`),
  ],
);

/**
 * People an account wrote to first, outside a service window; those of the last day count toward the platform's
 * messaging limit. Kept for a day (housekeeping).
 */
export const reachedPeople = pgTable(
  'reached_people',
  {
    businessId: uuid().notNull(),
    account: text().notNull(), // Meta's WABA id: all its numbers share one limit
    contactId: uuid().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.account, t.contactId] }),
    index('reached_lately').on(t.businessId, t.account, t.at),
    foreignKey({ columns: [t.businessId, t.contactId], foreignColumns: [contacts.businessId, contacts.id] }),
  ],
);

/** Sends a channel may still make; nodes draw from it in slices (token bucket). */
export const sendBudgets = pgTable(
  'send_budgets',
  {
    businessId: uuid().notNull(),
    channelId: uuid().notNull(),
    tokens: doublePrecision().notNull(),
    granted: doublePrecision().notNull(), // to whoever drew last
    updatedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.channelId] }),
    foreignKey({ columns: [t.businessId, t.channelId], foreignColumns: [channels.businessId, channels.id] }),
  ],
);

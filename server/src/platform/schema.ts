import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { newId } from './id.ts';

/** A moment in time. Every time in Parlour is one; days of a business are computed in its `timeZone`. */
export const moment = () => timestamp({ withTimezone: true });

/** Stands for "nobody's" where something names no business of ours. */
export const NO_BUSINESS = '00000000-0000-0000-0000-000000000000';

/** How customers reach the business; shown by menus ("contact support"). */
export type ContactCard = { email?: string; phone?: string; hours?: string; address?: string };

/** A tenant. Everything else that belongs to one has `business_id` first in its key. */
export const businesses = pgTable('businesses', {
  id: uuid().primaryKey().$defaultFn(newId),
  slug: text().notNull().unique(), // stable name for people and for the API: "demo-shop"
  name: text().notNull(),
  timeZone: text().notNull().default('UTC'), // IANA name
  country: text().notNull().default('US'), // ISO 3166: how a phone number without country is read
  currency: text().notNull().default('USD'), // ISO 4217
  languages: text().array().notNull().default(sql`'{en}'`), // first one is the business's own
  flow: text().notNull().default('shop'), // the conversation in `flows/` that answers its customers
  contactCard: jsonb().$type<ContactCard>().notNull().default({}),
  // From whom the second factor is asked: owners and admins once a real number is connected, everybody always, nobody.
  secondFactor: text({ enum: ['connected', 'always', 'off'] })
    .notNull()
    .default('connected'),
  createdAt: moment().notNull().defaultNow(),
});
export type Business = typeof businesses.$inferSelect;

/** One row per running process; who deletes it takes over what the process held. */
export const nodes = pgTable('nodes', {
  token: uuid().primaryKey(),
  role: text().notNull(),
  workerIds: text().array().notNull().default(sql`'{}'`), // of the job runner: their locks are freed with the node
  startedAt: moment().notNull().defaultNow(),
  aliveUntil: moment().notNull(),
});

/** The operator's key to the API. Only its SHA-256 is kept. */
export const operatorKeys = pgTable('operator_keys', {
  id: uuid().primaryKey().$defaultFn(newId),
  prefix: text().notNull().unique(), // the readable part, to recognise a key in a list
  hash: text().notNull(),
  createdAt: moment().notNull().defaultNow(),
  lastUsedAt: moment(),
});

/**
 * What arrived from a provider, as it arrived; kept 7 days for people and for reprocessing.
 * `businessId` is the nil UUID while nobody knows whose event it is.
 */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull(),
    source: text().notNull(), // "whatsapp-cloud"
    payload: text().notNull(),
    receivedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('webhook_events_by_age').using('brin', t.receivedAt), // rows arrive in time order and leave in time order
  ],
);

/** A job that failed for the last time: visible, retried or discarded by a person, never silently gone. */
export const deadLetters = pgTable(
  'dead_letters',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    task: text().notNull(),
    payload: jsonb().notNull(),
    cause: text().notNull(),
    attempts: smallint().notNull(),
    failedAt: moment().notNull(),
    resolvedAt: moment(),
    resolution: text({ enum: ['retried', 'discarded'] }),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

/** Numbers that people read aloud (orders, tickets): one row per business and kind, counted up under its row lock. */
export const counters = pgTable(
  'counters',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    name: text().notNull(),
    value: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.name] })],
);

/** The answer to a write that carried an `Idempotency-Key`; the same key gets the same answer for 24 hours. */
export const idempotentAnswers = pgTable(
  'idempotent_answers',
  {
    businessId: uuid().notNull(),
    key: text().notNull(),
    request: text().notNull(), // SHA-256 of method, path and body: another request under the same key is a mistake
    status: integer(), // null while the first request is under way
    body: jsonb(),
    claimedAt: moment().notNull().defaultNow(), // by whoever is at it now; a claim older than a minute is nobody's
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.key] })],
);

import {
  bigserial,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';
import { DELIVERY_STATES, type WebhookEvent } from './api.ts';

/** An address of an integrator that wants to be told what happens. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    url: text().notNull(),
    description: text().notNull().default(''),
    events: text().array().$type<WebhookEvent[]>().notNull(),
    secret: text().notNull(), // encrypted whsec_…
    oldSecret: text(), // encrypted; signs too until `oldSecretUntil`
    oldSecretUntil: moment(),
    failingSince: moment(), // the first failure since something got through
    lastDeliveredAt: moment(),
    disabledAt: moment(), // nothing is sent to it; null: it listens
    disabledReason: text(),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);
export type Endpoint = typeof webhookEndpoints.$inferSelect;

/**
 * What happened on the way of a message, noted in its own transaction by triggers that are only switched on while an
 * endpoint wants them (migration webhooks_leave). Rows live for a second: the feed makes deliveries of them.
 */
export const webhookFeed = pgTable(
  'webhook_feed',
  {
    businessId: uuid().notNull(),
    id: bigserial({ mode: 'number' }).notNull(),
    event: text().$type<WebhookEvent>().notNull(),
    subject: uuid().notNull(), // of the message, conversation or contact
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}), // what may be another thing by the time it is read
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index('feed_in_order').on(t.id)],
);

/** One event on its way to one endpoint, and what became of it. Kept 30 days. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    endpointId: uuid().notNull(),
    eventId: text().notNull(), // `webhook-id`: receivers recognise a repetition by it
    event: text().notNull(),
    payload: jsonb().$type<{ type: string; timestamp: string; data: unknown }>().notNull(),
    state: text({ enum: DELIVERY_STATES }).notNull(),
    attempts: smallint().notNull().default(0), // ever
    round: smallint().notNull().default(0), // tried since it was (re)played: names the next retry
    dueAt: moment(),
    deliveredAt: moment(),
    status: smallint(), // of the latest answer
    error: text(),
    createdAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('delivered_once').on(t.businessId, t.endpointId, t.eventId),
    index('deliveries_by_age').using('brin', t.createdAt),
    foreignKey({
      columns: [t.businessId, t.endpointId],
      foreignColumns: [webhookEndpoints.businessId, webhookEndpoints.id],
    }).onDelete('cascade'),
  ],
);
export type Delivery = typeof webhookDeliveries.$inferSelect;

export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    businessId: uuid().notNull(),
    deliveryId: uuid().notNull(),
    number: smallint().notNull(),
    at: moment().notNull(),
    durationMs: integer().notNull(),
    status: smallint(),
    error: text(),
    body: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.deliveryId, t.number] }),
    foreignKey({
      columns: [t.businessId, t.deliveryId],
      foreignColumns: [webhookDeliveries.businessId, webhookDeliveries.id],
    }).onDelete('cascade'),
  ],
);

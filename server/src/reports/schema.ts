import { integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../platform/schema.ts';

/**
 * How many messages customers wrote in each quarter of an hour that is over, so that a report counts a month without
 * reading its messages. Quarters, since every time zone begins its days at one.
 */
export const messageCounts = pgTable(
  'message_counts',
  {
    businessId: uuid().notNull(),
    slot: moment().notNull(), // begin of the quarter; those without messages have no row
    inbound: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.slot] })],
);

/** Up to when a business's messages are counted; later ones are counted when somebody asks. */
export const messageCountsProgress = pgTable('message_counts_progress', {
  businessId: uuid().primaryKey(),
  upTo: moment().notNull(),
});

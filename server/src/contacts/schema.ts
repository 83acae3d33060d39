import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';

/** A person who writes to a business. Known by any number of identities, keyed by none of them. */
export const contacts = pgTable(
  'contacts',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    name: text().notNull(), // profile name the customer chose; never an identity
    language: text(), // learnt or chosen; null = not known yet
    facts: jsonb().$type<Record<string, string>>().notNull().default({}), // what they told us: email, size …
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);
export type Contact = typeof contacts.$inferSelect;

export const IDENTITY_KINDS = ['phone', 'wa_id', 'bsuid', 'username'] as const;

/**
 * What a person is known by on WhatsApp. `phone` holds the canonical E.164 (variants of Brazilian, Argentine and
 * Mexican numbers are one value), `wa_id` the digits Meta uses for sending, `bsuid` Meta's id per business portfolio.
 */
export const contactIdentities = pgTable(
  'contact_identities',
  {
    businessId: uuid().notNull(),
    kind: text({ enum: IDENTITY_KINDS }).notNull(),
    value: text().notNull(),
    contactId: uuid().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.kind, t.value] }),
    index('identities_of_contact').on(t.businessId, t.contactId),
    foreignKey({ columns: [t.businessId, t.contactId], foreignColumns: [contacts.businessId, contacts.id] }),
  ],
);

/** Every time a person allowed or forbade something; the newest row of a scope counts. */
export const consents = pgTable(
  'consents',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    contactId: uuid().notNull(),
    scope: text({ enum: ['marketing'] }).notNull(),
    granted: boolean().notNull(),
    source: text().notNull(), // "whatsapp user_preferences", "word: STOP", "operator"
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('consents_of_contact').on(t.businessId, t.contactId, t.scope, t.at),
    foreignKey({ columns: [t.businessId, t.contactId], foreignColumns: [contacts.businessId, contacts.id] }),
  ],
);

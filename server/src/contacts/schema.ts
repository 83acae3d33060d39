import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';
import { IDENTITY_KINDS } from './api.ts';

/** A person who writes to a business. Known by any number of identities, keyed by none of them. */
export const contacts = pgTable(
  'contacts',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    name: text().notNull(), // profile name the customer chose, or what the team calls them; never an identity
    namedAt: moment(), // when the team named them: their profile name changes nothing from then on
    language: text(), // learnt or chosen; null = not known yet
    facts: jsonb().$type<Record<string, string>>().notNull().default({}), // what they told us: email, size …
    tags: text().array().notNull().default(sql`'{}'`), // the team's words for them
    marketing: boolean(), // what they last said, kept here by a trigger of `consents`; null: nothing
    /** What people are found by, without accents and capitals. The number and the username are in contact_identities. */
    search: text().notNull().generatedAlwaysAs(sql`searchable(name || ' ' || coalesce(facts ->> 'email', ''))`),
    mergedInto: uuid(), // this was the same person as that contact: nothing new comes here, and no list shows it
    erasedAt: moment(), // nothing personal is left; the row stays for the books
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('contacts_by_words').using('gin', sql`search gin_trgm_ops`),
    foreignKey({ columns: [t.businessId, t.mergedInto], foreignColumns: [t.businessId, t.id] }),
  ],
);
export type Contact = typeof contacts.$inferSelect;

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
    index('identities_by_part').using('gin', sql`value gin_trgm_ops`).where(sql`kind in ('phone', 'username')`),
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

/** Two contacts that turned out to be one person, and what is needed to take them apart again. */
export const contactMerges = pgTable(
  'contact_merges',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    keptId: uuid().notNull(),
    mergedId: uuid().notNull(),
    moved: jsonb().$type<Record<string, unknown>>().notNull(), // by keeper of records (records.ts), in its own words
    mergedBy: text().notNull(), // who did it, for people to read
    mergedAt: moment().notNull(),
    undoneAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('merges_of_contact').on(t.businessId, t.keptId),
    foreignKey({ columns: [t.businessId, t.keptId], foreignColumns: [contacts.businessId, contacts.id] }),
    foreignKey({ columns: [t.businessId, t.mergedId], foreignColumns: [contacts.businessId, contacts.id] }),
  ],
);

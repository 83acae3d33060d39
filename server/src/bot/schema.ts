import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';

/** A question customers ask and the business's answer to it, in one language. */
export const faqs = pgTable(
  'faqs',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    topic: text().notNull(), // the same in every language: "returns"
    language: text().notNull(),
    question: text().notNull(),
    variants: text().array().notNull().default([]), // other ways to ask
    answer: text().notNull(),
    position: integer().notNull().default(0),
    enabled: boolean().notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index('faqs_by_topic').on(t.businessId, t.topic, t.language)],
);
export type Faq = typeof faqs.$inferSelect;

/** Every flow that ever answered somebody, so that a conversation in the middle of an old version finishes it. */
export const flowVersions = pgTable(
  'flow_versions',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    flow: text().notNull(),
    version: text().notNull(), // hash of the definition
    definition: jsonb().notNull(),
    createdAt: moment().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.flow, t.version] })],
);

/** An edit of a flow that no customer sees yet. One a flow and business; whoever saves later must have seen the earlier. */
export const flowDrafts = pgTable(
  'flow_drafts',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    flow: text().notNull(),
    source: text().notNull(), // YAML, as it was typed
    changedAt: moment().notNull(),
    changedBy: text().notNull(), // a name for people
  },
  (t) => [primaryKey({ columns: [t.businessId, t.flow] })],
);
export type FlowDraft = typeof flowDrafts.$inferSelect;

/**
 * What a business published, oldest first: the newest one answers its customers, whatever the file in `flows/` says.
 * `counters` holds the newest number as `flow:<name>`, which every node looks at.
 */
export const flowReleases = pgTable(
  'flow_releases',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    flow: text().notNull(),
    number: integer().notNull(), // 1, 2, 3 …
    version: text(), // hash of the source, as conversations remember it
    source: text(), // null: the file counts again
    restores: integer(), // the release this one brought back; 0: the file
    note: text().notNull().default(''),
    publishedAt: moment().notNull(),
    publishedBy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.flow, t.number] })],
);
export type FlowRelease = typeof flowReleases.$inferSelect;

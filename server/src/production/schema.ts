import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
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
import { LINE_STATUSES, TICKET_KINDS, TICKET_STATES } from './api.ts';

/** A production line of a factory and how it runs now. */
export const productionLines = pgTable(
  'production_lines',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    name: text().notNull(),
    status: text({ enum: LINE_STATUSES }).notNull(),
    qualityPercent: numeric({ precision: 5, scale: 2, mode: 'number' }).notNull(), // good units of all units today
    unitsPerHour: integer().notNull().default(0),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_line_per_name').on(t.businessId, t.name),
    check('quality_is_a_percentage', sql`quality_percent between 0 and 100`),
  ],
);
export type ProductionLine = typeof productionLines.$inferSelect;

/** What a line is to make on one day. */
export const productionRuns = pgTable(
  'production_runs',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    lineId: uuid().notNull(),
    day: date().notNull(), // in the business's time zone
    shift: text().notNull().default(''), // "06:00–14:00"
    item: text().notNull(),
    plannedUnits: integer().notNull(),
    madeUnits: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_run_per_item_and_shift').on(t.businessId, t.day, t.lineId, t.shift, t.item), // also: the runs of a day
    foreignKey({ columns: [t.businessId, t.lineId], foreignColumns: [productionLines.businessId, productionLines.id] }),
    check('units_not_negative', sql`planned_units >= 0 and made_units >= 0`),
  ],
);
export type ProductionRun = typeof productionRuns.$inferSelect;

/** A defect or another issue a customer reported, and how far its resolution is. */
export const tickets = pgTable(
  'tickets',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    number: bigint({ mode: 'number' }).notNull(), // what people say: "defect 17"
    kind: text({ enum: TICKET_KINDS }).notNull(),
    contactId: uuid().notNull(),
    conversationId: uuid(),
    orderNumber: bigint({ mode: 'number' }), // as the customer named it
    description: text().notNull(),
    mediaIds: jsonb().$type<string[]>().notNull().default([]),
    state: text({ enum: TICKET_STATES }).notNull(),
    progressPercent: smallint().notNull().default(0),
    expectedOn: date(), // when it should be resolved
    causedBy: uuid(), // inbound message that reported it: the same message never reports twice
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_ticket_per_number').on(t.businessId, t.kind, t.number),
    uniqueIndex('one_ticket_per_cause').on(t.businessId, t.causedBy).where(sql`caused_by is not null`),
    index('tickets_of_contact').on(t.businessId, t.contactId, t.createdAt),
    index('tickets_by_age').on(t.businessId, t.createdAt, t.id),
    foreignKey({ columns: [t.businessId, t.contactId], foreignColumns: [contacts.businessId, contacts.id] }),
    check('progress_is_a_percentage', sql`progress_percent between 0 and 100`),
  ],
);
export type Ticket = typeof tickets.$inferSelect;

/** What happened to a ticket, for its history. */
export const ticketEvents = pgTable(
  'ticket_events',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    ticketId: uuid().notNull(),
    state: text({ enum: TICKET_STATES }).notNull(),
    note: text().notNull().default(''), // the customer may read it
    actorName: text(), // who did it; null: the operator, the bot, or nobody in person
    noticeId: uuid(), // message that told the customer
    noticeProblem: text(), // why they were not told: a kind of problem, "not-wanted" when nobody was to be told
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('events_of_ticket').on(t.businessId, t.ticketId, t.at),
    foreignKey({ columns: [t.businessId, t.ticketId], foreignColumns: [tickets.businessId, tickets.id] }),
  ],
);

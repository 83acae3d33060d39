import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
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
import { contacts } from '../contacts/schema.ts';
import { newId } from '../platform/id.ts';
import { businesses, moment } from '../platform/schema.ts';
import { ORDER_STATES } from './api.ts';

/** Something a business sells, in one or more variants. */
export const products = pgTable(
  'products',
  {
    businessId: uuid()
      .notNull()
      .references(() => businesses.id),
    id: uuid().notNull().$defaultFn(newId),
    handle: text().notNull(), // stable name in URLs and imports: "black-hoodie"
    name: text().notNull(),
    description: text().notNull().default(''),
    category: text().notNull().default(''),
    translations: jsonb()
      .$type<Record<string, { name?: string; description?: string; category?: string }>>()
      .notNull()
      .default({}),
    aliases: jsonb().$type<Record<string, string[]>>().notNull().default({}), // other words for it, by language
    options: jsonb().$type<Record<string, string[]>>().notNull().default({}), // { size: ['S', 'M'], color: ['black'] }
    imageUrl: text(), // anywhere on the web; a picture of ours (imageMediaId) has its public address here
    imageMediaId: uuid(),
    lowStockAt: integer().notNull().default(5), // a variant with so few units left is to be bought again
    position: integer().notNull().default(0),
    archivedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_product_per_handle').on(t.businessId, t.handle),
  ],
);
export type Product = typeof products.$inferSelect;

/** What is counted and priced: one combination of a product's options. */
export const variants = pgTable(
  'variants',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    productId: uuid().notNull(),
    sku: text().notNull(), // also the retailer id in WhatsApp catalogues
    options: jsonb().$type<Record<string, string>>().notNull().default({}),
    amount: bigint({ mode: 'number' }).notNull(), // price in minor units of `currency`
    currency: text().notNull(),
    onHand: integer().notNull().default(0),
    updatedAt: moment().notNull().defaultNow(), // of what it is and costs; stock has its moves
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_variant_per_sku').on(t.businessId, t.sku),
    index('variants_of_product').on(t.businessId, t.productId),
    foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
    check('stock_never_below_zero', sql`on_hand >= 0`),
    check('price_not_negative', sql`amount >= 0`),
  ],
);
export type Variant = typeof variants.$inferSelect;

export const orders = pgTable(
  'orders',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    number: bigint({ mode: 'number' }).notNull(), // what people say: "order 1042"
    contactId: uuid().notNull(),
    conversationId: uuid(),
    state: text({ enum: ORDER_STATES }).notNull(),
    amount: bigint({ mode: 'number' }).notNull(), // total in minor units of `currency`
    currency: text().notNull(),
    expectedOn: date(), // delivery date promised to the customer, in the business's time zone
    note: text(),
    carrier: text(), // who brings it, as the customer reads it: "DHL"
    trackingNumber: text(),
    causedBy: uuid(), // inbound message that placed it: the same message never orders twice
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex('one_order_per_number').on(t.businessId, t.number),
    uniqueIndex('one_order_per_cause').on(t.businessId, t.causedBy).where(sql`caused_by is not null`),
    index('orders_of_contact').on(t.businessId, t.contactId, t.createdAt),
    index('orders_by_age').on(t.businessId, t.createdAt),
    index('orders_by_state').on(t.businessId, t.state, t.number),
    index('orders_by_change').on(t.businessId, t.updatedAt),
    foreignKey({ columns: [t.businessId, t.contactId], foreignColumns: [contacts.businessId, contacts.id] }),
    check('total_not_negative', sql`amount >= 0`),
  ],
);
export type Order = typeof orders.$inferSelect;

export const orderLines = pgTable(
  'order_lines',
  {
    businessId: uuid().notNull(),
    orderId: uuid().notNull(),
    position: smallint().notNull(),
    variantId: uuid().notNull(),
    name: text().notNull(), // as sold: product and options stay readable when the catalogue changes
    quantity: integer().notNull(),
    amount: bigint({ mode: 'number' }).notNull(), // for one
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.orderId, t.position] }),
    foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
    foreignKey({ columns: [t.businessId, t.variantId], foreignColumns: [variants.businessId, variants.id] }),
    check('quantity_positive', sql`quantity > 0`),
    check('line_price_not_negative', sql`amount >= 0`),
  ],
);
export type OrderLine = typeof orderLines.$inferSelect;

/** Every state an order has been in, when, and who moved it. */
export const orderEvents = pgTable(
  'order_events',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    orderId: uuid().notNull(),
    state: text({ enum: ORDER_STATES }).notNull(),
    actor: text().notNull(), // "customer", "operator", "system"
    actorName: text(), // the person or key behind "operator"
    noticeId: uuid(), // message that told the customer
    noticeProblem: text(), // why they were not told: a kind of problem, "not-wanted" when nobody was to be told
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('events_of_order').on(t.businessId, t.orderId, t.at),
    foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
  ],
);

/** What the team wrote beside an order; the customer never sees it. */
export const orderNotes = pgTable(
  'order_notes',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    orderId: uuid().notNull(),
    text: text().notNull(),
    authorName: text(), // null: the operator of the installation
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('notes_of_order').on(t.businessId, t.orderId, t.at),
    foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
  ],
);

/** Why the stock of a variant is what it is. */
export const stockMoves = pgTable(
  'stock_moves',
  {
    businessId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    variantId: uuid().notNull(),
    quantity: integer().notNull(), // negative: left the shelf
    reason: text({ enum: ['order', 'cancellation', 'count', 'seed'] }).notNull(),
    orderId: uuid(),
    actorName: text(), // who counted
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index('moves_of_variant').on(t.businessId, t.variantId, t.at),
    foreignKey({ columns: [t.businessId, t.variantId], foreignColumns: [variants.businessId, variants.id] }),
  ],
);

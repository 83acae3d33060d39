import { z } from 'zod';

/**
 * The life of an order. It only moves forward; `cancelled` is reached from the first two and is final, as `delivered` is.
 */
export const ORDER_STATES = ['pending', 'confirmed', 'shipped', 'delivered', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

const MOST_MONEY = 1_000_000_000_000;
const MOST_UNITS = 10_000_000;

/** A text of one line. */
const line = (max: number, min = 1) => z.string().trim().min(min).max(max);

/** The name of a product in addresses. */
export const Handle = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Small letters, digits and single hyphens: black-hoodie.');

const amount = z.number().int().describe('Minor units of `currency` (cents, yen).');
const currency = z.string().describe('ISO 4217.');

/** One combination of a product's options: what is priced, counted and ordered. */
export const VariantView = z.object({
  id: z.uuid(),
  productId: z.uuid(),
  productName: z.string(),
  name: z.string().describe('Product and options, as an order line shows it: "Heavyweight Hoodie (L, black)".'),
  sku: z.string(),
  options: z.record(z.string(), z.string()),
  amount,
  currency,
  onHand: z.number().int().describe('Units in stock.'),
});
export type VariantView = z.infer<typeof VariantView>;

export const ProductView = z.object({
  id: z.uuid(),
  handle: z.string(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  options: z.record(z.string(), z.array(z.string())),
  imageUrl: z.string().nullable(),
  variants: z.array(VariantView),
});
export type ProductView = z.infer<typeof ProductView>;

/** What is said of a product in another language; what is left out is said in the shop's own words. */
const Translation = z.object({
  name: line(256).optional(),
  description: z.string().max(4_096).optional(),
  category: line(256).optional(),
});

/** A variant as the team works with it. */
export const VariantRecord = VariantView.extend({
  updatedAt: z.coerce
    .date()
    .describe('Of what it is and costs. Send it back with a change, so that nobody is overwritten.'),
});
export type VariantRecord = z.infer<typeof VariantRecord>;

/** A product as the team works with it: also what is archived, in all its languages. */
export const ProductRecord = ProductView.extend({
  translations: z.record(z.string(), Translation),
  aliases: z.record(z.string(), z.array(z.string())).describe('Other words customers use for it, by language.'),
  lowStockAt: z.number().int().describe('A variant with so few units left is running out.'),
  archivedAt: z.coerce.date().nullable().describe('Since then it is not sold any more.'),
  updatedAt: z.coerce.date(),
  variants: z.array(VariantRecord),
});
export type ProductRecord = z.infer<typeof ProductRecord>;

const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i, 'A language tag like es or es-MX.')
  .max(35);
const Options = z
  .record(line(40), z.array(line(60)).min(1).max(60))
  .refine((options) => Object.keys(options).length <= 5, 'At most 5 options.')
  .describe('What a customer chooses, in the order they are asked: { "size": ["S", "M"] }.');
const Sku = line(64).describe('Your own number of it; the same as in the WhatsApp catalogue.');
const Price = z.number().int().min(0).max(MOST_MONEY).describe('Minor units of the currency (cents, yen).');
const Count = z.number().int().min(0).max(MOST_UNITS);

export const NewVariant = z.object({
  sku: Sku,
  options: z.record(line(40), line(60)).default({}),
  amount: Price,
  onHand: Count.default(0),
});
export type NewVariant = z.infer<typeof NewVariant>;

const productFields = {
  name: line(256),
  description: z.string().max(4_096),
  category: line(256, 0),
  options: Options,
  translations: z.record(LanguageTag, Translation),
  aliases: z.record(LanguageTag, z.array(line(100)).max(100)),
  imageUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
  imageMediaId: z.uuid().nullable().describe('A picture sent to POST /media (JPEG, PNG or WebP). It becomes public.'),
  lowStockAt: Count,
  archived: z.boolean(),
};

export const NewProduct = z.object({
  handle: Handle.optional().describe('Absent: made of the name.'),
  name: productFields.name,
  description: productFields.description.default(''),
  category: productFields.category.default(''),
  options: productFields.options.default({}),
  translations: productFields.translations.default({}),
  aliases: productFields.aliases.default({}),
  imageUrl: productFields.imageUrl.optional(),
  lowStockAt: Count.optional(),
  variants: z.array(NewVariant).min(1).max(100),
});
export type NewProduct = z.infer<typeof NewProduct>;

const seen = z.coerce
  .date()
  .optional()
  .describe(
    '`updatedAt` as you saw it. When somebody was faster, nothing changes and the answer says what is there now.',
  );

export const ProductChange = z.object(productFields).partial().extend({ updatedAt: seen });
export type ProductChange = z.infer<typeof ProductChange>;

export const VariantChange = z
  .object({ sku: Sku, options: NewVariant.shape.options.unwrap(), amount: Price })
  .partial()
  .extend({ updatedAt: seen });
export type VariantChange = z.infer<typeof VariantChange>;

export const StockCount = z.object({
  onHand: Count.describe('Units counted on the shelf.'),
  was: Count.optional().describe('What you saw before. When it is something else by now, nothing changes.'),
});

export const StockMoveView = z.object({
  id: z.uuid(),
  quantity: z.number().int().describe('Negative: left the shelf.'),
  reason: z.enum(['order', 'cancellation', 'count', 'seed']),
  orderNumber: z.number().int().nullable(),
  actorName: z.string().nullable(),
  at: z.coerce.date(),
});
export type StockMoveView = z.infer<typeof StockMoveView>;

/** What reading a file changes, or would change. */
export const ImportReport = z.object({
  applied: z.boolean().describe('False: nothing was written, because it was a trial or because of `errors`.'),
  products: z.object({ created: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
  variants: z.object({ created: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
  changes: z
    .array(
      z.object({
        line: z.number().int(),
        handle: z.string(),
        sku: z.string().nullable(),
        field: z.string(),
        before: z.string().nullable(),
        after: z.string(),
      }),
    )
    .describe('The first 500.'),
  errors: z.array(z.object({ line: z.number().int(), message: z.string() })).describe('The first 100.'),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const OrderLineView = z.object({
  variantId: z.uuid(),
  name: z.string().describe('Product and options as they were sold.'),
  quantity: z.number().int(),
  amount: amount.describe('For one, in minor units.'),
});
export type OrderLineView = z.infer<typeof OrderLineView>;

export const OrderView = z.object({
  id: z.uuid(),
  number: z.number().int().describe('What people say: "order 1042".'),
  contactId: z.uuid(),
  state: z.enum(ORDER_STATES),
  amount,
  currency,
  expectedOn: z.iso.date().nullable().describe('Promised delivery day, in the time zone of the business.'),
  note: z.string().nullable(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
  lines: z.array(OrderLineView),
});
export type OrderView = z.infer<typeof OrderView>;

/** What a list of orders is asked for by name. */
export const ORDER_VIEWS = [
  'all',
  'unconfirmed',
  'to-fulfil',
  'shipped',
  'delivered',
  'cancelled',
  'problems',
] as const;
export type OrderViewName = (typeof ORDER_VIEWS)[number];

/** What is wrong with an order: past its day and still here, or its customer could not be told. */
export const ORDER_TROUBLES = ['late', 'not-told'] as const;

/** An order as the team works with it. */
export const OrderRow = OrderView.extend({
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  contact: z.object({ id: z.uuid(), name: z.string(), phone: z.string().nullable() }),
  conversationId: z.uuid().nullable().describe('Where it was ordered.'),
  troubles: z.array(z.enum(ORDER_TROUBLES)),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** A step of an order, with how its customer was told. */
export const OrderEventView = z.object({
  state: z.enum(ORDER_STATES),
  actor: z.string().describe('"customer", "operator" or "system".'),
  actorName: z.string().nullable().describe('Who of the team.'),
  notice: z
    .object({
      messageId: z.uuid().nullable(),
      status: z.string().nullable().describe('How far the message came: queued, sent, delivered, read, failed …'),
      problem: z.string().nullable().describe('Why there was none: a kind of problem, or not-wanted.'),
    })
    .nullable(),
  at: z.coerce.date(),
});
export type OrderEventView = z.infer<typeof OrderEventView>;

export const OrderNoteView = z.object({
  id: z.uuid(),
  text: z.string(),
  authorName: z.string().nullable().describe('Null: the operator of this installation.'),
  at: z.coerce.date(),
});
export type OrderNoteView = z.infer<typeof OrderNoteView>;

export const OrderWithHistory = OrderRow.extend({
  reachable: z.array(z.enum(ORDER_STATES)).describe('Where it can go from here.'),
  history: z.array(OrderEventView),
  notes: z.array(OrderNoteView),
});
export type OrderWithHistory = z.infer<typeof OrderWithHistory>;

const telling = {
  notify: z.boolean().default(true).describe('False: the customer is not told.'),
  message: z
    .string()
    .trim()
    .min(1)
    .max(4_096)
    .optional()
    .describe('Your words instead of ours, while free text may be sent.'),
};
const shipment = {
  carrier: line(60, 0).nullable().optional().describe('Who brings it: "DHL".'),
  trackingNumber: line(100, 0).nullable().optional(),
};

export const OrderStateChange = z.object({
  state: z.enum(ORDER_STATES),
  ...telling,
  ...shipment,
  restock: z.boolean().default(true).describe('Of a cancellation: false when the items cannot be sold again.'),
  updatedAt: seen,
});

export const OrderStateChanges = OrderStateChange.pick({ state: true, notify: true }).extend({
  numbers: z.array(z.number().int().positive()).min(1).max(100),
});

export const OrderStateResults = z.object({
  results: z.array(
    z.object({
      number: z.number().int(),
      outcome: z.enum(['changed', 'unchanged', 'refused']),
      problem: z.object({ kind: z.string(), title: z.string() }).nullable(),
    }),
  ),
});

export const OrderChange = z.object({
  ...shipment,
  expectedOn: z.iso.date().nullable().optional(),
  note: z.string().trim().max(4_096).nullable().optional().describe('The wish that came with the order.'),
  updatedAt: seen,
});
export type OrderChange = z.infer<typeof OrderChange>;

const wantedLines = z
  .array(z.object({ variantId: z.uuid(), quantity: z.number().int().min(1).max(10_000) }))
  .min(1)
  .max(100);

export const OrderLinesChange = z.object({
  lines: wantedLines.describe('All of them: what is left out goes back to the shelf.'),
  updatedAt: seen,
});

export const NewOrder = z.object({
  contactId: z.uuid(),
  lines: wantedLines.describe('Prices and stock are those of this moment; they cannot be given.'),
  state: z
    .enum(['pending', 'confirmed'])
    .default('confirmed')
    .describe('pending: a draft that holds its items until it is confirmed.'),
  note: z.string().trim().max(4_096).optional(),
  expectedOn: z.iso.date().optional().describe('Absent: in five days.'),
  notify: telling.notify,
});

export const NewOrderNote = z.object({ text: z.string().trim().min(1).max(10_000) });

export const TrackingLink = z.object({ url: z.string(), expiresAt: z.coerce.date() });

/** What somebody who follows an order sees: nothing that says who ordered. */
export const TrackedOrder = z.object({
  shop: z.string().describe('Who sells.'),
  number: z.number().int(),
  state: z.enum(ORDER_STATES),
  amount,
  currency,
  expectedOn: z.iso.date().nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  createdAt: z.coerce.date(),
  lines: z.array(OrderLineView.omit({ variantId: true })),
  history: z.array(z.object({ state: z.enum(ORDER_STATES), at: z.coerce.date() })),
});
export type TrackedOrder = z.infer<typeof TrackedOrder>;

/** What anybody may know of a product. */
export const PublicProduct = ProductView.omit({ id: true, variants: true }).extend({
  variants: z.array(
    VariantView.pick({ sku: true, name: true, options: true, amount: true, currency: true }).extend({
      inStock: z.boolean(),
    }),
  ),
});
export type PublicProduct = z.infer<typeof PublicProduct>;

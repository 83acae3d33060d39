import { z } from 'zod';

/**
 * The life of an order. It only moves forward; `cancelled` is reached from the first two and is final, as `delivered` is.
 */
export const ORDER_STATES = ['pending', 'confirmed', 'shipped', 'delivered', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

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

export const OrderEventView = z.object({
  state: z.enum(ORDER_STATES),
  actor: z.string().describe('"customer", "operator" or "system".'),
  at: z.coerce.date(),
});
export type OrderEventView = z.infer<typeof OrderEventView>;

export const OrderWithHistory = OrderView.extend({ history: z.array(OrderEventView) });

export const OrderStateChange = z.object({ state: z.enum(ORDER_STATES) });

import { z } from 'zod';
import { defineFact } from '../platform/facts.ts';
import { ORDER_STATES } from './api.ts';

const OrderRef = z.object({
  businessId: z.uuid(),
  orderId: z.uuid(),
  number: z.number().int(),
  contactId: z.uuid(),
  conversationId: z.uuid().nullable(),
});
export type OrderRef = z.infer<typeof OrderRef>;

/** An order was placed; it is confirmed already. */
export const orderPlaced = defineFact('order.placed', OrderRef);

/** An order moved on from what it was when it was placed. `state` is where it went then, not where it is by now. */
export const orderStateChanged = defineFact(
  'order.state_changed',
  OrderRef.extend({
    state: z.enum(ORDER_STATES),
    actor: z.string(),
    notify: z.boolean().optional(), // false: the customer is not to be told
    message: z.string().optional(), // to be told in these words
  }),
);

import { z } from 'zod';
import { ordersOf } from '../../commerce/index.ts';
import { defineAction } from './action.ts';
import { OrderCard, orderCards } from './order-card.ts';

export const recentOrders = defineAction({
  name: 'recent-orders',
  about: "The customer's newest orders, in any state.",
  input: z.object({ limit: z.number().int().min(1).max(20).default(5) }),
  outcomes: { some: z.object({ orders: z.array(OrderCard) }), none: z.object({}) },
  async run(_ctx, { limit }, turn) {
    const orders = await ordersOf(turn.db, turn.business.id, turn.contact.id, limit);
    if (orders.length === 0) return { outcome: 'none', result: {} };
    return { outcome: 'some', result: { orders: await orderCards(orders, turn) } };
  },
});

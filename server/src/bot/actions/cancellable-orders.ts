import { z } from 'zod';
import { ordersOf } from '../../commerce/index.ts';
import { defineAction } from './action.ts';
import { OrderCard, orderCards } from './order-card.ts';

const RECENT = 20;
const MOST = 8; // beside "main menu" and "back" in a list of ten

export const cancellableOrders = defineAction({
  name: 'cancellable-orders',
  about: 'The orders of the customer that can still be cancelled.',
  input: z.object({}),
  outcomes: { some: z.object({ orders: z.array(OrderCard) }), none: z.object({}) },
  async run(_ctx, _input, turn) {
    const orders = await ordersOf(turn.db, turn.business.id, turn.contact.id, RECENT);
    const open = orders.filter(({ state }) => state === 'pending' || state === 'confirmed').slice(0, MOST);
    if (open.length === 0) return { outcome: 'none', result: {} };
    return { outcome: 'some', result: { orders: await orderCards(open, turn) } };
  },
});

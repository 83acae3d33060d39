import { z } from 'zod';
import { ordersOf } from '../../commerce/index.ts';
import { defineAction } from './action.ts';
import { OrderCard, orderCards } from './order-card.ts';

const RECENT = 20;

export const deliveryDates = defineAction({
  name: 'delivery-dates',
  about: 'The orders of the customer that are still on their way, next delivery first.',
  input: z.object({}),
  outcomes: { some: z.object({ orders: z.array(OrderCard) }), none: z.object({}) },
  async run(_ctx, _input, turn) {
    const orders = await ordersOf(turn.db, turn.business.id, turn.contact.id, RECENT);
    const expected = orders
      .filter(({ state, expectedOn }) => expectedOn !== null && state !== 'delivered' && state !== 'cancelled')
      .sort((a, b) => (a.expectedOn! < b.expectedOn! ? -1 : 1));
    if (expected.length === 0) return { outcome: 'none', result: {} };
    return { outcome: 'some', result: { orders: await orderCards(expected, turn) } };
  },
});

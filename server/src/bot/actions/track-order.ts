import { z } from 'zod';
import { findOrder, ordersOf } from '../../commerce/index.ts';
import { defineAction } from './action.ts';
import { OrderCard, orderCards } from './order-card.ts';
import { SpokenNumber } from './spoken-number.ts';

export const trackOrder = defineAction({
  name: 'track-order',
  about: 'One order of the customer: the one with this number, or their newest when no number is given.',
  input: z.object({ number: SpokenNumber }),
  outcomes: {
    found: z.object({ order: OrderCard }),
    not_found: z.object({}),
    none: z.object({}),
  },
  async run(_ctx, { number }, turn) {
    const { db, business, contact } = turn;
    const order =
      number === null
        ? (await ordersOf(db, business.id, contact.id, 1))[0]
        : await findOrder(db, business.id, number, contact.id);
    if (order) return { outcome: 'found', result: { order: (await orderCards([order], turn))[0]! } };
    return number === null ? { outcome: 'none', result: {} } : { outcome: 'not_found', result: {} };
  },
});

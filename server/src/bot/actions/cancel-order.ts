import { z } from 'zod';
import { cancelOrder as cancel, findOrder } from '../../commerce/index.ts';
import { Problem } from '../../platform/problem.ts';
import { defineAction } from './action.ts';
import { OrderCard, orderCards } from './order-card.ts';
import { SpokenNumber } from './spoken-number.ts';

export const cancelOrder = defineAction({
  name: 'cancel-order',
  about: 'Cancels an order of the customer that has not left yet, and puts its items back.',
  input: z.object({ number: SpokenNumber }),
  effect: true,
  outcomes: {
    cancelled: z.object({ order: OrderCard }),
    too_late: z.object({ order: OrderCard }),
    not_found: z.object({}),
  },
  async run(ctx, { number }, turn) {
    if (number === null) return { outcome: 'not_found', result: {} };
    const { business, contact } = turn;
    try {
      const order = await cancel(ctx, await turn.write(), {
        businessId: business.id,
        contactId: contact.id,
        number,
        actor: 'customer',
      });
      return { outcome: 'cancelled', result: { order: (await orderCards([order], turn))[0]! } };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      const order =
        problem.kind === 'order-not-cancellable' ? await findOrder(turn.db, business.id, number, contact.id) : null;
      if (!order) return { outcome: 'not_found', result: {} };
      return { outcome: 'too_late', result: { order: (await orderCards([order], turn))[0]! } };
    }
  },
});

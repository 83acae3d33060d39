import { z } from 'zod';
import { defineTool, flat } from './tool.ts';

const OrderNumber = z.number().int().positive().describe('The number of the order, such as 1042.');

export const listOrders = defineTool({
  name: 'list_orders',
  about: 'The newest orders of this customer, with state, total and expected day.',
  input: z.object({}),
  run: async (_ctx, _input, turn) => ({ result: flat(await turn.act('recent-orders', { limit: 5 })) }),
});

export const trackOrder = defineTool({
  name: 'track_order',
  about: 'Where one order of this customer is. Without a number: their newest.',
  input: z.object({ number: OrderNumber.optional() }),
  run: async (_ctx, { number }, turn) => ({
    result: {
      ...flat(await turn.act('track-order', { number })),
      ...(number === undefined ? {} : { asked_for: { number } }),
    },
  }),
});

const Items = z
  .array(
    z.object({
      what: z.string().min(1).max(200).describe('Product with size, colour and so on: "black hoodie L".'),
      quantity: z.number().int().min(1).max(9_999),
    }),
  )
  .min(1)
  .max(20);

/** What the model wants to order, as a customer would write it: read like any order, so that nothing is guessed. */
const wordsOf = (items: z.infer<typeof Items>): string =>
  items.map(({ what, quantity }) => `${quantity} ${what.replace(/[\n,;]+/g, ' ')}`).join(', ');

export const proposeOrder = defineTool({
  name: 'propose_order',
  about:
    'Puts an order together and shows it to the customer with a button to confirm. It is only placed when the customer taps. Answers with what is unclear or sold out otherwise.',
  input: z.object({ items: Items }),
  async run(_ctx, { items }, turn) {
    const looked = await turn.act('read-order', { text: wordsOf(items) });
    if (looked.outcome !== 'ready') return { result: withoutIds(flat(looked)) };
    return {
      result: { ...withoutIds(flat(looked)), next: WAITS },
      plan: { kind: 'confirm', what: { kind: 'order', draft: looked.result } },
    };
  },
});

export const proposeChange = defineTool({
  name: 'propose_order_change',
  about:
    'Proposes to replace an order that has not left by another one. The customer confirms with a tap. Give everything the new order shall contain.',
  input: z.object({ number: OrderNumber, items: Items }),
  async run(_ctx, { number, items }, turn) {
    const open = await openOrder(turn, number);
    if (!open) return { result: { outcome: 'not_found', asked_for: { number } } };
    const looked = await turn.act('read-order', { text: wordsOf(items) });
    if (looked.outcome !== 'ready') return { result: withoutIds(flat(looked)) };
    return {
      result: { ...withoutIds(flat(looked)), replaces: open, next: WAITS },
      plan: { kind: 'confirm', what: { kind: 'change', number, draft: looked.result } },
    };
  },
});

export const proposeCancel = defineTool({
  name: 'propose_order_cancellation',
  about: 'Proposes to cancel an order that has not left. The customer confirms with a tap.',
  input: z.object({ number: OrderNumber }),
  async run(_ctx, { number }, turn) {
    const open = await openOrder(turn, number);
    if (!open) return { result: { outcome: 'not_found', asked_for: { number } } };
    return {
      result: { outcome: 'found', order: open, next: WAITS },
      plan: { kind: 'confirm', what: { kind: 'cancel', number } },
    };
  },
});

const WAITS = 'The customer now sees this with buttons to confirm or to leave it. Nothing is done before they tap.';

/** An order of this customer that can still be changed or cancelled. */
async function openOrder(turn: Parameters<typeof proposeCancel.run>[2], number: number): Promise<unknown> {
  const { result } = await turn.act('cancellable-orders', {});
  const { orders } = z.object({ orders: z.array(z.looseObject({ number: z.number() })).default([]) }).parse(result);
  return orders.find((order) => order.number === number) ?? null;
}

/** Baskets and ids are for us; the model needs words. */
function withoutIds(result: Record<string, unknown>): Record<string, unknown> {
  const { basket: _basket, amount: _amount, choices, ...words } = result;
  const Choices = z.array(z.object({ title: z.string(), price: z.string(), stock: z.number() }));
  const offered = Choices.safeParse(choices);
  return offered.success && offered.data.length > 0 ? { ...words, choices: offered.data } : words;
}

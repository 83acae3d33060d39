import { z } from 'zod';
import { type OrderReading, readOrder as read } from '../../language/index.ts';
import { defineAction } from './action.ts';
import { Basket, basketOf } from './basket.ts';
import { draftOutcomes, look } from './order-draft.ts';

const SURE_ENOUGH = 0.5; // below, a sentence is a search or talk; whatever is read is confirmed before it is ordered

export const readOrder = defineAction({
  name: 'read-order',
  about: 'Reads an order, or a change of the draft so far, out of what the customer wrote.',
  input: z.object({ text: z.string(), draft: z.unknown().optional() }),
  effect: true, // it changes the draft: going back must not add the same things again
  outcomes: {
    ...draftOutcomes,
    not_sold: z.object({ basket: Basket, not_sold: z.string() }), // wanted, but we have none of it
    not_an_order: z.object({}),
  },
  async run(_ctx, { text, draft }, turn) {
    const before = basketOf(draft);
    const { index } = await turn.catalogue();
    const reading = read(text, index, { basket: before.lines, language: turn.language });
    if (reading.kind === 'none') return { outcome: 'not_an_order', result: {} };
    if (reading.items.length + reading.ambiguous.length === 0 && reading.unmatched.length > 0) {
      return { outcome: 'not_sold', result: { basket: before, not_sold: reading.unmatched.join(', ') } };
    }
    if (reading.kind === 'order' && reading.confidence < SURE_ENOUGH && before.lines.length > 0)
      return { outcome: 'not_an_order', result: {} };
    return look(basketAfter(reading), turn, {
      notSold: reading.unmatched,
      unoffered: reading.items.flatMap(({ unoffered: [first] }, line) => (first ? [{ line, said: first.said }] : [])),
    });
  },
});

const basketAfter = ({ items, ambiguous }: OrderReading): Basket => ({
  lines: items.map(({ productId, quantity, options }) => ({ productId, quantity, options })),
  ambiguous: ambiguous.map(({ productIds, quantity, options }) => ({ productIds, quantity, options })),
  asked: null,
});

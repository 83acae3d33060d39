import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Catalogue, isSure, type OrderReading, readOrder as read } from '../../language/index.ts';
import { defineAction } from './action.ts';
import { Basket, basketOf } from './basket.ts';
import { plainlySaid } from './basket-talk.ts';
import { doubtOf, withDoubt } from './doubts.ts';
import { draftOutcomes, look } from './order-draft.ts';

const IS_NUMBER = /^\s*\d{1,2}\s*$/;
const SURE_ENOUGH = 0.5; // below, a sentence is a search or talk; whatever is read is confirmed before it is ordered

export const readOrder = defineAction({
  name: 'read-order',
  about: 'Reads an order, or a change of the draft so far, out of what the customer wrote.',
  input: z.object({
    text: z.string(),
    draft: z.unknown().optional(),
    about: z.array(z.string()).optional(), // products the customer is looking at, by id
  }),
  effect: true, // it changes the draft: going back must not add the same things again
  outcomes: {
    ...draftOutcomes,
    not_sold: z.object({ basket: Basket, not_sold: z.string() }), // wanted, but we have none of it
    not_an_order: z.object({}),
  },
  async run(_ctx, { text, draft, about = [] }, turn) {
    const before = basketOf(draft);
    const { index } = await turn.catalogue();
    const reading = readAbout(plainlySaid(text, before), index, before.lines, about, turn.language);
    if (reading.kind === 'none') return { outcome: 'not_an_order', result: {} };
    if (reading.items.length + reading.ambiguous.length === 0 && reading.unmatched.length > 0) {
      return { outcome: 'not_sold', result: { basket: before, not_sold: reading.unmatched.join(', ') } };
    }
    if (reading.kind === 'order' && reading.confidence < SURE_ENOUGH && before.lines.length > 0)
      return { outcome: 'not_an_order', result: {} };
    const isRepeated = reading.kind === 'correction' && isSure(reading);
    const basket = withDoubt(basketAfter(reading), before, doubtOf(reading), isRepeated);
    if (IS_NUMBER.test(text) && isDeepStrictEqual(basket.lines, before.lines))
      return { outcome: 'not_an_order', result: {} }; // the number of an option
    return look(basket, turn, {
      notSold: reading.unmatched,
      unoffered: reading.items.flatMap(({ productId, unoffered: [first] }) =>
        first ? [{ productId, said: first.said }] : [],
      ),
    });
  },
});

/** "I'll take two red ones" says nothing by itself; in front of the one product that is being looked at, it does. */
function readAbout(
  text: string,
  index: Catalogue,
  lines: Basket['lines'],
  about: string[],
  language: string,
): OrderReading {
  const reading = read(text, index, { basket: lines, language });
  const isUnderstood = reading.kind !== 'none' && reading.items.length + reading.ambiguous.length > 0;
  if (isUnderstood || lines.length > 0 || about.length !== 1) return reading;
  const inFront = [{ productId: about[0]!, quantity: 1, options: {} }];
  const again = read(text, index, { basket: inFront, language });
  return again.items.length > 0 ? again : reading;
}

const basketAfter = ({ items, ambiguous }: OrderReading): Basket => ({
  lines: items.map(({ productId, quantity, options, among, instead }) => ({
    productId,
    quantity,
    options,
    ...(among && { among }),
    ...(instead && { instead }),
  })),
  ambiguous: ambiguous.map(({ productIds, quantity, options }) => ({ productIds, quantity, options })),
  asked: null,
});

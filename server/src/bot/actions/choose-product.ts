import { z } from 'zod';
import { defineAction } from './action.ts';
import { basketOf } from './basket.ts';
import { draftOutcomes, look } from './order-draft.ts';

export const chooseProduct = defineAction({
  name: 'choose-product',
  about: 'Puts one of a product into the draft, by its id; tapped in a list of products.',
  input: z.object({ product: z.string(), draft: z.unknown().optional() }),
  effect: true,
  outcomes: draftOutcomes,
  async run(_ctx, { product, draft }, turn) {
    const { lines, ambiguous } = basketOf(draft);
    return look({ lines: [...lines, { productId: product, quantity: 1, options: {} }], ambiguous, asked: null }, turn);
  },
});

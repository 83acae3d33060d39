import { z } from 'zod';
import { defineAction } from './action.ts';
import { draftOutcomes, look } from './order-draft.ts';

export const readCart = defineAction({
  name: 'read-cart',
  about: 'Makes a draft of a cart that was put together in the catalogue of WhatsApp.',
  input: z.object({}),
  effect: true,
  outcomes: draftOutcomes,
  async run(_ctx, _input, turn) {
    const content = turn.message?.content;
    const items = content?.type === 'order' ? content.items : [];
    const { products } = await turn.catalogue();
    const bySku = new Map(
      [...products.values()].flatMap(({ id, variants }) =>
        variants.map((variant) => [variant.sku, { productId: id, options: variant.options }] as const),
      ),
    );
    const wanted = items.map(({ retailerId, quantity }) => ({ retailerId, quantity, item: bySku.get(retailerId) }));
    return look(
      {
        lines: wanted.flatMap(({ quantity, item }) => (item && quantity > 0 ? [{ quantity, ...item }] : [])),
        ambiguous: [],
        asked: null,
      },
      turn,
      { notSold: wanted.flatMap(({ retailerId, item }) => (item ? [] : [retailerId])) },
    );
  },
});

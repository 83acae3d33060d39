import { z } from 'zod';
import { listProducts as list } from '../../commerce/index.ts';
import { defineAction } from './action.ts';
import { ProductCard, productCard } from './product-card.ts';

const MOST = 8; // leaves two rows of a list for the way back

export const listProducts = defineAction({
  name: 'list-products',
  about: 'The products of a category with prices and stock.',
  input: z.object({ category: z.string().max(200) }),
  outcomes: {
    some: z.object({ category: z.string(), products: z.array(ProductCard), more: z.boolean() }),
    none: z.object({ category: z.string() }),
  },
  async run(_ctx, { category }, turn) {
    const { items, nextCursor } = await list(turn.db, turn.business.id, {
      category,
      limit: MOST,
      language: turn.language,
    });
    if (items.length === 0) return { outcome: 'none', result: { category } };
    return {
      outcome: 'some',
      result: { category, products: items.map((product) => productCard(product, turn)), more: nextCursor !== null },
    };
  },
});

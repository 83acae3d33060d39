import { z } from 'zod';
import { defineAction } from './action.ts';
import { ProductCard } from './product-card.ts';

export const searchProducts = defineAction({
  name: 'search-products',
  about: 'Products that fit what the customer asked for, best first, with prices and stock.',
  input: z.object({ text: z.string() }),
  outcomes: { found: z.object({ products: z.array(ProductCard) }), not_found: z.object({}) },
  async run() { return { outcome: 'not_found', result: {} }; },
});

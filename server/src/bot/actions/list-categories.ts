import { z } from 'zod';
import { categoriesOf } from '../../commerce/index.ts';
import { defineAction } from './action.ts';

export const listCategories = defineAction({
  name: 'list-categories',
  about: 'What the products are filed under.',
  input: z.object({}),
  outcomes: {
    some: z.object({ categories: z.array(z.object({ name: z.string(), products: z.number() })) }),
    none: z.object({}),
  },
  async run(_ctx, _input, { db, business, language }) {
    const categories = await categoriesOf(db, business.id, language);
    if (categories.length === 0) return { outcome: 'none', result: {} };
    return {
      outcome: 'some',
      result: { categories: categories.map(({ category, products }) => ({ name: category, products })) },
    };
  },
});

import { z } from 'zod';
import { searchCatalogue } from '../../language/index.ts';
import { defineAction } from './action.ts';
import { ProductCard, productCard } from './product-card.ts';

const MOST = 8; // leaves two rows of a list for the way on
const NEARLY_AS_GOOD = 0.7; // of the best score: "hoodies" is not also everything made of cotton

export const searchProducts = defineAction({
  name: 'search-products',
  about: 'Products that fit what the customer asked for, best first, with prices and stock.',
  input: z.object({ text: z.string() }),
  outcomes: { found: z.object({ products: z.array(ProductCard) }), not_found: z.object({}) },
  async run(_ctx, { text }, turn) {
    const { index, products } = await turn.catalogue();
    const found = searchCatalogue(text, index, MOST);
    const best = found.filter(({ score }) => score >= NEARLY_AS_GOOD * found[0]!.score);
    const ids = best.flatMap(({ productId }) => products.get(productId)?.variants.map(({ id }) => id) ?? []);
    const sold = Map.groupBy(await turn.variants(ids), ({ productId }) => productId);
    const cards = best.flatMap(({ productId }) => {
      const variants = sold.get(productId);
      return variants ? [productCard({ id: productId, name: variants[0]!.productName, variants }, turn)] : [];
    });
    return cards.length > 0 ? { outcome: 'found', result: { products: cards } } : { outcome: 'not_found', result: {} };
  },
});

import { z } from 'zod';
import type { VariantView } from '../../commerce/index.ts';
import { searchCatalogue } from '../../language/index.ts';
import { formatMoney } from '../../platform/money.ts';
import { defineTool, type ToolTurn } from './tool.ts';

const MOST_PRODUCTS = 5;
const MOST_VARIANTS = 20; // of one product; more than a message can show
const NEARLY_AS_GOOD = 0.7; // of the best score

export const searchProducts = defineTool({
  name: 'search_products',
  about: 'Finds products by name, kind or colour, with the price and stock of every variant.',
  input: z.object({ text: z.string().max(200).describe('What the customer looks for, in a few words.') }),
  run: async (_ctx, { text }, turn) => ({ result: await productsFor(text, MOST_PRODUCTS, turn) }),
});

export const checkStock = defineTool({
  name: 'check_stock',
  about: 'Price and stock of every variant of one product.',
  input: z.object({ product: z.string().max(200).describe('Name of the product.') }),
  run: async (_ctx, { product }, turn) => ({ result: await productsFor(product, 1, turn) }),
});

async function productsFor(text: string, most: number, turn: ToolTurn): Promise<Record<string, unknown>> {
  const { index, products } = await turn.catalogue();
  const found = searchCatalogue(text, index, most);
  const best = found.filter(({ score }) => score >= NEARLY_AS_GOOD * found[0]!.score);
  const ids = best.flatMap(({ productId }) => products.get(productId)?.variants.map(({ id }) => id) ?? []);
  if (ids.length === 0) return { outcome: 'not_found' };
  const sold = Map.groupBy(await turn.variants(ids), ({ productId }) => productId);
  return {
    outcome: 'found',
    products: best.flatMap(({ productId }) => {
      const variants = sold.get(productId);
      return variants ? [productOf(variants, turn)] : [];
    }),
  };
}

function productOf(variants: VariantView[], { locale, label }: ToolTurn): Record<string, unknown> {
  return {
    name: variants[0]!.productName,
    stock: variants.reduce((sum, { onHand }) => sum + onHand, 0),
    variants: variants.slice(0, MOST_VARIANTS).map(({ options, amount, currency, onHand }) => ({
      options: Object.values(options)
        .map((value) => label('option_values', value))
        .join(', '),
      price: formatMoney(amount, currency, locale),
      stock: onHand,
    })),
  };
}

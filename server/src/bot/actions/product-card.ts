import { z } from 'zod';
import type { VariantView } from '../../commerce/index.ts';
import type { ActionTurn } from './action.ts';
import { priceRange } from './order-choices.ts';

/** A product in words that a list or a line can show. */
export const ProductCard = z.object({
  id: z.string(),
  name: z.string(),
  price: z.string(), // "$45.00", or a range
  stock: z.number(), // units of all variants
  options: z.string(), // what is in stock: "S, M, L · black, grey"
});

export function productCard(
  { id, name, variants }: { id: string; name: string; variants: VariantView[] },
  turn: ActionTurn,
): z.infer<typeof ProductCard> {
  return {
    id,
    name,
    price: priceRange(variants, turn.locale),
    stock: variants.reduce((sum, { onHand }) => sum + onHand, 0),
    options: optionsInStock(variants, turn),
  };
}

function optionsInStock(variants: VariantView[], { label }: ActionTurn): string {
  const inStock = variants.filter(({ onHand }) => onHand > 0);
  const names = Object.keys(variants[0]?.options ?? {});
  const valuesOf = (name: string) => [
    ...new Set(inStock.map(({ options }) => label('option_values', options[name] ?? ''))),
  ];
  return names
    .map((name) => valuesOf(name).join(', '))
    .filter(Boolean)
    .join(' · ');
}

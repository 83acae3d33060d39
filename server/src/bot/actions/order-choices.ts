import { z } from 'zod';
import type { VariantView } from '../../commerce/index.ts';
import { formatMoney } from '../../platform/money.ts';
import type { ActionTurn } from './action.ts';
import { variantTitle } from './order-card.ts';

/** Something to choose in an order: the id comes back with the tap. */
export const Choice = z.object({ id: z.string(), title: z.string(), price: z.string(), stock: z.number() });
export type Choice = z.infer<typeof Choice>;

const MOST_CHOICES = 9; // leaves a row of the list for "forget it"

/** Products of which one is meant. */
export const productChoices = (products: VariantView[][], turn: ActionTurn): Choice[] =>
  products
    .filter((variants) => variants.length > 0)
    .slice(0, MOST_CHOICES)
    .map((variants) => ({
      id: variants[0]!.productId,
      title: variants[0]!.productName,
      ...priceAndStock(variants, turn),
    }));

/** What is left to choose of a product: whole variants while they are few, else the values of one option. */
export function optionChoices(
  inStock: VariantView[],
  open: string[],
  turn: ActionTurn,
): { asks: string; choices: Choice[] } {
  const [first] = open;
  if (first !== undefined && open.length > 1 && inStock.length > MOST_CHOICES) {
    const byValue = Map.groupBy(inStock, ({ options }) => options[first] ?? '');
    const choices = Array.from(
      byValue,
      ([value, having]): Choice => ({
        id: value,
        title: turn.label('option_values', value),
        ...priceAndStock(having, turn),
      }),
    );
    return { asks: first, choices: choices.slice(0, MOST_CHOICES) };
  }
  const names = open.length > 0 ? open : Object.keys(inStock[0]?.options ?? {}); // one is left: named in full
  return { asks: open.length === 1 ? first! : 'variant', choices: variantChoices(inStock, names, turn) };
}

/** Variants named by the options that tell them apart. */
export const variantChoices = (variants: VariantView[], names: string[], turn: ActionTurn): Choice[] =>
  variants.slice(0, MOST_CHOICES).map((variant) => ({
    id: variant.id,
    title: optionTitle(variant, names, turn),
    ...priceAndStock([variant], turn),
  }));

/** Instead of what is sold out: as many as there are, then what shares most with it. */
export function otherChoices(
  wanted: VariantView,
  quantity: number,
  variants: VariantView[],
  turn: ActionTurn,
): Choice[] {
  const names = Object.keys(wanted.options);
  const fewer =
    wanted.onHand > 0
      ? [
          {
            id: `fewer:${wanted.onHand}`,
            title: `${wanted.onHand} × ${optionTitle(wanted, names, turn)}`,
            ...priceAndStock([wanted], turn),
          },
        ]
      : [];
  const others = variants.filter((other) => other.id !== wanted.id && other.onHand >= quantity);
  return [...fewer, ...variantChoices(byNearness(others, wanted.options), names, turn)].slice(0, MOST_CHOICES);
}

/** "$45.00", or "$45.00–$55.00" when variants differ in price. */
export function priceRange(variants: readonly { amount: number; currency: string }[], locale: string): string {
  if (variants.length === 0) return '';
  const amounts = variants.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const write = (amount: number) => formatMoney(amount, variants[0]!.currency, locale);
  return least === most ? write(least) : `${write(least)}–${write(most)}`;
}

const priceAndStock = (variants: VariantView[], { locale }: ActionTurn) => ({
  price: priceRange(variants, locale),
  stock: variants.reduce((sum, { onHand }) => sum + onHand, 0),
});

const optionTitle = (variant: VariantView, names: string[], turn: ActionTurn): string =>
  names.map((name) => turn.label('option_values', variant.options[name] ?? '')).join(', ') ||
  variantTitle(variant.productName, {}, turn);

/** The same size in another colour comes before another size. */
function byNearness(variants: VariantView[], wanted: Record<string, string>): VariantView[] {
  const shared = ({ options }: VariantView) =>
    Object.entries(options).filter(([name, value]) => wanted[name] === value).length;
  return variants.toSorted((a, b) => shared(b) - shared(a));
}

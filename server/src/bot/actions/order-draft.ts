import { z } from 'zod';
import { type VariantView, variantsOf } from '../../commerce/index.ts';
import { formatMoney } from '../../platform/money.ts';
import type { ActionTurn, Ending, Outcomes } from './action.ts';
import { Basket, MOST_LINES, withoutRepeats } from './basket.ts';
import { variantTitle } from './order-card.ts';
import { Choice, optionChoices, otherChoices, productChoices } from './order-choices.ts';

/** An order before it is placed, in words that a message can show. */
export const Draft = z.object({
  basket: Basket,
  lines: z.array(
    z.object({ name: z.string(), quantity: z.number(), price: z.string(), total: z.string(), stock: z.number() }),
  ),
  total: z.string(),
  amount: z.number(), // of the total, in minor units: what the customer says yes to
  not_sold: z.string(), // wanted things we do not have, in the customer's words; '' when there are none
});
export type Draft = z.infer<typeof Draft>;

/** How a look at a basket can end; actions that change a basket end so. */
export const draftOutcomes = {
  ready: Draft, // everything is clear and there
  which: Draft.extend({ product: z.string(), asks: z.string(), said: z.string(), choices: z.array(Choice) }), // one question is open
  sold_out: Draft.extend({ product: z.string(), wanted: z.number(), available: z.number(), choices: z.array(Choice) }), // not enough of one thing
  empty: z.object({}), // nothing is wanted any more
} satisfies Outcomes;
export type DraftEnding = Ending<typeof draftOutcomes>;

/** What the customer said that has no place in the basket. */
export type Remarks = { notSold?: string[]; unoffered?: { productId: string; said: string }[] };

/** Looks at prices and stock of this moment, and finds the first thing that is not clear. */
export async function look(
  wanted: Basket,
  turn: ActionTurn,
  { notSold = [], unoffered = [] }: Remarks = {},
): Promise<DraftEnding> {
  const sold = await soldVariants(wanted, turn);
  const lines = withoutRepeats(wanted.lines.filter(({ productId }) => sold.has(productId))).slice(0, MOST_LINES);
  const basket = { ...wanted, lines, asked: null };
  if (basket.lines.length === 0 && basket.ambiguous.length === 0) return { outcome: 'empty', result: {} };

  const draft = draftOf(basket, sold, turn, notSold);
  const [open] = basket.ambiguous;
  if (open) {
    const choices = productChoices(
      open.productIds.map((id) => sold.get(id) ?? []),
      turn,
    );
    return {
      outcome: 'which',
      result: { ...asking(draft, 0, 'product'), product: '', asks: 'product', said: '', choices },
    };
  }
  for (const [at, line] of basket.lines.entries()) {
    const said = unoffered.find(({ productId }) => productId === line.productId)?.said ?? '';
    const open = askOption(draft, at, sold.get(line.productId)!, turn, said) ?? checkStock(draft, at, sold, turn);
    if (open) return open;
  }
  return { outcome: 'ready', result: draft };
}

/** The variant a line means once its options leave only one. */
export function variantOf(
  { options }: Pick<Basket['lines'][number], 'options'>,
  variants: readonly VariantView[],
): VariantView | undefined {
  const fitting = fittingOf(options, variants);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Every variant of the products in question with today's price and stock, by product. */
export async function soldVariants(
  { lines, ambiguous }: Basket,
  { db, business, language, catalogue }: ActionTurn,
): Promise<Map<string, VariantView[]>> {
  const { products } = await catalogue();
  const productIds = new Set([
    ...lines.map(({ productId }) => productId),
    ...ambiguous.flatMap(({ productIds }) => productIds),
  ]);
  const ids = [...productIds].flatMap((id) => products.get(id)?.variants.map((variant) => variant.id) ?? []);
  return Map.groupBy(await variantsOf(db, business.id, ids, language), ({ productId }) => productId);
}

function fittingOf(options: Record<string, string>, variants: readonly VariantView[]): VariantView[] {
  return variants.filter((variant) =>
    Object.entries(options).every(([name, value]) => variant.options[name] === value),
  );
}

function draftOf(basket: Basket, sold: Map<string, VariantView[]>, turn: ActionTurn, notSold: string[]): Draft {
  const chosen = basket.lines.flatMap((line) => {
    const variant = variantOf(line, sold.get(line.productId)!);
    return variant ? [{ ...variant, quantity: line.quantity }] : [];
  });
  const money = (amount: number, currency: string) => formatMoney(amount, currency, turn.locale);
  const amount = chosen.reduce((sum, line) => sum + line.amount * line.quantity, 0);
  return {
    basket,
    lines: chosen.map(({ productName, options, quantity, amount: each, currency, onHand }) => ({
      name: variantTitle(productName, options, turn),
      quantity,
      price: money(each, currency),
      total: money(each * quantity, currency),
      stock: onHand,
    })),
    total: money(amount, chosen[0]?.currency ?? turn.business.currency),
    amount,
    not_sold: notSold.join(', '),
  };
}

/** A combination that is not made counts like one where nothing was chosen: what there is, is offered. */
function askOption(
  draft: Draft,
  at: number,
  variants: VariantView[],
  turn: ActionTurn,
  said: string,
): DraftEnding | undefined {
  const { options, quantity } = draft.basket.lines[at]!;
  const fitting = fittingOf(options, variants);
  if (fitting.length === 1) return undefined;
  const product = variants[0]!.productName;
  const inStock = (fitting.length > 0 ? fitting : variants).filter(({ onHand }) => onHand > 0);
  if (inStock.length === 0)
    return {
      outcome: 'sold_out',
      result: { ...asking(draft, at, 'variant'), product, wanted: quantity, available: 0, choices: [] },
    };

  const open = Object.keys(variants[0]!.options).filter(
    (name) => new Set(inStock.map((variant) => variant.options[name])).size > 1,
  );
  const { asks, choices } = optionChoices(inStock, open, turn);
  return { outcome: 'which', result: { ...asking(draft, at, asks), product, asks, said, choices } };
}

function checkStock(
  draft: Draft,
  at: number,
  sold: Map<string, VariantView[]>,
  turn: ActionTurn,
): DraftEnding | undefined {
  const { lines } = draft.basket;
  const variants = sold.get(lines[at]!.productId)!;
  const variant = variantOf(lines[at]!, variants)!;
  const wanted = lines
    .filter((line) => variantOf(line, sold.get(line.productId)!)?.id === variant.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  if (variant.onHand >= wanted) return undefined;
  return {
    outcome: 'sold_out',
    result: {
      ...asking(draft, at, 'variant'),
      product: variantTitle(variant.productName, variant.options, turn),
      wanted,
      available: variant.onHand,
      choices: otherChoices(variant, lines[at]!.quantity, variants, turn),
    },
  };
}

/** Remembers what was asked, so that the answer finds its place. */
const asking = (draft: Draft, line: number, what: string): Draft => ({
  ...draft,
  basket: { ...draft.basket, asked: { line, what } },
});

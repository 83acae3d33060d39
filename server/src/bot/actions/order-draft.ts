import { z } from 'zod';
import type { VariantView } from '../../commerce/index.ts';
import { formatMoney } from '../../platform/money.ts';
import type { ActionTurn, Ending, Outcomes } from './action.ts';
import { Basket, MOST_LINES, withoutRepeats } from './basket.ts';
import { fittingOf, variantOf } from './fitting.ts';
import { variantTitle } from './order-card.ts';
import { Choice, optionChoices, otherChoices, productChoices } from './order-choices.ts';
import { withSubstitutes } from './substitutes.ts';

/** An order before it is placed, in words that a message can show. */
export const Draft = z.object({
  basket: Basket,
  lines: z.array(
    z.object({ name: z.string(), quantity: z.number(), price: z.string(), total: z.string(), stock: z.number() }),
  ),
  total: z.string(),
  amount: z.number(), // of the total, in minor units: what the customer says yes to
  not_sold: z.string(), // wanted things we do not have, in the customer's words; '' when there are none
  doubt: z.string().default(''), // why the order may have been misread, to be asked; '' when it is sure
  doubted: z.string().default(''), // what was read so: "2 × Cotton T-Shirt (M, white)"
  gone: z.string().default(''), // what is out of stock and has given way to what was named second; '' when nothing
  taken: z.string().default(''), // that
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
  const there = wanted.lines.filter(({ productId }) => sold.has(productId));
  const lines = withoutRepeats(withSubstitutes(there, sold)).slice(0, MOST_LINES);
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

/** Every variant of the products in question with today's price and stock, by product. */
export async function soldVariants(
  { lines, ambiguous }: Basket,
  { catalogue, variants }: ActionTurn,
): Promise<Map<string, VariantView[]>> {
  const { products } = await catalogue();
  const productIds = new Set([
    ...lines.flatMap((line) => [line, line.instead, line.insteadOf].flatMap((goods) => goods?.productId ?? [])),
    ...ambiguous.flatMap(({ productIds }) => productIds),
  ]);
  const ids = [...productIds].flatMap((id) => products.get(id)?.variants.map((variant) => variant.id) ?? []);
  return Map.groupBy(await variants(ids), ({ productId }) => productId);
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
    ...remarksOn(basket.lines, sold, turn),
  };
}

/** What has to be said about single lines, before the customer says yes to all of them. */
function remarksOn(
  lines: Basket['lines'],
  sold: Map<string, VariantView[]>,
  turn: ActionTurn,
): Pick<Draft, 'doubt' | 'doubted' | 'gone' | 'taken'> {
  const inWords = (goods: { productId: string; options: Record<string, string>; quantity?: number }) => {
    const variants = sold.get(goods.productId) ?? [];
    if (variants.length === 0) return [];
    const { productName, options } = { ...variants[0]!, ...(variantOf(goods, variants) ?? goods) };
    const title = variantTitle(productName, options, turn);
    return [goods.quantity === undefined ? title : `${goods.quantity} × ${title}`];
  };
  const doubtful = lines.filter(({ doubt }) => doubt !== undefined);
  const swapped = lines.filter(({ insteadOf }) => insteadOf !== undefined);
  return {
    doubt: doubtful[0]?.doubt ?? '',
    doubted: doubtful.flatMap(inWords).join(', '),
    gone: swapped.flatMap(({ insteadOf }) => inWords(insteadOf!)).join(', '),
    taken: swapped.flatMap(({ productId, options }) => inWords({ productId, options })).join(', '),
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
  const { options, quantity, among = {} } = draft.basket.lines[at]!;
  const fitting = fittingOf(options, variants);
  if (fitting.length === 1) return undefined;
  const product = variants[0]!.productName;
  const left = (fitting.length > 0 ? fitting : variants).filter(({ onHand }) => onHand > 0);
  const meant = left.filter((variant) => isAmong(variant, among, options));
  const inStock = meant.length > 0 ? meant : left;
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

/** "M or L": only these are asked about, while there are any. */
function isAmong(variant: VariantView, among: Record<string, string[]>, chosen: Record<string, string>): boolean {
  return Object.entries(among).every(
    ([name, values]) => name in chosen || values.includes(variant.options[name] ?? ''),
  );
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

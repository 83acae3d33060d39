import { z } from 'zod';
import { type CatalogueEntry, type VariantView, variantsOf } from '../../commerce/index.ts';
import { formatMoney } from '../../platform/money.ts';
import type { BusinessCatalogue } from '../catalogue.ts';
import type { ActionTurn, Outcomes } from './action.ts';
import { Basket } from './basket.ts';
import { variantTitle } from './order-card.ts';

/** An order before it is placed: what is clear, and the one thing that is not. */
export const Draft = z.object({
  basket: Basket,
  lines: z.array(z.object({ name: z.string(), quantity: z.number(), price: z.string(), total: z.string(), stock: z.number() })),
  total: z.string(),
  amount: z.number(), // of the total, in minor units; what the customer says yes to
  not_sold: z.string(), // wanted things we do not have, in the customer's words; '' when there are none
});
export type Draft = z.infer<typeof Draft>;

/** Something to choose: the id comes back with the tap. */
const Choice = z.object({ id: z.string(), title: z.string(), description: z.string() });
type Choice = z.infer<typeof Choice>;

const Question = Draft.extend({ product: z.string(), asks: z.string(), said: z.string(), choices: z.array(Choice) });
const Shortage = Draft.extend({ product: z.string(), wanted: z.number(), available: z.number(), choices: z.array(Choice) });

/** How looking at a basket can end; actions that change a basket end so. */
export const draftOutcomes = {
  ready: Draft, // everything is clear and there
  which: Question, // one question is open
  sold_out: Shortage, // not enough of one thing
} satisfies Outcomes;
export type DraftEnding = { [K in keyof typeof draftOutcomes]: { outcome: K; result: z.infer<(typeof draftOutcomes)[K]> } }[keyof typeof draftOutcomes];

const MOST_CHOICES = 9; // leaves a row of the list for "forget it"

/** Looks at prices and stock of this moment and finds the first thing that is not clear. */
export async function look(basket: Basket, turn: ActionTurn, remarks: { notSold?: string[]; unoffered?: { line: number; said: string }[] } = {}): Promise<DraftEnding> {
  const catalogue = await turn.catalogue();
  const known = { ...basket, lines: basket.lines.filter(({ productId }) => catalogue.products.has(productId)) };
  const sold = await soldVariants(known, catalogue, turn);
  const draft = draftOf(known, sold, turn, remarks.notSold ?? []);
  return (
    askProduct(draft, catalogue, turn) ??
    firstOf(known.lines, (line, at) => {
      const variants = sold.get(line.productId) ?? [];
      const said = remarks.unoffered?.find((one) => one.line === at)?.said ?? '';
      return askOption(draft, at, variants, turn, said) ?? checkStock(draft, at, variants, turn);
    }) ?? { outcome: 'ready', result: { ...draft, basket: { ...draft.basket, asked: null } } }
  );
}

/** The variant a line means, once all its options are chosen. */
export const variantOf = ({ options }: Basket['lines'][number], variants: VariantView[]): VariantView | undefined => {
  const fitting = fittingOf(options, variants);
  return fitting.length === 1 ? fitting[0] : undefined;
};

/** Every variant of the products in the basket, with today's price and stock, by product. */
export async function soldVariants({ lines }: Pick<Basket, 'lines'>, { products }: BusinessCatalogue, { db, business, language }: ActionTurn): Promise<Map<string, VariantView[]>> {
  const ids = [...new Set(lines.map(({ productId }) => productId))].flatMap((id) => products.get(id)?.variants.map((variant) => variant.id) ?? []);
  return Map.groupBy(await variantsOf(db, business.id, ids, language), ({ productId }) => productId);
}

const fittingOf = (options: Record<string, string>, variants: VariantView[]): VariantView[] =>
  variants.filter((variant) => Object.entries(options).every(([name, value]) => variant.options[name] === value));

function draftOf(basket: Basket, sold: Map<string, VariantView[]>, turn: ActionTurn, notSold: string[]): Draft {
  const chosen = basket.lines.flatMap((line) => {
    const variant = variantOf(line, sold.get(line.productId) ?? []);
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

function askProduct(draft: Draft, { products }: BusinessCatalogue, turn: ActionTurn): DraftEnding | undefined {
  const [open] = draft.basket.ambiguous;
  if (!open) return undefined;
  const choices = open.productIds.flatMap((id) => {
    const product = products.get(id);
    return product ? [{ id, title: nameOf(product, turn.language), description: priceRange(product.variants, turn.locale) }] : [];
  });
  const basket = { ...draft.basket, asked: { line: 0, what: 'product' } };
  return { outcome: 'which', result: { ...draft, basket, product: '', asks: 'product', said: '', choices: choices.slice(0, MOST_CHOICES) } };
}

/** One question: which of the variants that are there, when few are left; else the first option that is open. */
function askOption(draft: Draft, at: number, variants: VariantView[], turn: ActionTurn, said: string): DraftEnding | undefined {
  const line = draft.basket.lines[at]!;
  const fitting = fittingOf(line.options, variants);
  if (fitting.length === 1 || variants.length === 0) return undefined;
  const inStock = (fitting.length > 0 ? fitting : variants).filter(({ onHand }) => onHand > 0);
  const open = Object.keys(variants[0]!.options).filter((name) => !(name in line.options) || fitting.length === 0);
  const product = variants[0]!.productName;
  if (inStock.length === 0) return { outcome: 'sold_out', result: { ...asking(draft, at, 'variant'), product, wanted: line.quantity, available: 0, choices: [] } };
  const values = [...new Set(inStock.map(({ options }) => options[open[0]!] ?? ''))];
  if (open.length === 1 || inStock.length <= MOST_CHOICES) {
    const choices = inStock.slice(0, MOST_CHOICES).map((variant) => variantChoice(variant, open, turn));
    const asks = open.length === 1 ? open[0]! : 'variant';
    return { outcome: 'which', result: { ...asking(draft, at, asks), product, asks, said, choices } };
  }
  const choices = values.slice(0, MOST_CHOICES).map((value) => valueChoice(value, open[0]!, inStock, turn));
  return { outcome: 'which', result: { ...asking(draft, at, open[0]!), product, asks: open[0]!, said, choices } };
}

function checkStock(draft: Draft, at: number, variants: VariantView[], turn: ActionTurn): DraftEnding | undefined {
  const line = draft.basket.lines[at]!;
  const variant = variantOf(line, variants);
  const wanted = draft.basket.lines.filter((other) => variant && variantOf(other, variants) === variant).reduce((sum, { quantity }) => sum + quantity, 0);
  if (variant && variant.onHand >= wanted) return undefined;
  const others = variants.filter((other) => other !== variant && other.onHand >= line.quantity);
  const names = Object.keys(variant?.options ?? {});
  const fewer = variant && variant.onHand > 0 ? [{ id: `fewer:${variant.onHand}`, title: `${variant.onHand} × ${optionTitle(variant, names, turn)}`, description: money(variant, turn) }] : [];
  return {
    outcome: 'sold_out',
    result: {
      ...asking(draft, at, 'variant'),
      product: variant ? variantTitle(variant.productName, variant.options, turn) : '',
      wanted,
      available: variant?.onHand ?? 0,
      choices: [...fewer, ...byNearness(others, line.options).map((other) => variantChoice(other, names, turn))].slice(0, MOST_CHOICES),
    },
  };
}

/** What shares most with what was wanted comes first: the same size in another colour before another size. */
const byNearness = (variants: VariantView[], wanted: Record<string, string>): VariantView[] => {
  const shared = ({ options }: VariantView) => Object.entries(options).filter(([name, value]) => wanted[name] === value).length;
  return variants.toSorted((a, b) => shared(b) - shared(a));
};

const asking = (draft: Draft, line: number, what: string): Draft => ({ ...draft, basket: { ...draft.basket, asked: { line, what } } });

const variantChoice = (variant: VariantView, names: string[], turn: ActionTurn): Choice => ({
  id: variant.id,
  title: optionTitle(variant, names, turn),
  description: `${money(variant, turn)} · ${turn.label('stock', 'left')} ${variant.onHand}`,
});

const optionTitle = ({ options, productName }: VariantView, names: string[], { label }: ActionTurn): string =>
  names.map((name) => label('option_values', options[name] ?? '')).join(', ') || productName;

function valueChoice(value: string, option: string, inStock: VariantView[], turn: ActionTurn): Choice {
  const having = inStock.filter(({ options }) => options[option] === value);
  const left = having.reduce((sum, { onHand }) => sum + onHand, 0);
  return { id: value, title: turn.label('option_values', value), description: `${priceRange(having, turn.locale)} · ${turn.label('stock', 'left')} ${left}` };
}

const money = ({ amount, currency }: VariantView, { locale }: ActionTurn): string => formatMoney(amount, currency, locale);

/** "$45.00", or "$45.00–$55.00" when sizes differ in price. */
export function priceRange(variants: readonly { amount: number; currency: string }[], locale: string): string {
  if (variants.length === 0) return '';
  const amounts = variants.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const write = (amount: number) => formatMoney(amount, variants[0]!.currency, locale);
  return least === most ? write(least) : `${write(least)}–${write(most)}`;
}

const nameOf = ({ name, translations }: CatalogueEntry, language: string): string => translations[language]?.name ?? name;

function firstOf<T, R>(items: T[], find: (item: T, at: number) => R | undefined): R | undefined {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

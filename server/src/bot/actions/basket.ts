import { z } from 'zod';
import type { VariantView } from '../../commerce/index.ts';

const Options = z.record(z.string(), z.string());
const Goods = z.object({ productId: z.string(), options: Options });
export const MOST_LINES = 30; // whoever wants more talks to a person; it also bounds the state of the conversation

/** What a customer wants so far, before anything is ordered. Kept in the state of the conversation. */
export const Basket = z.object({
  lines: z
    .array(
      Goods.extend({
        quantity: z.number(),
        doubt: z.string().optional(), // why this may not be what was meant; until it is confirmed or said again
        among: z.record(z.string(), z.array(z.string())).optional(), // values of which one is meant, by option
        instead: Goods.optional(), // if it is out of stock: the product, and the values that differ
        insteadOf: Goods.optional(), // what was out of stock
      }),
    )
    .max(MOST_LINES),
  ambiguous: z
    .array(
      z.object({
        productIds: z.array(z.string()),
        quantity: z.number(),
        options: Options,
        doubt: z.string().optional(),
      }),
    )
    .max(MOST_LINES), // several products fit
  asked: z.object({ line: z.number(), what: z.string() }).nullable(), // "product", "variant", or the name of an option
});
export type Basket = z.infer<typeof Basket>;

/** The basket inside what a flow kept of an earlier draft; an empty one when there is none. */
export function basketOf(draft: unknown): Basket {
  const kept = z.object({ basket: Basket }).safeParse(draft);
  return kept.success ? kept.data.basket : { lines: [], ambiguous: [], asked: null };
}

/** The same thing wanted twice is one line, where it stood first. */
export function withoutRepeats(lines: Basket['lines']): Basket['lines'] {
  const merged = new Map<string, Basket['lines'][number]>();
  for (const line of lines) {
    const key = JSON.stringify([line.productId, Object.entries(line.options).sort()]);
    const same = merged.get(key);
    merged.set(key, same ? { ...line, ...same, quantity: same.quantity + line.quantity } : line);
  }
  return [...merged.values()];
}

/**
 * The basket after the customer chose `choice`, one of the ids they were offered: a product, a variant, the value of
 * an option, or `fewer:2` for what is left.
 */
export function withChoice(basket: Basket, choice: string, variants: readonly VariantView[]): Basket {
  const { asked, lines } = basket;
  if (!asked) return basket;
  if (asked.what === 'product') return withProduct(basket, choice);
  return {
    ...basket,
    asked: null,
    lines: lines.map((line, at) => (at === asked.line ? withAnswer(line, asked.what, choice, variants) : line)),
  };
}

function withProduct({ lines, ambiguous }: Basket, productId: string): Basket {
  const [open, ...others] = ambiguous;
  if (!open?.productIds.includes(productId)) return { lines, ambiguous, asked: null };
  return {
    lines: [
      ...lines,
      { productId, quantity: open.quantity, options: open.options, ...(open.doubt && { doubt: open.doubt }) },
    ],
    ambiguous: others,
    asked: null,
  };
}

type Line = Basket['lines'][number];

function withAnswer(line: Line, what: string, choice: string, variants: readonly VariantView[]): Line {
  const fewer = /^fewer:([1-9]\d{0,5})$/.exec(choice);
  if (fewer) return { ...line, quantity: Number(fewer[1]) };
  const variant = variants.find(({ id, productId }) => id === choice && productId === line.productId);
  if (variant) return { ...line, options: variant.options };
  const isValue = variants.some(({ productId, options }) => productId === line.productId && options[what] === choice);
  return isValue ? { ...line, options: { ...line.options, [what]: choice } } : line;
}

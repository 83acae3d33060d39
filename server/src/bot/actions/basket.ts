import { z } from 'zod';

/** What a customer wants so far, before anything is ordered. Kept in the state of the conversation. */
export const Basket = z.object({
  lines: z.array(z.object({ productId: z.string(), quantity: z.number().int().min(1), options: z.record(z.string(), z.string()) })).max(30),
  /** Wanted, but several products fit. */
  ambiguous: z.array(z.object({ productIds: z.array(z.string()), quantity: z.number().int().min(1), options: z.record(z.string(), z.string()) })).max(10),
  /** What the customer was last asked: the product, an option by its name, or which of the variants that are left. */
  asked: z.object({ line: z.number().int(), what: z.string() }).nullable(),
});
export type Basket = z.infer<typeof Basket>;

export const emptyBasket = (): Basket => ({ lines: [], ambiguous: [], asked: null });

/** The basket after the customer chose `choice`, an id of what they were offered. */
export function withChoice(basket: Basket, choice: string, variants: ReadonlyMap<string, { productId: string; options: Record<string, string> }>): Basket {
  const { asked } = basket;
  if (!asked) return basket;
  if (asked.what === 'product') return withProduct(basket, choice);
  return { ...basket, asked: null, lines: basket.lines.map((line, at) => (at === asked.line ? chosenLine(line, asked.what, choice, variants) : line)) };
}

function withProduct(basket: Basket, productId: string): Basket {
  const [open, ...others] = basket.ambiguous;
  if (!open?.productIds.includes(productId)) return basket;
  return { lines: [...basket.lines, { productId, quantity: open.quantity, options: open.options }], ambiguous: others, asked: null };
}

type Line = Basket['lines'][number];

/** `fewer:2` takes what is left; a variant brings all its options; anything else is the value of the option asked for. */
function chosenLine(line: Line, what: string, choice: string, variants: ReadonlyMap<string, { productId: string; options: Record<string, string> }>): Line {
  const fewer = /^fewer:([1-9]\d{0,5})$/.exec(choice);
  if (fewer) return { ...line, quantity: Number(fewer[1]) };
  const variant = variants.get(choice);
  if (variant) return { ...line, productId: variant.productId, options: variant.options };
  return what === 'variant' ? line : { ...line, options: { ...line.options, [what]: choice } };
}

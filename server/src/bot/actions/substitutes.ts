import type { VariantView } from '../../commerce/index.ts';
import type { Basket } from './basket.ts';
import { fittingOf } from './fitting.ts';

type Line = Basket['lines'][number];

/** The lines, with what the customer named second in place of what is out of stock, where that is there. */
export function withSubstitutes(lines: Line[], sold: ReadonlyMap<string, VariantView[]>): Line[] {
  return lines.map((line) => {
    const { instead, productId, options, quantity } = line;
    if (!instead || isThere(line, sold)) return line;
    const other = {
      productId: instead.productId,
      options: instead.productId === productId ? { ...options, ...instead.options } : instead.options,
      quantity,
    };
    return isThere(other, sold) ? { ...other, insteadOf: { productId, options } } : line;
  });
}

/** Enough of one variant, whichever the options leave open. */
function isThere({ productId, options, quantity }: Line, sold: ReadonlyMap<string, VariantView[]>): boolean {
  return fittingOf(options, sold.get(productId) ?? []).some(({ onHand }) => onHand >= quantity);
}

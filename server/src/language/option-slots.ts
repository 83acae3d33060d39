import type { IndexedProduct, OptionSlot } from './catalogue.ts';
import { fitOf, kindOf, type OptionValue, type SaidOption } from './option-values.ts';

/** The option of a product that a customer's words give a value to, or null when it has no such value. */
export function slotFor(product: IndexedProduct, said: SaidOption): OptionSlot | null {
  return choiceFor(product, said)?.slot ?? null;
}

/**
 * The option and value of a product that a customer's words name.
 *
 * @returns null when the product has none, or several fit equally ("chocolate" with dark and white chocolate).
 */
export function choiceFor(product: IndexedProduct, said: SaidOption): { slot: OptionSlot; value: OptionValue } | null {
  let best: { slot: OptionSlot; value: OptionValue } | null = null;
  let bestFit = 0;
  let tied = false;
  for (const slot of product.slots) {
    for (const value of slot.values) {
      const fit = fitOf(value, said);
      if (fit === 0 || fit < bestFit) continue;
      tied = fit === bestFit && best?.slot === slot;
      if (fit > bestFit) {
        best = { slot, value };
        bestFit = fit;
      }
    }
  }
  return tied ? null : best;
}

/**
 * The option that a customer gave a value which the product does not come in: "pink" of a polo in navy and white.
 *
 * @returns null when the product has no option of that kind.
 */
export function slotLacking(product: IndexedProduct, said: SaidOption): OptionSlot | null {
  const kinds = said.concepts.map(kindOf);
  for (const slot of product.slots) {
    if (said.measure && slot.values.some((value) => value.measure?.unit === said.measure?.unit)) return slot;
    if (slot.values.some((value) => value.concepts.some((concept) => kinds.includes(kindOf(concept))))) return slot;
  }
  return null;
}

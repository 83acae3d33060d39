import type { Catalogue } from './catalogue.ts';
import { slotFor } from './option-slots.ts';
import { conceptsOf, kindOf, type SaidOption } from './option-values.ts';
import type { Mention } from './order-mention.ts';

/** True when a mention has a value for the same option already: in "black polo white kurta" white is of the next. */
export function clashes({ product, options }: Mention, said: SaidOption, catalogue: Catalogue): boolean {
  if (options.length === 0) return false;
  if (product) {
    const indexed = catalogue.products[product.products[0]!]!;
    const slot = slotFor(indexed, said);
    return slot !== null && options.some((option) => slotFor(indexed, option)?.name === slot.name);
  }
  const kinds = new Set(said.concepts.map(kindOf));
  return options.some(({ concepts }) => concepts.length > 0 && concepts.every((concept) => kinds.has(kindOf(concept))));
}

/** Takes from a mention the options that its product does not have: in "polo navy brown belt" brown is of the belt. */
export function takeForeignOptions(mention: Mention, catalogue: Catalogue): SaidOption[] {
  const indexed = catalogue.products[mention.product!.products[0]!]!;
  const foreign = mention.options.filter((option) => slotFor(indexed, option) === null);
  mention.options = mention.options.filter((option) => !foreign.includes(option));
  return foreign;
}

/** The words of another product as a value of this one: "ice cream: mango" is a flavour even where mangos are sold. */
export function asValueOf(product: number, words: string[], catalogue: Catalogue): SaidOption | null {
  const concepts = conceptsOf(words);
  if (concepts.length === 0) return null;
  const said = { text: words.join(' '), concepts, measure: null };
  return slotFor(catalogue.products[product]!, said) ? said : null;
}

import type { Recipe } from './learning/model-shelf.ts';
import { classifyText, type TextModel } from './learning/text-model.ts';
import type { Example } from './learning/train-text-model.ts';
import { type ShippedSet, shippedExamples } from './shipped.ts';

/** What one business told us its customers say: ways to ask for something, by what that leads to. */
export type OwnExamples = { label: string; texts: readonly string[] }[];

/** What a message may lead to, of the labels that a business gave. */
export type Learnt = { label: string; confidence: number };

/** A shipped label inside the model of a business, so that it meets none of the business's own. */
const SHIPPED = 'shipped:';
/** Of products that are called by their name, most customers want to see them. */
const OF_PRODUCTS = 'product.find';
const MOST_PRODUCTS = 300;

/** Everything that the shipped model of what customers want is made of. */
export const supportRecipe = (): Recipe => ({
  examples: shippedExamples('support-intents'),
  outside: offTopic(),
  unlabelled: textsOf('campaign-replies'),
  languages: SHIPPED_LANGUAGES,
});

/** Everything that the shipped model of answers to campaigns is made of: nine kinds, and `other`. */
export const campaignRecipe = (): Recipe => ({
  examples: shippedExamples('campaign-replies'),
  unlabelled: textsOf('support-intents'),
  ownCost: OWN_COST,
  vectorWeight: LIGHT_VECTOR,
  languages: SHIPPED_LANGUAGES,
});

/** Ten labels that are near each other; chosen by cross-validation over four fifths of the examples. */
const OWN_COST = 4;
const LIGHT_VECTOR = 0.35;
/** English, Spanish, Portuguese, French, and Hindi in Latin letters. */
const SHIPPED_LANGUAGES = 5;

const textsOf = (set: ShippedSet): string[] => shippedExamples(set).map(({ text }) => text);

/** What people write that is no business of a shop. */
const offTopic = (): string[] =>
  shippedExamples('campaign-replies')
    .filter(({ label }) => label === 'other')
    .map(({ text }) => text);

/**
 * Everything that the model of one business is made of: its own examples, the names of its products, and what comes
 * with Parlour. Shipped examples join the business's label that means the same, so that "track my order" in a flow
 * is understood in words and languages nobody wrote into it.
 *
 * @param support the model of {@link supportRecipe}: it tells which labels mean the same.
 */
export function businessRecipe(own: OwnExamples, products: readonly string[], support: TextModel): Recipe {
  const joined = labelsInCommon(own, support);
  const examples: Example[] = [
    ...own.flatMap(({ label, texts }) => texts.map((text) => ({ text, label }))),
    ...products.slice(0, MOST_PRODUCTS).map((text) => ({ text, label: OF_PRODUCTS })),
    ...shippedExamples('support-intents'),
  ].map(({ text, label }) => ({
    text,
    label: joined.get(label) ?? (support.labels.includes(label) ? SHIPPED + label : label),
  }));
  return { examples, outside: offTopic(), unlabelled: textsOf('campaign-replies'), languages: SHIPPED_LANGUAGES };
}

/** What a message leads to in the business, surest first; empty when it is about something else. */
export function readMeaning(model: TextModel, text: string): Learnt[] {
  const { isOutside, ranked } = classifyText(model, text);
  return isOutside ? [] : ranked.filter(({ label }) => !label.startsWith(SHIPPED));
}

/** Which share of a label's examples must mean one shipped label. */
const COMMON_SHARE = 0.6;

/** Shipped label to the label of the business that means the same. */
function labelsInCommon(own: OwnExamples, support: TextModel): Map<string, string> {
  const joined = new Map<string, { label: string; votes: number }>();
  for (const { label, texts } of own) {
    const found = texts.map((text) => classifyText(support, text).label);
    const [most, same] = [...Map.groupBy(found, (one) => one)].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    if (!most || !same || same.length < texts.length * COMMON_SHARE) continue;
    if (same.length > (joined.get(most)?.votes ?? 0)) joined.set(most, { label, votes: same.length });
  }
  return new Map([...joined].map(([shipped, { label }]) => [shipped, label]));
}

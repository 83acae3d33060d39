import {
  campaignRecipe,
  classifyKind,
  kindOf,
  type Recipe,
  supportRecipe,
  type TextModel,
  trainTextModel,
} from '../server/src/language/index.ts';
import type { LabelledRow } from './files.ts';
import { accuracy, calibrationError } from './measures.ts';

export type ShippedFigures = {
  rows: number;
  trained: number;
  accuracy: number;
  calibrationError: number;
  model: TextModel;
};

/**
 * How well the examples that come with Parlour teach what others wrote: by kind, `order` of `order.track`.
 *
 * An example that a test row repeats, but for case and marks, is left out of the training first.
 */
export function evaluateShippedSet(set: Set, test: readonly LabelledRow[]): ShippedFigures {
  return measure(test, RECIPES[set]());
}

/** The models as they are shipped. */
const RECIPES = { 'support-intents': supportRecipe, 'campaign-replies': campaignRecipe } as const;
type Set = keyof typeof RECIPES;

const EVERY = 5;

/** The same of every fifth of those examples, taught by the others: by rule, so that nobody chose them. */
export function evaluateEveryFifth(set: Set): ShippedFigures {
  const recipe = RECIPES[set]();
  return measure(
    recipe.examples.filter((_, at) => at % EVERY === 0),
    { ...recipe, examples: recipe.examples.filter((_, at) => at % EVERY !== 0) },
  );
}

function measure(test: readonly LabelledRow[], recipe: Recipe): ShippedFigures {
  const repeated = new Set(test.map(({ text }) => bare(text)));
  const isNew = (text: string) => !repeated.has(bare(text));
  const examples = recipe.examples.filter(({ text }) => isNew(text));
  const model = trainTextModel(examples, {
    ...recipe,
    outside: recipe.outside?.filter(isNew) ?? [],
    unlabelled: recipe.unlabelled?.filter(isNew) ?? [],
  });
  const read = test.map(({ text, label }) => ({ label: kindOf(label), answer: classifyKind(model, text, kindOf) }));
  return {
    rows: test.length,
    trained: examples.length,
    accuracy: accuracy(read.map(({ label, answer }) => [label, answer.label])),
    calibrationError: calibrationError(
      read.map(({ label, answer }) => ({ confidence: answer.confidence, isRight: label === answer.label })),
    ),
    model,
  };
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu, ' ')
    .trim() || text;

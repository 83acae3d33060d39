import {
  classifyText,
  kindOf,
  type ShippedSet,
  shippedExamples,
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
export function evaluateShippedSet(set: ShippedSet, test: readonly LabelledRow[]): ShippedFigures {
  const repeated = new Set(test.map(({ text }) => bare(text)));
  const examples = shippedExamples(set).filter(({ text }) => !repeated.has(bare(text)));
  const model = trainTextModel(examples);
  const read = test.map(({ text, label }) => ({ label, answer: classifyText(model, text) }));
  return {
    rows: test.length,
    trained: examples.length,
    accuracy: accuracy(read.map(({ label, answer }) => [label, kindOf(answer.label)])),
    calibrationError: calibrationError(
      read.map(({ label, answer }) => ({ confidence: answer.confidence, isRight: label === kindOf(answer.label) })),
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

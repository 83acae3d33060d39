import {
  checkSpam,
  detectLanguage,
  readSentiment,
  sentimentRecipe,
  spamRecipe,
  trainTextModel,
} from '../server/src/language/index.ts';
import type { LabelledRow } from './files.ts';
import { accuracy, f1Of, macroF1 } from './measures.ts';

type Pairs = [wanted: string, read: string][];

/** F1 of spam, and the share of honest messages that were taken for it; both in per cent. */
export function evaluateSpam(
  train: readonly LabelledRow[],
  test: readonly LabelledRow[],
): { f1: number; falsePositives: number } {
  const { examples, ...options } = spamRecipe(train);
  const model = trainTextModel(examples, options);
  const pairs = test.map(({ text, label }): Pairs[number] => [label, checkSpam(model, text).isSpam ? 'spam' : 'ham']);
  const honest = pairs.filter(([wanted]) => wanted === 'ham');
  return {
    f1: f1Of('spam', pairs),
    falsePositives: (100 * honest.filter(([, read]) => read === 'spam').length) / honest.length,
  };
}

/** Macro-F1 and accuracy of negative, neutral and positive; both in per cent. */
export function evaluateSentiment(
  train: readonly LabelledRow[],
  test: readonly LabelledRow[],
): { macroF1: number; accuracy: number } {
  const { examples, ...options } = sentimentRecipe(train);
  const model = trainTextModel(examples, options);
  const pairs = test.map(({ text, label }): Pairs[number] => [label, readSentiment(model, text).feeling]);
  return { macroF1: macroF1(pairs), accuracy: accuracy(pairs) };
}

/**
 * How often the language is recognised, in per cent, of rows in the languages asked for.
 *
 * @param enabled the languages a business speaks.
 */
export function evaluateLanguage(
  test: readonly LabelledRow[],
  enabled: readonly string[],
): { rows: number; accuracy: number; unsure: number } {
  const rows = test.filter(({ label }) => enabled.includes(label));
  const pairs = rows.map(({ text, label }): Pairs[number] => [label, detectLanguage(text, enabled).language ?? '']);
  return {
    rows: rows.length,
    accuracy: accuracy(pairs),
    unsure: (100 * pairs.filter(([, read]) => read === '').length) / rows.length,
  };
}

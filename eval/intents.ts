import { classifyText, type TextModel, trainTextModel } from '../server/src/language/index.ts';
import type { LabelledRow } from './files.ts';
import { accuracy, calibrationError } from './measures.ts';

export type IntentFigures = {
  rows: number;
  /** All in per cent. Accuracy without rejection; then with it, where a known row that is rejected is a mistake. */
  accuracy: number;
  inScope: number;
  rejected: number;
  outOfScopeRecall: number | null;
  calibrationError: number;
  /** Of one core, from examples to a model ready to answer. */
  trainingSeconds: number;
  model: TextModel;
};

/** The label that some files give to rows that belong nowhere. */
const OUT_OF_SCOPE = 'oos';

/** Trains on one file's rows and measures on another's; rows labelled `oos` count as out of scope in both. */
export function evaluateIntents(sets: {
  train: readonly LabelledRow[];
  test: readonly LabelledRow[];
  outsideTrain?: readonly LabelledRow[];
  outsideTest?: readonly LabelledRow[];
}): IntentFigures {
  const inScope = ({ label }: LabelledRow) => label !== OUT_OF_SCOPE;
  const outsideTrain = [...(sets.outsideTrain ?? []), ...sets.train.filter((row) => !inScope(row))];
  const outsideTest = [...(sets.outsideTest ?? []), ...sets.test.filter((row) => !inScope(row))];
  const test = sets.test.filter(inScope);
  if (outsideTrain.length === sets.train.length + (sets.outsideTrain?.length ?? 0))
    throw new Error('All rows to learn from are out of scope (`oos`): there is nothing to learn.');
  const began = process.cpuUsage();
  const model = trainTextModel(sets.train.filter(inScope), { outside: outsideTrain.map(({ text }) => text) });
  const trainingSeconds = cpuSecondsSince(began);

  const read = test.map((row) => ({ row, answer: classifyText(model, row.text) }));
  const outside = outsideTest.map(({ text }) => classifyText(model, text));
  const share = (count: number, of: number) => (100 * count) / of;
  return {
    rows: test.length,
    accuracy: accuracy(read.map(({ row, answer }) => [row.label, answer.label])),
    inScope: share(
      read.filter(({ row, answer }) => row.label === answer.label && !answer.isOutside).length,
      test.length,
    ),
    rejected: share(read.filter(({ answer }) => answer.isOutside).length, test.length),
    outOfScopeRecall:
      outside.length === 0 ? null : share(outside.filter(({ isOutside }) => isOutside).length, outside.length),
    calibrationError: calibrationError(
      read.map(({ row, answer }) => ({ confidence: answer.confidence, isRight: row.label === answer.label })),
    ),
    trainingSeconds,
    model,
  };
}

/** Other programs share the machine: what counts is the work, not how long it took. */
export function cpuSecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

import { fitFeatureSpace, rowsIn } from './feature-space.ts';
import { type LinearModel, trainLinear } from './linear-model.ts';
import { logit, trainLogistic } from './logistic.ts';
import { fitTemperature, placeOfLargest } from './probabilities.ts';
import { seededRandom, shuffle } from './random.ts';
import { trainWordVectors, type WordVectors } from './sentence-vectors.ts';
import { SparseBuilder, type SparseRows } from './sparse.ts';
import {
  type Reading,
  type Rejection,
  readText,
  signalsOf,
  type TextModel,
  VECTOR_WEIGHT,
  vectorSizeOf,
  viewOf,
} from './text-model.ts';
import { stemOf, tokensOf } from './tokens.ts';

export type Example = { text: string; label: string };

export type TrainingOptions = {
  /** Texts that belong under no label. */
  outside?: readonly string[];
  /** More texts of the field, without labels, from which words that are used alike are learnt. */
  unlabelled?: readonly string[];
  /** Which share of texts that belong somewhere may be turned away. */
  mayReject?: number;
  /** How much a mistake in training costs; less where people disagree about the labels themselves. */
  cost?: number;
  /** How much more a mistake about a row's own label costs. */
  ownCost?: number;
  /** How much the sentence vector weighs beside words and letters while learning. */
  vectorWeight?: number;
  /** How many languages the examples are in; each has its share of them. */
  languages?: number;
  epochs?: number;
  seed?: number;
};

/**
 * Trains a model on examples: a linear support vector machine over words, letters and a sentence vector, with
 * confidences and a rejection that were fitted on rows and whole labels left out of the training.
 *
 * The same examples in the same order give the same model. 15,000 examples under 150 labels take some 15 seconds of
 * one core, a shop's some hundred milliseconds.
 *
 * @throws when there are no examples.
 */
export function trainTextModel(examples: readonly Example[], options: TrainingOptions = {}): TextModel {
  if (examples.length === 0) throw new Error('A model needs at least one example.');
  const {
    outside = [],
    unlabelled = [],
    mayReject = 0.005,
    cost = 1,
    ownCost = 2,
    vectorWeight = VECTOR_WEIGHT,
    languages = 1,
    epochs = 12,
    seed = 1,
  } = options;
  const set = readExamples(examples, outside);
  const vectors = trainWordVectors(
    [...set.texts, ...unlabelled].map((text) => tokensOf(text).map(stemOf)),
    {
      size: vectorSize(set.texts.length + unlabelled.length),
      seed,
    },
  );
  const readings = set.texts.map((text) => readText(vectors, text));
  const training = { ...set, vectors, readings, cost, ownCost, vectorWeight, languages, epochs, seed };
  const model = fit(training);
  const { scores, labels, rows } = runTrials(training);
  const enough = scores.length >= FEWEST_TRIALS;
  return {
    ...model,
    temperature: enough ? fitTemperature(scores, labels) * WIDENING : model.temperature,
    rejection: enough && rows.some(isStranger) ? fitRejection(rows, mayReject) : null,
  };
}

/** With fewer labels, none is left out to learn what strangers look like. */
const FEWEST_LABELS = 6;
const FEWEST_TRIALS = 60;
/** Chosen on the development data; only used when there is too little to fit one. */
const USUAL_TEMPERATURE = 0.17;
/** Tomorrow's texts are less like the examples than these are like each other; chosen on the development data. */
const WIDENING = 1.25;
const LARGEST_VECTOR = 150;
const SMALLEST_VECTOR = 8;
const TEXTS_PER_DIMENSION = 15;

const vectorSize = (texts: number): number =>
  Math.max(SMALLEST_VECTOR, Math.min(LARGEST_VECTOR, Math.floor(texts / TEXTS_PER_DIMENSION)));

/** All rows of the training, those outside last, with the label `labels.length`. */
type Rows = { labels: string[]; texts: string[]; wanted: Int32Array };
type Training = Rows & {
  vectors: WordVectors;
  readings: Reading[];
  cost: number;
  ownCost: number;
  vectorWeight: number;
  languages: number;
  epochs: number;
  seed: number;
};

function readExamples(examples: readonly Example[], outside: readonly string[]): Rows {
  const labels = [...new Set(examples.map(({ label }) => label))].sort();
  const places = new Map(labels.map((label, at) => [label, at]));
  const texts = [...examples.map(({ text }) => text), ...outside];
  const wanted = Int32Array.from(texts, (_, at) =>
    at < examples.length ? places.get(examples[at]!.label)! : labels.length,
  );
  return { labels, texts, wanted };
}

function fit({
  labels,
  wanted,
  vectors,
  readings,
  cost,
  ownCost,
  vectorWeight,
  languages,
  epochs,
  seed,
}: Omit<Training, 'texts'>): TextModel {
  const features = readings.map((reading) => reading.features);
  const embedded = readings.map(({ vector }) => vector);
  const hasOutside = wanted.includes(labels.length);
  const classes = labels.length + (hasOutside ? 1 : 0);
  const space = fitFeatureSpace(features, languages);
  const rows = withVectors(rowsIn(space, features), space.hashes.length, embedded, vectorWeight);
  const columns = space.hashes.length + vectorSizeOf(vectors);
  const linear = trainLinear(rows, wanted, classes, columns, { cost, ownCost, epochs, seed });
  const fromVector = linear.weights.subarray(space.hashes.length * classes);
  for (const [at, weight] of fromVector.entries()) fromVector[at] = (weight * vectorWeight) / VECTOR_WEIGHT; // as it is read
  return {
    labels,
    space,
    vectors,
    ...quantised(linear),
    biases: linear.biases,
    hasOutside,
    centres: centresOf(labels.length, wanted, embedded, vectors.size),
    temperature: USUAL_TEMPERATURE,
    rejection: null,
  };
}

function withVectors(rows: SparseRows, from: number, embedded: readonly Float32Array[], weight: number): SparseRows {
  const builder = new SparseBuilder();
  for (let row = 0; row < rows.count; row++) {
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) builder.add(rows.columns[at]!, rows.values[at]!);
    for (const [at, value] of embedded[row]!.entries()) builder.add(from + at, value * weight);
    builder.endRow();
  }
  return builder.rows();
}

const LARGEST_STEP = 127;

function quantised({ classes, weights }: LinearModel): { weights: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(classes).fill(1e-9);
  for (let base = 0; base < weights.length; base += classes)
    for (let k = 0; k < classes; k++) scales[k] = Math.max(scales[k]!, Math.abs(weights[base + k]!) / LARGEST_STEP);
  const steps = new Int8Array(weights.length);
  for (let base = 0; base < weights.length; base += classes)
    for (let k = 0; k < classes; k++) steps[base + k] = Math.round(weights[base + k]! / scales[k]!);
  return { weights: steps, scales };
}

/** @param own how much of a vector the examples taught; the rest is its meaning. */
function centresOf(labels: number, wanted: Int32Array, embedded: readonly Float32Array[], own: number): Float32Array {
  const size = embedded[0]!.length;
  const centres = new Float32Array(labels * size);
  for (const [row, vector] of embedded.entries()) {
    if (wanted[row]! >= labels) continue;
    for (let d = 0; d < size; d++) centres[wanted[row]! * size + d]! += vector[d]!;
  }
  for (let label = 0; label < labels; label++) {
    const from = label * size;
    normalise(centres.subarray(from, from + own));
    normalise(centres.subarray(from + own, from + size));
  }
  return centres;
}

function normalise(vector: Float32Array): void {
  const norm = Math.hypot(...vector) || 1;
  for (let d = 0; d < vector.length; d++) vector[d]! /= norm;
}

/** A row that a model did not learn from, what it saw in it, and what became of it. */
type Trial = { signals: number[]; kind: 'right' | 'mistaken' | 'left out' | 'outside' };
type Trials = { scores: Float32Array[]; labels: number[]; rows: Trial[] };

/** How often a part of the rows and a part of the labels is left out: the fewer there are, the smaller a part. */
const foldsOf = (texts: number): number => (texts > 5_000 ? 3 : 6);
const NEVER = -1;
/** A label that a trial knows nothing of scores less than any it knows. */
const UNKNOWN_SCORE = -1;

/** What models see in rows they did not learn from: rows left out, of labels they know and of labels left out too. */
function runTrials(training: Training): Trials {
  const { labels, texts, wanted, seed } = training;
  const random = seededRandom(seed + 1);
  const folds = foldsOf(texts.length);
  const labelFolds = labels.length >= FEWEST_LABELS ? dealt(labels.length, folds, random) : labels.map(() => NEVER);
  const rowFolds = dealt(texts.length, folds, random);
  const trials: Trials = { scores: [], labels: [], rows: [] };
  for (let fold = 0; fold < folds; fold++) {
    const isOut = (row: number) => rowFolds[row] === fold;
    const isStrange = (row: number) => wanted[row]! < labels.length && labelFolds[wanted[row]!] === fold;
    const kept = texts.map((_, row) => row).filter((row) => !isOut(row) && !isStrange(row));
    const known = labels.map((_, label) => label).filter((label) => labelFolds[label] !== fold);
    if (known.length < 2 || kept.length === 0) continue;
    const model = fitPart(training, kept, known);
    for (const row of rowFolds.keys()) if (isOut(row)) observe(trials, training, model, row, known, isStrange(row));
  }
  return trials;
}

function dealt(count: number, folds: number, random: () => number): Int32Array {
  const places = Int32Array.from({ length: count }, (_, at) => at % folds);
  shuffle(places, random);
  return places;
}

function fitPart(training: Training, kept: number[], known: number[]): TextModel {
  const { labels, wanted, readings, epochs } = training;
  const places = new Map(known.map((label, at) => [label, at]));
  places.set(labels.length, known.length);
  return fit({
    ...training,
    labels: known.map((label) => labels[label]!),
    wanted: Int32Array.from(kept, (row) => places.get(wanted[row]!)!),
    readings: kept.map((row) => readings[row]!),
    epochs: Math.ceil(epochs / 2),
  });
}

function observe(
  trials: Trials,
  training: Training,
  model: TextModel,
  row: number,
  known: number[],
  isStrange: boolean,
): void {
  const { labels, readings, wanted } = training;
  const view = viewOf(model, readings[row]!);
  const signals = signalsOf(model, view);
  const isOutside = wanted[row] === labels.length;
  if (isStrange || isOutside) {
    trials.rows.push({ signals, kind: isOutside ? 'outside' : 'left out' });
    return;
  }
  const scores = new Float32Array(labels.length).fill(UNKNOWN_SCORE);
  for (const [at, label] of known.entries()) scores[label] = view.scores[at]!;
  trials.scores.push(scores);
  trials.labels.push(wanted[row]!);
  trials.rows.push({ signals, kind: placeOfLargest(scores) === wanted[row] ? 'right' : 'mistaken' });
}

const isStranger = ({ kind }: Pick<Trial, 'kind'>): boolean => kind === 'outside' || kind === 'left out';

/**
 * What each kind of row weighs in all beside the rows that were recognised. Real strangers are far from every label,
 * rows of labels that were left out are near some: they teach less. A row recognised wrongly is little loss.
 */
const SHARES: Record<Exclude<Trial['kind'], 'right'>, number> = {
  outside: 1 / 3,
  'left out': 1 / 12,
  mistaken: 1 / 60,
};

function fitRejection(trials: readonly Trial[], mayReject: number): Rejection {
  const byKind = Map.groupBy(trials, ({ kind }) => kind);
  const right = byKind.get('right') ?? [];
  const doubt = trainLogistic(
    trials.map(({ signals, kind }) => ({
      signals,
      yes: isStranger({ kind }),
      weight: kind === 'right' ? 1 : (SHARES[kind] * right.length) / byKind.get(kind)!.length,
    })),
  );
  const known = right.map(({ signals }) => logit(doubt, signals)).sort((a, b) => a - b);
  return { doubt, threshold: known[Math.floor((known.length - 1) * (1 - mayReject))] ?? 0 };
}

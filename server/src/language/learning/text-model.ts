import type { FeatureSpace } from './feature-space.ts';
import { rowsIn } from './feature-space.ts';
import { type FeatureCounts, featuresOf } from './features.ts';
import { type Logistic, logit } from './logistic.ts';
import { placeOfLargest, softmax } from './probabilities.ts';
import { vectorOf, type WordVectors } from './sentence-vectors.ts';
import { stemOf, tokensOf } from './tokens.ts';
import { MEANING_SIZE, meaningOf } from './word-meanings.ts';

/** A trained model that sorts texts under labels, and knows when a text belongs under none. */
export type TextModel = {
  labels: readonly string[];
  space: FeatureSpace;
  vectors: WordVectors;
  /** Weights in steps of a class's `scales`, those of a feature side by side; the vector's columns come last. */
  weights: Int8Array;
  scales: Float32Array;
  biases: Float32Array;
  /** True when the last class stands for texts that were given as belonging nowhere. */
  hasOutside: boolean;
  /** For each label the direction of its rows' vectors, one after the other; both parts of a vector have length 1. */
  centres: Float32Array;
  temperature: number;
  /** Null when there were too few labels or rows to learn when to say no. */
  rejection: Rejection | null;
};

/** A text whose `doubt` exceeds `threshold` is taken as belonging under no label. */
export type Rejection = { doubt: Logistic; threshold: number };

export type Classified = {
  /** The likeliest label, also when the text is rejected. */
  label: string;
  /** How likely that label is right, from 0 to 1: of 100 texts at 0.8, about 80 are. */
  confidence: number;
  /** True when the text more likely belongs under no label at all. */
  isOutside: boolean;
  /** How clearly it belongs nowhere, on the scale of the model's threshold; null when the model cannot tell. */
  doubt: number | null;
  /** The likeliest labels, at most three, best first. */
  ranked: { label: string; confidence: number }[];
};

/** How much the sentence vector weighs beside the words and letters. */
export const VECTOR_WEIGHT = 0.5;
const MOST_RANKED = 3;

/** What a text is about. Takes about a tenth of a millisecond. */
export function classifyText(model: TextModel, text: string): Classified {
  const view = viewOf(model, readText(model.vectors, text));
  const probabilities = softmax(view.scores.subarray(0, model.labels.length), model.temperature);
  const doubt = model.rejection && logit(model.rejection.doubt, signalsOf(model, view));
  const ranked = Array.from(probabilities, (confidence, at) => ({ label: model.labels[at]!, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_RANKED);
  return {
    label: ranked[0]!.label,
    confidence: ranked[0]!.confidence,
    isOutside: doubt !== null && doubt > model.rejection!.threshold,
    doubt,
    ranked,
  };
}

/**
 * The same by kinds of labels: what speaks for `order.track` and what speaks for `order.cancel` both speak for `order`.
 *
 * @param kindOf the kind of a label.
 */
export function classifyKind(
  model: TextModel,
  text: string,
  kindOf: (label: string) => string,
): { label: string; confidence: number } {
  const { scores } = viewOf(model, readText(model.vectors, text));
  const probabilities = softmax(scores.subarray(0, model.labels.length), model.temperature);
  const sums = new Map<string, number>();
  for (const [at, label] of model.labels.entries())
    sums.set(kindOf(label), (sums.get(kindOf(label)) ?? 0) + probabilities[at]!);
  const [best] = [...sums].sort((a, b) => b[1] - a[1]);
  return { label: best![0], confidence: best![1] };
}

/** A text as models read it: the same for all models with the same word vectors. Its vector is {@link vectorSizeOf} long. */
export type Reading = { features: FeatureCounts; stems: string[]; vector: Float32Array };

export function readText(vectors: WordVectors, text: string): Reading {
  const words = tokensOf(text).map((token) => ({ token, stem: stemOf(token) }));
  const stems = words.map(({ stem }) => stem);
  return { features: featuresOf(words), stems, vector: joined(vectorOf(vectors, stems), meaningOf(words)) };
}

/** Where a text's words stand by what the examples teach, and by what English words mean. */
export const vectorSizeOf = ({ size }: WordVectors): number => size + MEANING_SIZE;

/** What the meaning weighs beside what the examples teach; chosen on the development data. */
const MEANING_WEIGHT = 0.85;

function joined(taught: Float32Array, meaning: Float32Array): Float32Array {
  const both = new Float32Array(taught.length + meaning.length);
  both.set(taught);
  for (const [at, value] of meaning.entries()) both[taught.length + at] = value * MEANING_WEIGHT;
  return both;
}

/** What a model sees in a text. */
export type View = {
  scores: Float32Array;
  vector: Float32Array;
  /** How many words the text has, and which share of them the model never met. */
  length: number;
  unknown: number;
};

export function viewOf(model: TextModel, { features, stems, vector }: Reading): View {
  const unknown = stems.filter((stem) => !model.vectors.stems.has(stem)).length;
  return {
    scores: scoresOf(model, features, vector),
    vector,
    length: stems.length,
    unknown: stems.length === 0 ? 1 : unknown / stems.length,
  };
}

function scoresOf(
  { space, weights, scales, biases }: TextModel,
  features: FeatureCounts,
  vector: Float32Array,
): Float32Array {
  const classes = biases.length;
  const scores = new Float32Array(classes);
  const { columns, values } = rowsIn(space, [features]);
  const add = (column: number, value: number) => {
    const base = column * classes;
    for (let k = 0; k < classes; k++) scores[k]! += value * weights[base + k]!;
  };
  for (let at = 0; at < columns.length; at++) add(columns[at]!, values[at]!);
  for (let at = 0; at < vector.length; at++) add(space.hashes.length + at, vector[at]! * VECTOR_WEIGHT);
  for (let k = 0; k < classes; k++) scores[k] = scores[k]! * scales[k]! + biases[k]!;
  return scores;
}

const SHARP = 0.17;
const WIDE = 0.3;

/** The numbers by which a text that belongs nowhere is told from one that belongs somewhere. */
export function signalsOf(
  { labels, vectors, hasOutside, centres }: TextModel,
  { scores, vector, length, unknown }: View,
): number[] {
  const known = scores.subarray(0, labels.length);
  const best = placeOfLargest(known);
  const top = known[best]!;
  let second = Number.NEGATIVE_INFINITY;
  let energy = 0;
  for (let k = 0; k < known.length; k++) {
    if (k !== best && known[k]! > second) second = known[k]!;
    energy += Math.exp(known[k]! / WIDE);
  }
  const probabilities = softmax(known, SHARP);
  const entropy = probabilities.reduce((sum, one) => sum - one * Math.log(one + 1e-9), 0);
  const outside = hasOutside ? scores[labels.length]! : -1;
  const nearIn = (from: number, to: number) => labels.map((_, k) => dot(centres, k * vector.length, vector, from, to));
  const byExamples = nearIn(0, vectors.size);
  const byMeaning = nearIn(vectors.size, vector.length);
  return [
    top,
    top - second,
    probabilities[best]!,
    entropy,
    Math.log(energy),
    outside,
    outside - top,
    unknown,
    length / 10,
    Math.log(1 + length),
    byExamples[best]!,
    Math.max(...byExamples),
    byMeaning[best]!,
    Math.max(...byMeaning),
  ];
}

function dot(rows: Float32Array, row: number, vector: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += rows[row + at]! * vector[at]!;
  return sum;
}

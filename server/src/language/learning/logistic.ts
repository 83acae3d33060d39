/** A yes or no from a handful of numbers; `means` and `spreads` bring these to one scale. The bias comes last. */
export type Logistic = { means: number[]; spreads: number[]; weights: number[] };

export type LogisticRow = { signals: readonly number[]; yes: boolean; weight: number };

const ROUNDS = 12;
/** How much large weights cost beside wrong answers. */
const SHRINK = 1e-3;

/** Logistic regression by Newton's method: exact after a dozen rounds, nothing to tune. */
export function trainLogistic(rows: readonly LogisticRow[]): Logistic {
  const { means, spreads } = scaleOf(rows);
  const scaled = rows.map(({ signals }) => scale(signals, means, spreads));
  let weights = [...means.map(() => 0), 0];
  for (let round = 0; round < ROUNDS; round++) {
    const step = newtonStep(rows, scaled, weights);
    weights = weights.map((weight, at) => weight - step[at]!);
  }
  return { means, spreads, weights };
}

/** How clearly it is a yes: above 0 when more likely than not, with the weights of the training. */
export function logit({ means, spreads, weights }: Logistic, signals: readonly number[]): number {
  return product(weights, scale(signals, means, spreads));
}

const scale = (signals: readonly number[], means: number[], spreads: number[]): number[] => [
  ...signals.map((signal, at) => (signal - means[at]!) / spreads[at]!),
  1,
];

function newtonStep(rows: readonly LogisticRow[], scaled: number[][], weights: number[]): number[] {
  const cost = SHRINK * rows.length;
  const slope = weights.map((weight) => cost * weight);
  const curve = weights.map((_, one) => weights.map((__, two) => (one === two ? cost : 0)));
  for (const [at, { yes, weight }] of rows.entries()) {
    const numbers = scaled[at]!;
    const guess = 1 / (1 + Math.exp(-product(weights, numbers)));
    const error = weight * (guess - (yes ? 1 : 0));
    const steepness = weight * guess * (1 - guess);
    for (let one = 0; one < numbers.length; one++) {
      slope[one]! += error * numbers[one]!;
      for (let two = 0; two < numbers.length; two++) curve[one]![two]! += steepness * numbers[one]! * numbers[two]!;
    }
  }
  return solve(curve, slope);
}

/** Gauss and Jordan, for a symmetric matrix that is surely invertible: its diagonal was raised. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (const [pivot, own] of rows.entries()) {
    const lead = own[pivot]!;
    for (let at = pivot; at < own.length; at++) own[at]! /= lead;
    for (const [other, row] of rows.entries()) {
      const factor = row[pivot]!;
      if (other === pivot || factor === 0) continue;
      for (let at = pivot; at < row.length; at++) row[at]! -= factor * own[at]!;
    }
  }
  return rows.map((row) => row.at(-1)!);
}

function scaleOf(rows: readonly LogisticRow[]): { means: number[]; spreads: number[] } {
  const size = rows[0]?.signals.length ?? 0;
  const means = Array.from({ length: size }, (_, at) => average(rows.map(({ signals }) => signals[at]!)));
  const spreads = means.map(
    (mean, at) => Math.sqrt(average(rows.map(({ signals }) => (signals[at]! - mean) ** 2))) || 1,
  );
  return { means, spreads };
}

const average = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

const product = (one: readonly number[], two: readonly number[]): number =>
  one.reduce((sum, number, at) => sum + number * two[at]!, 0);

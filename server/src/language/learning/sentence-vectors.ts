import { seededRandom } from './random.ts';

/** A vector for each stem, `size` numbers each, so that words used alike lie close together. */
export type WordVectors = { stems: Map<string, number>; size: number; vectors: Float32Array; rarities: Float32Array };

export type VectorOptions = { size?: number; window?: number; leastTexts?: number; rounds?: number; seed?: number };

/**
 * Learns word vectors from the texts themselves: which words stand near which, weighed by positive pointwise mutual
 * information, reduced to `size` dimensions by a randomised singular value decomposition (Levy and Goldberg 2014,
 * "Neural word embedding as implicit matrix factorization"; Halko et al. 2011, "Finding structure with randomness").
 *
 * @param sentences the stems of each text, in order.
 */
export function trainWordVectors(
  sentences: readonly (readonly string[])[],
  { size = 150, window = 4, leastTexts = 2, rounds = 3, seed = 1 }: VectorOptions = {},
): WordVectors {
  const counts = new Map<string, number>();
  for (const sentence of sentences) for (const stem of new Set(sentence)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= leastTexts);
  const stems = new Map(kept.map(([stem], at) => [stem, at]));
  const rarities = Float32Array.from(kept, ([, count]) => Math.log((sentences.length + 1) / (count + 1)) + 1);
  const near = informationOf(sentences, stems, window);
  const dimensions = Math.max(2, Math.min(size, stems.size - 12));
  return { stems, size: dimensions, vectors: mainDirections(near, stems.size, dimensions, rounds, seed), rarities };
}

/** The direction of a text: of the sum of its words' vectors, rare words counting more. All zero when none is known. */
export function vectorOf({ stems, size, vectors, rarities }: WordVectors, said: readonly string[]): Float32Array {
  const sum = new Float32Array(size);
  for (const stem of said) {
    const at = stems.get(stem);
    if (at === undefined) continue;
    const rarity = rarities[at]!;
    for (let d = 0; d < size; d++) sum[d]! += rarity * vectors[at * size + d]!;
  }
  return normalised(sum);
}

function normalised(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  return norm > 0 ? vector.map((value) => value / norm) : vector;
}

/** A square sparse matrix by rows. */
type Matrix = { starts: Int32Array; columns: Int32Array; values: Float32Array };

/** How far the frequency of a neighbour is evened out; 0.75 as in word2vec. */
const SMOOTHING = 0.75;

function informationOf(sentences: readonly (readonly string[])[], stems: Map<string, number>, window: number): Matrix {
  const rows = Array.from({ length: stems.size }, () => new Map<number, number>());
  const sums = new Float64Array(stems.size);
  for (const sentence of sentences) {
    const known = sentence.map((stem) => stems.get(stem) ?? -1);
    for (let at = 0; at < known.length; at++) {
      for (let other = at + 1; other <= Math.min(known.length - 1, at + window); other++) {
        const [one, two] = [known[at]!, known[other]!];
        if (one < 0 || two < 0) continue;
        const weight = 1 / (other - at);
        for (const [from, to] of [
          [one, two],
          [two, one],
        ] as const) {
          rows[from]!.set(to, (rows[from]!.get(to) ?? 0) + weight);
          sums[from]! += weight;
        }
      }
    }
  }
  const smoothed = sums.map((sum) => sum ** SMOOTHING);
  const total = smoothed.reduce((all, one) => all + one, 0);
  const starts = new Int32Array(rows.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const [from, row] of rows.entries()) {
    for (const [to, weight] of row) {
      const information = Math.log(weight / sums[from]! / (smoothed[to]! / total));
      if (information > 0) {
        columns.push(to);
        values.push(information);
      }
    }
    starts[from + 1] = columns.length;
  }
  return { starts, columns: Int32Array.from(columns), values: Float32Array.from(values) };
}

/** More directions than asked for are followed, so that those asked for come out well. */
const SPARE = 10;

function mainDirections(near: Matrix, count: number, size: number, rounds: number, seed: number): Float32Array {
  const width = Math.min(count, size + SPARE);
  const random = seededRandom(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const turned = transposed(near, count);
  let basis = Float64Array.from({ length: count * width }, gauss);
  for (let round = 0; round < rounds; round++) {
    if (round > 0) basis = multiply(turned, basis, count, width);
    basis = multiply(near, basis, count, width);
    orthonormalise(basis, count, width);
  }
  const image = multiply(turned, basis, count, width);
  const strengths = Array.from({ length: width }, (_, d) => ({ d, strength: columnNorm(image, d, count, width) }));
  const strongest = strengths.sort((a, b) => b.strength - a.strength).slice(0, size);
  const vectors = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    for (const [at, { d, strength }] of strongest.entries())
      vectors[row * size + at] = basis[row * width + d]! * Math.sqrt(strength);
    const own = vectors.subarray(row * size, (row + 1) * size);
    own.set(normalised(own));
  }
  return vectors;
}

function multiply(
  { starts, columns, values }: Matrix,
  by: Float64Array,
  count: number,
  width: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(count * width);
  for (let row = 0; row < count; row++) {
    const to = row * width;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const value = values[at]!;
      const from = columns[at]! * width;
      for (let d = 0; d < width; d++) product[to + d]! += value * by[from + d]!;
    }
  }
  return product;
}

function transposed({ starts, columns, values }: Matrix, count: number): Matrix {
  const turned = {
    starts: new Int32Array(count + 1),
    columns: new Int32Array(columns.length),
    values: new Float32Array(values.length),
  };
  for (const column of columns) turned.starts[column + 1]!++;
  for (let row = 0; row < count; row++) turned.starts[row + 1]! += turned.starts[row]!;
  const next = turned.starts.slice();
  for (let row = 0; row < count; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const place = next[columns[at]!]!++;
      turned.columns[place] = row;
      turned.values[place] = values[at]!;
    }
  }
  return turned;
}

/** Gram and Schmidt, modified, in place, over the columns. */
function orthonormalise(basis: Float64Array, count: number, width: number): void {
  for (let d = 0; d < width; d++) {
    const norm = columnNorm(basis, d, count, width) || 1;
    for (let row = 0; row < count; row++) basis[row * width + d]! /= norm;
    const dots = new Float64Array(width);
    for (let row = 0; row < count; row++) {
      const own = basis[row * width + d]!;
      for (let other = d + 1; other < width; other++) dots[other]! += own * basis[row * width + other]!;
    }
    for (let row = 0; row < count; row++) {
      const own = basis[row * width + d]!;
      for (let other = d + 1; other < width; other++) basis[row * width + other]! -= dots[other]! * own;
    }
  }
}

function columnNorm(matrix: Float64Array, column: number, count: number, width: number): number {
  let sum = 0;
  for (let row = 0; row < count; row++) sum += matrix[row * width + column]! ** 2;
  return Math.sqrt(sum);
}

import type { FeatureCounts } from './features.ts';
import { SparseBuilder, type SparseRows } from './sparse.ts';

/** The features that a model knows and how much each says; the column of a feature is its place in `hashes`. */
export type FeatureSpace = { hashes: Uint32Array; weights: Float32Array; columns: Map<number, number> };

/** How much runs of letters weigh beside words. */
const LETTERS_WEIGHT = 0.8;
/** With more texts of a language than these the examples themselves teach which words are alike. Chosen on the development data. */
const FEW_TEXTS = 8_000;
/** What groups of like words weigh beside all words and letters together. */
const GROUPS_WEIGHT = 0.4;
/** What a mark weighs, whatever else the text says. */
const MARK_WEIGHT = 0.7;

/** How much more a rare feature weighs; 1 is the usual inverse document frequency. Chosen on the development data. */
const RARITY = 0.6;

/**
 * The features that occur in enough texts, each weighed by how rare it is.
 *
 * @param languages how many the texts are in; each has its share of them.
 */
export function fitFeatureSpace(texts: readonly FeatureCounts[], languages: number): FeatureSpace {
  const ofOne = texts.length / languages;
  const least = leastTexts(ofOne);
  const counts = new Map<number, number>();
  for (const text of texts)
    for (const block of [text.words, text.letters, text.marks, ...(ofOne <= FEW_TEXTS ? [text.groups] : [])])
      for (const feature of block.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= least);
  const hashes = Uint32Array.from(kept, ([feature]) => feature);
  const weights = Float32Array.from(kept, ([, count]) => (Math.log((texts.length + 1) / (count + 1)) + 1) ** RARITY);
  return featureSpace(hashes, weights);
}

/** In a large training in one language a feature that one or two texts have is a slip of the pen. */
const leastTexts = (texts: number): number => (texts > 8000 ? 3 : texts > 3000 ? 2 : 1);

export function featureSpace(hashes: Uint32Array, weights: Float32Array): FeatureSpace {
  const columns = new Map<number, number>();
  for (let at = 0; at < hashes.length; at++) columns.set(hashes[at]!, at);
  return { hashes, weights, columns };
}

/** The rows of texts in the space, each of length 1, words and letters of a fixed share. */
export function rowsIn(space: FeatureSpace, texts: readonly FeatureCounts[]): SparseRows {
  const builder = new SparseBuilder();
  for (const text of texts) addRow(builder, space, text);
  return builder.rows();
}

function addRow(builder: SparseBuilder, space: FeatureSpace, { words, letters, groups, marks }: FeatureCounts): void {
  const from = builder.length;
  addBlock(builder, space, words, 1);
  addBlock(builder, space, letters, LETTERS_WEIGHT);
  const norm = builder.norm(from);
  if (norm > 0) builder.scale(from, 1 / norm);
  addBlock(builder, space, groups, GROUPS_WEIGHT);
  for (const feature of marks.keys()) {
    const column = space.columns.get(feature);
    if (column !== undefined) builder.add(column, MARK_WEIGHT);
  }
  builder.endRow();
}

function addBlock(builder: SparseBuilder, space: FeatureSpace, counts: Map<number, number>, weight: number): void {
  const from = builder.length;
  for (const [feature, count] of counts) {
    const column = space.columns.get(feature);
    if (column !== undefined) builder.add(column, (1 + Math.log(count)) * space.weights[column]!);
  }
  const norm = builder.norm(from);
  if (norm > 0) builder.scale(from, weight / norm);
}

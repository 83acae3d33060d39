import { readFileSync } from 'node:fs';

/** How many numbers say what a word means. */
export const MEANING_SIZE = 100;
/** The largest number of a packed vector. */
export const LARGEST_STEP = 127;
/** Words more frequent than this count less; chosen on the development data. */
const FREQUENT = 1e-4;

/**
 * The direction of what a text is about, by English word vectors that come with Parlour (`model/README.md`): an
 * example with "shirt" also teaches a little about "jacket". All zero when no word of it is known, as in most other languages.
 *
 * A sum of the words' vectors, in which frequent ones count less (Arora et al. 2017, "A simple but tough-to-beat
 * baseline for sentence embeddings").
 *
 * @param words of `tokensOf`, with the stem of each.
 */
export function meaningOf(words: readonly { token: string; stem: string }[]): Float32Array {
  const { places, vectors, weights } = meanings();
  const sum = new Float32Array(MEANING_SIZE);
  for (const { token, stem } of words) {
    const at = places.get(token) ?? places.get(stem);
    if (at === undefined) continue;
    const from = at * MEANING_SIZE;
    for (let d = 0; d < MEANING_SIZE; d++) sum[d]! += weights[at]! * vectors[from + d]!;
  }
  const norm = Math.hypot(...sum);
  return norm > 0 ? sum.map((value) => value / norm) : sum;
}

type Meanings = { places: Map<string, number>; vectors: Int8Array; weights: Float32Array };
let loaded: Meanings | null = null;

/** Read once, when first needed: three megabytes. */
function meanings(): Meanings {
  loaded ??= load();
  return loaded;
}

function load(): Meanings {
  const words = readFileSync(new URL('../model/word-meanings.txt', import.meta.url), 'utf8')
    .trim()
    .split(' ');
  const vectors = new Int8Array(readFileSync(new URL('../model/word-meanings.bin', import.meta.url)));
  const weights = Float32Array.from(words, (_, rank) => {
    const own = vectors.subarray(rank * MEANING_SIZE, (rank + 1) * MEANING_SIZE);
    return FREQUENT / (FREQUENT + frequencyOf(rank, words.length)) / Math.hypot(...own);
  });
  return { places: new Map(words.map((word, at) => [word, at])), vectors, weights };
}

/** The share of the word of that rank in a long text, by the law of Zipf and Mandelbrot. */
const frequencyOf = (rank: number, words: number): number => 1 / (rank + RANK_SHIFT) / Math.log(words / RANK_SHIFT);
const RANK_SHIFT = 3.7;

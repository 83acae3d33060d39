import {
  classifyText,
  detectLanguage,
  packModel,
  searchFaqs,
  type TextModel,
  unpackModel,
} from '../server/src/language/index.ts';
import type { FaqEntry } from './files.ts';
import { quantile } from './measures.ts';
import type { EvalRow } from './report.ts';

const MOST_MS = 5;
const LOAD_MS = 100;
const MOST_MB = 120;
const WARM_UP = 500;
const LOADS = 5;
const BYTES_PER_MB = 2 ** 20;

/** What understanding costs with all the models of one business in memory. */
export function measureModelSpeed(
  models: readonly TextModel[],
  bank: readonly FaqEntry[],
  texts: readonly string[],
): EvalRow[] {
  const packed = models.map(packModel);
  const loads = packed.flatMap((bytes) => Array.from({ length: LOADS }, () => timed(() => unpackModel(bytes))));
  const understand = (text: string) => {
    for (const model of models) classifyText(model, text);
    detectLanguage(text);
    searchFaqs(text, bank);
  };
  for (const text of texts.slice(0, WARM_UP)) understand(text);
  const times = texts.map((text) => timed(() => understand(text)));
  const row = { data: `${models.length} models`, split: 'made for it', better: 'less' } as const;
  return [
    {
      ...row,
      what: 'understanding a message, p99',
      n: texts.length,
      reached: quantile(times, 0.99),
      target: MOST_MS,
      unit: 'ms',
      note: `p50 ${quantile(times, 0.5).toFixed(2)} ms`,
    },
    { ...row, what: 'loading a model', n: loads.length, reached: Math.max(...loads), target: LOAD_MS, unit: 'ms' },
    {
      ...row,
      what: 'memory of all models',
      n: models.length,
      reached: memoryOf(models, packed),
      target: MOST_MB,
      unit: 'MB',
    },
  ];
}

const BYTES_PER_LOOK_UP = 64;

/** The numbers of the models, and what the look-ups of features and stems take beside them. */
function memoryOf(models: readonly TextModel[], packed: readonly Uint8Array[]): number {
  const numbers = packed.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const lookUps = models.reduce((sum, { space, vectors }) => sum + space.hashes.length + vectors.stems.size, 0);
  return (numbers + lookUps * BYTES_PER_LOOK_UP) / BYTES_PER_MB;
}

const TRIES = 3;

/** The shortest of three tries, in milliseconds: other programs share the machine and interrupt. */
function timed(work: () => unknown): number {
  const times = Array.from({ length: TRIES }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...times);
}

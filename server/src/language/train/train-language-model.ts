/**
 * Trains the model that recognises the language of a message, and lists common words.
 *
 * node server/src/language/train/train-language-model.ts FOLDER
 *
 * FOLDER holds `langid/train.jsonl` with `{ text, lang }` a line, and `clinc150/train.jsonl` and `hwu64/train.jsonl`
 * with `{ text }` a line (see `model/README.md`). Writes `model/languages.json` and `model/common-words.json`; the same
 * data gives the same files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { languageFeatures } from '../language-features.ts';
import { GOODS_WORDS } from '../lexicon/goods-words.ts';
import { MARKER_WORDS } from '../lexicon/marker-words.ts';
import { OPTION_WORDS } from '../lexicon/option-words.ts';
import { splitWords } from '../words.ts';
import { CHAT_PHRASES, SHARED_THINGS } from './chat-phrases.ts';

type Example = { features: number[]; language: number; weight: number };

/** The languages in Latin letters that we tell apart; `other` stands for all the rest. */
const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'id', 'hi-Latn', 'other'];
const OTHERS = ['nl', 'sv', 'pl', 'tr', 'vi', 'ro', 'cs', 'da', 'fi', 'hu', 'sw', 'tl', 'yo', 'ca'];
const MOST_FEATURES = 13000;
const EPOCHS = 12;
const RATE = 0.5;
const SHRINK = 1e-6;

/** The names of our concepts are English words for goods and their traits. */
const ENGLISH_GOODS = [
  ...Object.keys(GOODS_WORDS),
  ...Object.values(OPTION_WORDS).flatMap((concepts) => Object.keys(concepts).filter((name) => name.length > 3)),
];

const folder = process.argv[2];
if (!folder) throw new Error('Say in which folder langid/train.jsonl lies.');
const random = seeded(20260302);
const rows = readRows(`${folder}/langid/train.jsonl`);
const texts = [...chatTexts(), ...newsTexts()];
const features = chooseFeatures(texts.map(({ text }) => text));
const weights = train(
  texts.map(({ text, language, weight }) => ({
    features: indexesOf(text),
    language: LANGUAGES.indexOf(language),
    weight,
  })),
);
write('languages.json', {
  languages: LANGUAGES,
  scale: scaleOf(weights),
  features: [...features.keys()].join(' '),
  weights: quantised(weights),
});
write('common-words.json', commonWords());

function readRows(file: string): { text: string; lang: string }[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function chatTexts(): { text: string; language: string; weight: number }[] {
  const made: { text: string; language: string; weight: number }[] = [];
  for (const [language, { phrases, patterns, numbers, colours, things }] of Object.entries(CHAT_PHRASES)) {
    const [someNumbers, someColours, ownThings] = [numbers, colours, things].map((list) => list.split(','));
    if (language === 'en') ownThings!.push(...ENGLISH_GOODS);
    const allThings = [...ownThings!, ...ownThings!, ...SHARED_THINGS.split(',')];
    for (const text of phrases) made.push({ text, language, weight: 2 });
    for (const text of wordRuns([...MARKER_WORDS[language]!.split(/\s+/), ...ownThings!]))
      made.push({ text, language, weight: 1 });
    for (let round = 0; round < 60; round++) {
      for (const pattern of patterns) {
        const text = pattern
          .replace(/#/g, () => (random() < 0.3 ? String(1 + Math.floor(random() * 12)) : pick(someNumbers!)))
          .replace(/%/g, () => pick(someColours!))
          .replace(/@/g, () => pick(allThings));
        made.push({ text: random() < 0.5 ? plain(text) : text, language, weight: 1 });
      }
    }
  }
  return made;
}

/** Each word alone, and in twos and threes. */
function wordRuns(words: string[]): string[] {
  return [1, 2, 2, 3].flatMap((length) =>
    words.map((word) => [word, ...Array.from({ length: length - 1 }, () => pick(words))].join(' ')),
  );
}

/** Sentences, and short stretches of them: most messages are short. */
function newsTexts(): { text: string; language: string; weight: number }[] {
  return rows.flatMap(({ text, lang }) => {
    const language = LANGUAGES.includes(lang) ? lang : OTHERS.includes(lang) && random() < 0.35 ? 'other' : null;
    if (!language) return [];
    const words = text.split(/\s+/);
    const from = Math.floor(random() * Math.max(1, words.length - 4));
    const short = words.slice(from, from + 2 + Math.floor(random() * 4)).join(' ');
    return [
      { text, language, weight: 1 },
      { text: random() < 0.5 ? plain(short) : short, language, weight: 1 },
    ];
  });
}

function chooseFeatures(from: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of from)
    for (const feature of new Set(languageFeatures(text))) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const markers = Object.values(MARKER_WORDS).flatMap((list) => list.split(/\s+/).map((word) => `_${word}_`));
  const frequent = [...counts].filter(([, count]) => count >= 4).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const chosen = [
    ...new Set([...markers.filter((marker) => counts.has(marker)), ...frequent.map(([feature]) => feature)]),
  ].slice(0, MOST_FEATURES);
  return new Map(chosen.map((feature, index) => [feature, index]));
}

function indexesOf(text: string): number[] {
  return [...new Set(languageFeatures(text))].flatMap((feature) => features.get(feature) ?? []);
}

/** Softmax regression by stochastic gradient descent; a text's features share one unit of weight. */
function train(examples: Example[]): Float32Array {
  const classes = LANGUAGES.length;
  const learnt = new Float32Array(features.size * classes);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(examples);
    const rate = RATE / (1 + epoch * 0.5);
    for (const { features: own, language, weight } of examples) {
      if (own.length === 0) continue;
      const share = 1 / Math.sqrt(own.length);
      const probabilities = softmax(scores(learnt, own, share));
      for (let at = 0; at < classes; at++) {
        const step = rate * weight * share * ((at === language ? 1 : 0) - probabilities[at]!);
        for (const feature of own)
          learnt[feature * classes + at]! += step - learnt[feature * classes + at]! * rate * SHRINK;
      }
    }
  }
  return learnt;
}

function scores(learnt: Float32Array, own: number[], share: number): Float64Array {
  const sums = new Float64Array(LANGUAGES.length);
  for (const feature of own)
    for (let at = 0; at < sums.length; at++) sums[at]! += learnt[feature * sums.length + at]! * share;
  return sums;
}

function softmax(sums: Float64Array): Float64Array {
  const top = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function scaleOf(learnt: Float32Array): number {
  return learnt.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
}

function quantised(learnt: Float32Array): string {
  const scale = scaleOf(learnt);
  return Buffer.from(Int8Array.from(learnt, (weight) => Math.round(weight / scale)).buffer).toString('base64');
}

/** Words of English, Spanish, Portuguese and French that nobody should take for a misspelt product. */
function commonWords(): string[] {
  const news = rows.filter(({ lang }) => ['en', 'es', 'pt', 'fr'].includes(lang)).map(({ text }) => text);
  const talk = ['clinc150', 'hwu64'].flatMap((name) =>
    readRows(`${folder}/${name}/train.jsonl`).map(({ text }) => text),
  );
  return [...new Set([...wordsIn(news, 3), ...wordsIn(talk, 4)])].sort();
}

function wordsIn(from: string[], atLeast: number): string[] {
  const counts = new Map<string, number>();
  for (const { folded } of from.flatMap(splitWords))
    if (/^[a-z]{4,9}$/.test(folded)) counts.set(folded, (counts.get(folded) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= atLeast).map(([word]) => word);
}

/** As most people type on a phone. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
}

function pick(list: string[]): string {
  return list[Math.floor(random() * list.length)]!;
}

function shuffle<T>(list: T[]): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
}

/** Mulberry32: small, and the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function write(name: string, content: unknown): void {
  writeFileSync(new URL(`../model/${name}`, import.meta.url), `${JSON.stringify(content)}\n`);
}

/**
 * Copies the public data sets of the eval into this folder, compressed.
 *
 * node eval/data/collect.ts FOLDER
 *
 * FOLDER holds the sets as `README.md` names them. Nothing is changed but the compression.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';

const FILES = [
  ...['train', 'train-small', 'dev', 'oos-train', 'oos-dev'].map((name) => `clinc150/${name}`),
  ...['train', 'train-10shot', 'dev'].map((name) => `banking77/${name}`),
  ...['train', 'dev'].map((name) => `hwu64/${name}`),
  ...['train', 'dev'].map((name) => `sms-spam/${name}`),
  ...['por', 'pcm', 'swa'].flatMap((name) => [`sentiment/afri-${name}-train`, `sentiment/afri-${name}-dev`]),
  ...['bank', 'queries-dev'].map((name) => `stackfaq/${name}`),
  'langid/dev',
  ...['campaign-replies-dev', 'support-intents-dev', 'faq-bank-dev', 'faq-queries-dev'],
].map((name) => `${name}.jsonl`);

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Say in which folder the data sets lie.');
for (const file of FILES) {
  const to = new URL(`${file}.gz`, import.meta.url);
  mkdirSync(dirname(to.pathname), { recursive: true });
  writeFileSync(to, gzipSync(readFileSync(`${folder}/${file}`), { level: 9 }));
}

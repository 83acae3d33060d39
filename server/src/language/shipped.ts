import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Example } from './learning/train-text-model.ts';

/** The sets of examples that come with Parlour, one file a language: `data/<set>.<language>.jsonl`, or `.jsonl.gz`. */
export type ShippedSet = 'support-intents' | 'campaign-replies' | 'sentiment' | 'spam';

/**
 * Examples of what people write, by what they want; see `data/README.md`. `order.track` is the finer kind of `order`.
 *
 * @param folder another place with files of the same names and format: a shop may bring more, or its own.
 */
export function shippedExamples(set: ShippedSet, folder: URL = new URL('data/', import.meta.url)): Example[] {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${set}.`) && /\.jsonl(?:\.gz)?$/.test(file));
  return files.sort().flatMap((file) => readExamples(textOf(new URL(file, folder))));
}

function textOf(file: URL): string {
  const bytes = readFileSync(file);
  return (file.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function readExamples(jsonLines: string): Example[] {
  return jsonLines.split('\n').flatMap((line): Example[] => {
    if (line.trim() === '') return [];
    const { text, intent }: { text: string; intent: string } = JSON.parse(line);
    return [{ text, label: intent }];
  });
}

/** The kind of a finer label: `order` of `order.track`. */
export const kindOf = (label: string): string => label.split('.')[0]!;

import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../test/data/input/', import.meta.url);
/** The first letter of a file's name tells what RFC 8259 says about it. */
const VERDICTS: Record<string, JsonSample['verdict']> = { y: 'valid', n: 'invalid', i: 'either' };

/** Strings that break naive programs, none of them empty. @see https://github.com/minimaxir/big-list-of-naughty-strings */
export const naughtyStrings: readonly string[] = [
  ...new Set<string>(JSON.parse(readFileSync(new URL('naughty-strings.json', FOLDER), 'utf8'))),
].filter((text) => text !== '');

/** Texts that no database holds, with what becomes of them. @see docs/api.md, "Values" */
export const impossibleStrings: readonly (readonly [given: string, kept: string])[] = [
  ['a NUL \0 inside', 'a NUL \uFFFD inside'],
  ['half an emoji \ud83d', 'half an emoji \uFFFD'],
  ['the other half \udc4d of it', 'the other half \uFFFD of it'],
  ['swapped \udc4d\ud83d halves', 'swapped \uFFFD\uFFFD halves'],
];

/** About `either` the standard leaves the parser free. */
export type JsonSample = { name: string; verdict: 'valid' | 'invalid' | 'either'; bytes: Buffer };

/** Files that show how a JSON parser behaves. @see https://github.com/nst/JSONTestSuite, test_parsing */
export const jsonSamples: readonly JsonSample[] = readdirSync(new URL('json-parsing/', FOLDER))
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => ({
    name,
    verdict: VERDICTS[name[0] ?? ''] ?? 'either',
    bytes: readFileSync(new URL(`json-parsing/${encodeURIComponent(name)}`, FOLDER)),
  }));

import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LANGUAGES } from './languages.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SOURCE = join(HERE, '..');
const PLURAL = /_(zero|one|two|few|many|other)$/;
const AREAS = readdirSync(join(HERE, 'en')).map((name) => name.replace('.json', ''));

/** Every sentence of an area with its key, nested ones with dots: "keys.next". */
function wordsOf(language: string, area: string): Map<string, string> {
  const words = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') words.set(path, value);
    else for (const [key, inner] of Object.entries(value ?? {})) walk(inner, path ? `${path}.${key}` : key);
  };
  const file = join(HERE, language, `${area}.json`);
  if (existsSync(file)) walk(JSON.parse(readFileSync(file, 'utf8')), '');
  return words;
}

const keysOf = (words: Map<string, string>): string[] => [
  ...new Set([...words.keys()].map((key) => key.replace(PLURAL, ''))),
];
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name!).toSorted();

describe('the words of the console', () => {
  for (const { code } of LANGUAGES.filter((language) => language.code !== 'en')) {
    test(`are all there in ${code}`, () => {
      for (const area of AREAS) {
        const english = wordsOf('en', area);
        const words = wordsOf(code, area);

        assert.deepEqual(keysOf(words).toSorted(), keysOf(english).toSorted(), `${area} in ${code}`);
        for (const [key, text] of words) assert.notEqual(text.trim(), '', `${code}/${area}: ${key} is empty`);
      }
    });

    test(`name in ${code} what they name in English`, () => {
      for (const area of AREAS) {
        const english = wordsOf('en', area);
        for (const [key, text] of wordsOf(code, area)) {
          if (PLURAL.test(key)) continue; // "one left" may say the number in words
          assert.deepEqual(placeholders(text), placeholders(english.get(key) ?? ''), `${code}/${area}: ${key}`);
        }
      }
    });

    test(`have every plural of ${code}`, () => {
      const wanted = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
      for (const area of AREAS) {
        const words = wordsOf(code, area);
        const plurals = new Set(
          [...words.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
        );
        for (const key of plurals) {
          const missing = wanted.filter((form) => !words.has(`${key}_${form}`));
          assert.deepEqual(missing, [], `${code}/${area}: ${key}`);
        }
      }
    });
  }

  test('that pages ask for exist', () => {
    const known = new Set(AREAS.flatMap((area) => keysOf(wordsOf('en', area)).map((key) => `${area}.${key}`)));
    const missing: string[] = [];
    for (const file of globSync('**/*.{ts,tsx}', { cwd: SOURCE })) {
      const text = readFileSync(join(SOURCE, file), 'utf8');
      for (const [, key] of text.matchAll(/\bt\(\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/gi))
        if (!known.has(key!)) missing.push(`${file}: ${key}`);
    }

    assert.deepEqual(missing, []);
  });
});

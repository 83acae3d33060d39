import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = process.env.CONSOLE_DIST ?? fileURLToPath(new URL('../../console/dist', import.meta.url));
const MOST_BYTES = 300 * 1_024;

type Chunk = { file: string; name?: string; imports?: string[]; dynamicImports?: string[]; css?: string[] };

/** What is fetched before a page of somebody signed in can be used: the start, the frame, the page, its words. */
const first = (page: string) => [
  'index.html',
  'src/shell/signed-in.tsx',
  `src/pages/${page}/${page}-page.tsx`,
  'src/i18n/en/common.json',
  'src/i18n/en/shell.json',
  `src/i18n/en/${page}.json`,
];

describe('the first screen', { skip: existsSync(join(DIST, '.vite/manifest.json')) ? false : 'not built' }, () => {
  const chunks: Record<string, Chunk> = existsSync(join(DIST, '.vite/manifest.json'))
    ? JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'))
    : {};

  /** Bytes on the wire, gzipped, of these chunks and all that they need. */
  function weigh(names: string[]): number {
    const files = new Set<string>();
    const visit = (name: string): void => {
      const chunk = chunks[name];
      assert.ok(chunk, `${name} is not in the build`);
      if (files.has(chunk.file)) return;
      files.add(chunk.file);
      for (const file of chunk.css ?? []) files.add(file);
      for (const inner of chunk.imports ?? []) visit(inner);
    };
    for (const name of names) visit(name);
    return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length, 0);
  }

  for (const page of ['home', 'inbox']) {
    test(`of ${page} weighs at most 300 KB`, (t) => {
      const bytes = weigh(first(page));

      t.diagnostic(`${Math.round(bytes / 1_024)} KB gzipped`);
      assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    });
  }
});

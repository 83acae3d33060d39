import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { usedCss } from './used-css.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const SERVER = process.env.PARLOUR ?? 'http://127.0.0.1:3000';
const COMPRESSED = /\.(js|css|svg|json|webmanifest)$/;
const SMALLEST_BYTES = 1_024;

const LIBRARIES = 'node_modules[\\\\/](?!@?codemirror|@lezer|@xyflow|recharts|d3)';
const OURS = 'console[\\\\/]src[\\\\/](ui|shell|session|api)[\\\\/]';

/**
 * What a dozen pages have in common comes in one file, and what some share in another: a hundred small ones weigh more,
 * since each is compressed by itself, and each is a journey of its own. What is left, such as an editor or a graph, stays
 * apart, so that no page waits for it. Parts that one page shares with what it fetches later come with that page.
 */
const GROUPS = [
  { name: 'shared', test: new RegExp(`${LIBRARIES}|${OURS}`), minShareCount: 12, priority: 3 },
  { name: 'often', test: new RegExp(`${LIBRARIES}|${OURS}`), minShareCount: 7, priority: 2 },
  {
    name: 'frame',
    test: /console[\\/]src[\\/]shell[\\/](frame|rail|signed-in|user-menu|business-menu|wordmark|places)/,
    priority: 1,
  },
  // Without what `ahead.ts` needs: that comes with the very first file.
  {
    name: 'inbox',
    test: /console[\\/]src[\\/]pages[\\/]inbox[\\/](?!ahead|calls|model[\\/](filters|service-window|shapes))/,
    minShareCount: 2,
    priority: 1,
  },
];

/** Builds the console into `console/dist`, which the server serves at `/`. */
export default defineConfig({
  root: folder('.'),
  plugins: [react(), usedCss(), precompressed()],
  html: { cspNonce: '__NONCE__' }, // the server puts a fresh one in with every page
  resolve: {
    // One file per icon: the whole set in one module takes half a minute to read.
    alias: { '@tabler/icons-react': '@tabler/icons-react/dist/esm/icons/index.mjs' },
  },
  build: {
    outDir: folder('./dist'),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0, // the policy lets the page fetch files of its own origin
    modulePreload: { polyfill: false },
    cssTarget: ['chrome123', 'firefox128', 'safari17.5'],
    chunkSizeWarningLimit: 900,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/api', '/phone', '/docs'].map((path) => [path, { target: SERVER, changeOrigin: true }]),
    ),
  },
});

/** Writes `x.br` and `x.gz` beside every text file, so that serving costs no compression. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    async closeBundle() {
      const out = this.environment.config.build.outDir;
      const files = (await readdir(out, { recursive: true })).filter((name) => COMPRESSED.test(name));
      for (const file of files) await compress(join(out, file));
    },
  };
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < SMALLEST_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

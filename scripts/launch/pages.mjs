import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runQuietly } from './child.mjs';
import { withProgress } from './progress.mjs';
import { ROOT } from './root.mjs';
import { LaunchProblem } from './stop.mjs';

/** What is built for browsers: name, Vite's configuration, the result, and everything it is made of. */
export const PHONE = {
  name: 'the phone page',
  config: 'emulator/vite.config.ts',
  result: 'emulator/dist',
  sources: ['emulator/phone', 'emulator/vite.config.ts', 'emulator/src/phone-api.ts', 'package-lock.json'],
};

export const CONSOLE = {
  name: 'the console',
  config: 'console/vite.config.ts',
  result: 'console/dist',
  sources: [
    'console/index.html',
    'console/public',
    'console/src',
    'console/used-css.ts',
    'console/vite.config.ts',
    'package-lock.json',
  ],
};

const VITE = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

/** Whether these pages are built from the sources as they are now; then nothing for building has to be installed. */
export const arePagesBuilt = (pages) => pages.every(isBuilt);

/** Builds what is missing or older than its sources, judged by content. */
export async function ensurePages(node, pages) {
  for (const page of pages) {
    if (!isBuilt(page)) await withProgress(`Building ${page.name}`, () => build(node, page));
  }
}

const stampOf = (page) => join(ROOT, page.result, '.sources');

function isBuilt(page) {
  if (!existsSync(join(ROOT, page.config))) return true;
  return existsSync(stampOf(page)) && readFileSync(stampOf(page), 'utf8') === hashOf(page);
}

async function build(node, page) {
  const hash = hashOf(page);
  const { code, output } = await runQuietly(node, [VITE, 'build', '--config', page.config, '--logLevel', 'warn'], {
    cwd: ROOT,
  });
  if (code === 0) return writeFileSync(stampOf(page), hash);
  if (/ENOSPC/.test(output))
    throw new LaunchProblem(`The disk is full: ${page.name} cannot be built. Free some space and start again.`);
  if (/EACCES|EROFS|EPERM/.test(output))
    throw new LaunchProblem(
      `${join(ROOT, page.result)} cannot be written. Give this folder to the user who starts Parlour.`,
    );
  throw new LaunchProblem(`${output.trim()}\n\n${page.name} could not be built; what Vite said is above.`);
}

function hashOf(page) {
  const hash = createHash('sha256');
  for (const file of page.sources.flatMap((source) => filesUnder(join(ROOT, source)))) {
    hash.update(`${relative(ROOT, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Tests are not part of a page. */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

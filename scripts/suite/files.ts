import { glob } from 'node:fs/promises';
import { relative, resolve } from 'node:path';

const EVERYWHERE = ['server', 'emulator', 'console', 'test', 'flows', 'bench', 'chaos', 'replay', 'scripts'].map(
  (folder) => `${folder}/**/*.test.ts`,
);

/**
 * The test files to run, sorted.
 *
 * @param wanted files, folders or parts of a path; empty for all.
 */
export async function findTestFiles(wanted: readonly string[]): Promise<string[]> {
  const all = await Array.fromAsync(glob(EVERYWHERE, { exclude: (path) => path.split('/').includes('node_modules') }));
  const parts = wanted.map((path) => relative('.', resolve(path)));
  const chosen = wanted.length === 0 ? all : all.filter((file) => parts.some((part) => file.includes(part)));
  return chosen.toSorted();
}

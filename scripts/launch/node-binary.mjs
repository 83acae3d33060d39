import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { ROOT } from './root.mjs';
import { LaunchProblem } from './stop.mjs';

const NEEDED = 24;
const installed = join(ROOT, 'node_modules', 'node', 'bin', 'node');

/** The Node that came with the packages, or the one running this when it is new enough; null when there is neither. */
export async function findNode() {
  if (existsSync(installed) && (await runs(installed))) return installed;
  return Number(process.versions.node.split('.')[0]) >= NEEDED ? process.execPath : null;
}

/**
 * Does what the install script of the `node` package would have done, should npm have blocked it.
 *
 * @returns {Promise<string>} path of a Node that runs Parlour
 */
export async function mendNode() {
  if (!existsSync(installed)) linkNode() || (await runInstaller());
  const node = await findNode();
  if (!node)
    throw new LaunchProblem(
      `Parlour runs on Node ${NEEDED}, which could not be installed here. Install Node ${NEEDED} yourself and start again.`,
    );
  linkCommand();
  return node;
}

const runs = async (node) => (await runQuietly(node, ['--version'])).code === 0;

/** The binary lies in a package per platform; npm puts it beside or below. */
function linkNode() {
  const name = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`;
  const places = [join(ROOT, 'node_modules', 'node', 'node_modules', name), join(ROOT, 'node_modules', name)];
  const binary = places.map((place) => join(place, 'bin', 'node')).find(existsSync);
  if (!binary) return false;

  mkdirSync(dirname(installed), { recursive: true });
  try {
    linkSync(binary, installed);
  } catch {
    copyFileSync(binary, installed);
  }
  chmodSync(installed, 0o755);
  return true;
}

async function runInstaller() {
  const folder = join(ROOT, 'node_modules', 'node');
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  await runQuietly(process.execPath, ['installArchSpecificPackage'], { cwd: folder, env: { ...process.env, PATH } });
}

/** npm links a command only if its file was there: `npm run` scripts find Node by this one. */
function linkCommand() {
  const command = join(ROOT, 'node_modules', '.bin', 'node');
  if (existsSync(command) || !existsSync(installed)) return;
  try {
    rmSync(command, { force: true });
    symlinkSync('../node/bin/node', command);
  } catch {
    // Only a convenience: our own scripts know the path.
  }
}

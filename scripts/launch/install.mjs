import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runQuietly } from './child.mjs';
import { withInstallLock } from './install-lock.mjs';
import { findNode, mendNode } from './node-binary.mjs';
import { withProgress } from './progress.mjs';
import { ROOT } from './root.mjs';
import { LaunchProblem } from './stop.mjs';

/**
 * Makes sure that what package-lock.json names is installed, and that a Node which runs Parlour is there. When nothing
 * changed since the last time this reads two files and starts nothing.
 *
 * @param {{ dev: boolean }} needs `dev`: also what only building and testing needs
 * @returns {Promise<string>} path of that Node
 */
export async function ensureInstalled({ dev }) {
  const ready = readStamp();
  if (ready && (ready.dev || !dev) && ready.lock === lockHash() && existsSync(ready.node)) return ready.node;
  return withInstallLock(() => install(dev));
}

async function install(dev) {
  const before = installed(dev) ? await findNode() : null;
  if (!installed(dev)) await withProgress('Installing packages (once, a minute or so)', () => runNpm(dev));
  const node = before ?? (await mendNode());
  writeStamp({ lock: lockHash(), dev, node });
  return node;
}

const modules = join(ROOT, 'node_modules');
const lockFile = join(ROOT, 'package-lock.json');
const stampFile = join(modules, '.parlour.json');

const lockHash = () =>
  existsSync(lockFile) ? createHash('sha256').update(readFileSync(lockFile)).digest('hex') : null;

/** What the last check found; null when there is none or it is not readable. */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return null;
  }
}

function writeStamp(stamp) {
  try {
    writeFileSync(stampFile, `${JSON.stringify(stamp)}\n`);
  } catch {
    // Somebody else's node_modules: we look again next time.
  }
}

/** Compares what npm says it installed with the lock file: dates would be wrong after a checkout. */
function installed(dev) {
  const there = readPackages(join(modules, '.package-lock.json'));
  if (!there) return false;
  const wanted = readPackages(lockFile);
  if (!wanted) return true;
  return Object.entries(wanted).every(([path, { version, ...entry }]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.link) return true;
    return (entry.dev && !dev) || (there[path]?.version === version && existsSync(join(ROOT, path)));
  });
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

async function runNpm(dev) {
  requireWritable();
  const roomBefore = freeBytes();
  const [program, ...before] = npm();
  const command = existsSync(lockFile) ? 'ci' : 'install';
  const args = [command, dev ? '--include=dev' : '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await runQuietly(program, [...before, ...args], { cwd: ROOT });
  if (code !== 0) throw explain(code, output, roomBefore);
}

function requireWritable() {
  try {
    accessSync(ROOT, constants.W_OK);
    if (existsSync(modules)) accessSync(modules, constants.W_OK);
  } catch {
    throw new LaunchProblem(NOT_WRITABLE);
  }
}

function freeBytes() {
  const { bavail, bsize } = statfsSync(ROOT);
  return bavail * bsize;
}

/** The npm that runs us, when it is one: the PATH of a service may have none. */
function npm() {
  const own = process.env.npm_execpath;
  return own && basename(own).startsWith('npm-cli') ? [process.execPath, own] : ['npm'];
}

/** On a full disk npm fails in many ways, few of which say so, and clears up what it wrote before we can look. */
function explain(code, output, roomBefore) {
  const known = REASONS.find(({ pattern }) => pattern.test(output));
  if (known) return new LaunchProblem(known.sentence);
  if (roomBefore < NEEDED_BYTES) return new LaunchProblem(DISK_FULL);
  if (code === 127)
    return new LaunchProblem('npm was not found. Install npm 10 or newer together with Node 20 or newer.');
  const tail = output.trim().split('\n').slice(-15).join('\n');
  return new LaunchProblem(`${tail}\n\nInstalling packages failed; npm's last words are above.`);
}

const NEEDED_BYTES = 450 * 1024 * 1024;
const DISK_FULL = `The disk is full: the packages in ${modules} need about 400 MB. Free some space and start again.`;
const NOT_WRITABLE = `The packages cannot be written to ${modules} or to npm's cache. Give both to the user who starts Parlour.`;
const OFFLINE =
  'The packages cannot be downloaded: the npm registry is out of reach. The first start needs the internet; later ones do not.';

const REASONS = [
  { pattern: /ENOSPC|EDQUOT/, sentence: DISK_FULL },
  { pattern: /EROFS|EACCES|EPERM/, sentence: NOT_WRITABLE },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|network/i,
    sentence: OFFLINE,
  },
];

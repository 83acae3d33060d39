import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.mjs';
import { LaunchProblem } from './stop.mjs';

/**
 * Runs a TypeScript program of ours with `node` until it ends. It stays in our process group, so that whoever kills the
 * whole group kills it too; when only we are killed, the broken channel tells it.
 *
 * @param {string} node
 * @param {string} entry relative to the repository
 * @param {string[]} args
 * @param {string[]} [nodeOptions]
 * @returns {Promise<number>} its exit code; 128 and more when a signal ended it, as shells have it
 */
export function runProgram(node, entry, args, nodeOptions = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...nodeOptions, '--import', FOLLOW, join(ROOT, entry), ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules', '.cache', 'compiled'),
      },
    });
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    // Ctrl-C in a terminal reaches the program by itself; a second one would look like impatience.
    process.on('SIGINT', () => isInTerminal() || child.kill('SIGINT'));
    followNpm(child);
    child.on('error', (error) => reject(new LaunchProblem(`${node} cannot be run: ${error.message}.`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

const FOLLOW = pathToFileURL(join(ROOT, 'scripts', 'launch', 'follow-launcher.mjs')).href;

const isInTerminal = () => [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

/**
 * A killed npm takes at most the shell between us along, so nobody would ever stop us. We end at once, so that whoever
 * starts Parlour next sees that the program is on its way out.
 */
function followNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    child.kill('SIGTERM');
    process.exit(1);
  }, 100);
  timer.unref();
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.mjs';
import { LaunchProblem } from './stop.mjs';

/**
 * V8 lets its nursery grow until three of 32 MB lie there, most of it air. With 16 MB a node takes some 40 MB less, for
 * no throughput that the bench could tell apart; with 8 MB it costs a tenth. (bench/sitting.ts starts servers the same way.)
 */
const NODE_FLAGS = ['--max-semi-space-size=16'];

/** A program that ends with this asks to be started again. */
const START_AGAIN = 75;

/**
 * Runs a TypeScript program of ours with `node` until it ends for good. It stays in our process group, so that whoever
 * kills the whole group kills it too; when only we are killed, the broken channel tells it.
 *
 * @param {string} node
 * @param {string} entry relative to the repository
 * @param {string[]} args
 * @param {{ readsEnvFile?: boolean }} [options] whether `.env` applies to it
 * @returns {Promise<number>} its exit code; 128 and more when a signal ended it, as shells have it
 */
export async function runProgram(node, entry, args, { readsEnvFile = true } = {}) {
  const environment = readsEnvFile && existsSync(ENV_FILE) ? [`--env-file=${ENV_FILE}`] : [];
  const words = [...NODE_FLAGS, ...environment, '--import', FOLLOW, join(ROOT, entry), ...args];
  const running = { child: null, isStopping: false };
  forwardSignals(running);
  followNpm(running);
  for (;;) {
    const code = await runOnce(node, words, running);
    if (code !== START_AGAIN || running.isStopping) return code;
  }
}

function runOnce(node, words, running) {
  return new Promise((resolve, reject) => {
    running.child = spawn(node, words, {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules', '.cache', 'compiled'),
      },
    });
    running.child.on('error', (error) => reject(new LaunchProblem(`${node} cannot be run: ${error.message}.`)));
    running.child.on('exit', (code, signal) => {
      if (signal && !running.isStopping) console.error(`\n${farewell(signal)}`);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

const farewell = (signal) =>
  `Parlour was ended by ${signal}${signal === 'SIGKILL' ? ', perhaps because memory ran out' : ''}. What it had acknowledged is kept; start it again.`;

function forwardSignals(running) {
  process.on('SIGTERM', () => stop(running, 'SIGTERM'));
  // Ctrl-C in a terminal reaches the program by itself; a second one would look like impatience.
  process.on('SIGINT', () => {
    running.isStopping = true;
    if (!isInTerminal()) stop(running, 'SIGINT');
  });
}

function stop(running, signal) {
  running.isStopping = true;
  running.child?.kill(signal);
}

const ENV_FILE = join(ROOT, '.env');
const FOLLOW = pathToFileURL(join(ROOT, 'scripts', 'launch', 'follow-launcher.mjs')).href;

const isInTerminal = () => [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);

/**
 * A killed npm takes at most the shell between us along, so nobody would ever stop us. We end at once, so that whoever
 * starts Parlour next sees that the program is on its way out.
 */
function followNpm(running) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    stop(running, 'SIGTERM');
    process.exit(1);
  }, 100);
  timer.unref();
}

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.mjs';
import { LaunchProblem } from './stop.mjs';

/**
 * Runs a TypeScript program of ours with `node` until it ends, in a session of its own so that it gets every signal
 * once: a terminal, npm and we would each send it one.
 *
 * @param {string} node
 * @param {string} entry relative to the repository
 * @param {string[]} args
 * @returns {Promise<number>} its exit code; 128 and more when a signal ended it, as shells have it
 */
export function runProgram(node, entry, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...OPTIONS, join(ROOT, entry), ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules', '.cache', 'compiled') },
      detached: true,
    });
    const forwarding = forwardSignals(child);
    child.on('error', (error) => reject(new LaunchProblem(`${node} cannot be run: ${error.message}.`)));
    child.on('exit', (code, signal) => {
      forwarding.stop();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

const OPTIONS = [
  `--env-file-if-exists=${join(ROOT, '.env')}`,
  '--import',
  pathToFileURL(join(ROOT, 'scripts', 'launch', 'follow-launcher.mjs')).href,
];

/** A closed terminal is a wish to stop like any other. */
const FORWARDED = { SIGINT: 'SIGINT', SIGTERM: 'SIGTERM', SIGHUP: 'SIGTERM' };

const SAME_WISH_MS = 1_000;

/** Ctrl-C reaches us from the terminal and again from npm; the program hears it once, and again when it is pressed again. */
function forwardSignals(child) {
  let sentAt = Number.NEGATIVE_INFINITY;
  const send = (signal) => {
    const now = performance.now();
    if (now - sentAt < SAME_WISH_MS) return;
    sentAt = now;
    child.kill(FORWARDED[signal]);
  };
  for (const signal of Object.keys(FORWARDED)) process.on(signal, send);
  return { stop: () => Object.keys(FORWARDED).forEach((signal) => process.off(signal, send)) };
}

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import { z } from 'zod';
import type { Tally } from './tally.ts';

const Package = z.object({ scripts: z.object({ check: z.string() }) });

/** Runs what `npm run check` runs, each command as one test. */
export async function runCheck(signal: AbortSignal): Promise<Tally> {
  const { scripts } = Package.parse(JSON.parse(await readFile('package.json', 'utf8')));
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const command of scripts.check.split('&&')) {
    const { code, output } = await run(command.trim(), signal);
    tally[code === 0 ? 'passed' : 'failed']++;
    console.log(code === 0 ? `✔ ${command.trim()}` : `✖ ${command.trim()}\n${output.trim()}\n`);
  }
  return tally;
}

/** The commands are found as npm finds them, and with them the Node that runs us. */
function run(command: string, signal: AbortSignal): Promise<{ code: number | null; output: string }> {
  const PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, {
      shell: true,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => done({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => done({ code, output }));
  });
}

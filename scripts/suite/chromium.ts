import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where a browser for the tests is, or why there is none; they skip with that reason. */
export type Chromium = { path: string } | { missing: string } | null;

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPLICATION = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Finds Chromium, or installs it where that needs nobody's leave: as root on a system with apt-get.
 *
 * @returns null when none of `files` drives a browser.
 */
export async function findChromium(files: readonly string[], signal: AbortSignal): Promise<Chromium> {
  if (!(await anyDrivesBrowser(files))) return null;
  const found = await locate();
  if (found) return { path: found };
  if (process.getuid?.() !== 0 || !(await onPath('apt-get')))
    return { missing: 'no Chromium here; install it to run the browser tests' };

  console.log('Installing Chromium for the browser tests (once, a minute or so) …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const waiting = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { code, output } = await run('apt-get', [...waiting, ...step], environment, signal);
    // A package list of one broken source does not keep the others from working.
    if (code !== 0 && step[0] === 'install')
      return { missing: `apt-get could not install Chromium: ${lastLine(output)}` };
  }
  const path = await locate();
  return path ? { path } : { missing: 'apt-get installed no Chromium' };
}

async function anyDrivesBrowser(files: readonly string[]): Promise<boolean> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.some((text) => /playwright-core|CHROMIUM_PATH|[/']browser/.test(text));
}

async function locate(): Promise<string | null> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  for (const name of NAMES) {
    const path = await onPath(name);
    if (path) return path;
  }
  return access(APPLICATION).then(
    () => APPLICATION,
    () => null,
  );
}

async function onPath(name: string): Promise<string | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  for (const folder of folders) {
    const path = join(folder, name);
    if (
      await access(path, 1).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}

async function run(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<{ code: number; output: string }> {
  let output = '';
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal });
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const code = await once(child, 'close').then(
    ([exit]) => Number(exit ?? 1),
    () => 1,
  );
  return { code, output };
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';

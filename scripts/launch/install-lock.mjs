import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './root.mjs';

const path = join(tmpdir(), `parlour-install-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}.lock`);

/** Two commands started on a fresh clone must not install over each other: the second waits and finds all done. */
export async function withInstallLock(work) {
  for (let waits = 0; !take(); waits++) {
    if (waits === 0) console.error('Another Parlour command is installing; waiting for it.');
    await delay(300);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // A folder for temporary files that cannot be written must not keep anybody from starting.
    return error.code !== 'EEXIST' || (isLeftover() && takeOver());
  }
}

/** A lock that is just being written has no pid yet. */
function isLeftover() {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid > 0 && pid !== process.pid && !isAlive(pid);
  } catch {
    return false;
  }
}

function takeOver() {
  rmSync(path, { force: true });
  return take();
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

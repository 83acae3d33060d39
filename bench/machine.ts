import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, statfsSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** Where the figures come from. */
export type Machine = {
  cores: number;
  cpu: string;
  memoryGb: number;
  system: string;
  node: string;
  postgres: string;
  /** One small write and fsync on the disk that holds the databases; a commit cannot be quicker. */
  fsyncMs: number;
  freeDiskGb: number;
  commit: string;
};

export function describeMachine(folder: string, postgres: string): Machine {
  const { bavail, bsize } = statfsSync(folder);
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGb: totalmem() / 1e9,
    system: `${platform()} ${release()}`,
    node: process.version,
    postgres,
    fsyncMs: medianFsyncMs(join(folder, 'fsync')),
    freeDiskGb: (bavail * bsize) / 1e9,
    commit: currentCommit(),
  };
}

function medianFsyncMs(path: string): number {
  const file = openSync(path, 'w');
  const block = Buffer.alloc(8_192);
  const times = Array.from({ length: 100 }, (_, i) => {
    const began = performance.now();
    writeSync(file, block, 0, block.length, i * block.length);
    fsyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return times.sort((a, b) => a - b)[50]!;
}

function currentCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown'; // not a clone, or no git
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bench/ports.ts';
import type { WayPoint } from '../../server/src/way-points.ts';

/** One node of Parlour in a process of its own, kept running as a service manager would: whenever it ends, it is started again. */
export type ParlourNode = {
  name: string;
  port: number;
  /** How often it was started so far. */
  starts(): number;
  pid(): number | null;
  isUp(): boolean;
  /** Resolves when it takes traffic. @throws with the end of its log when that takes too long. */
  ready(): Promise<void>;
  /** SIGKILL. It comes back by itself, unless `stays` dead. */
  kill(options?: { stays: boolean }): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Resolves once it was started more than `starts` times. */
  startedAgain(starts: number): Promise<void>;
  /** SIGTERM, and not started again until `start`. */
  stop(): Promise<void>;
  /** Starts it, from now on with these changes. */
  start(change?: Partial<NodeOptions>): void;
};

export type NodeOptions = {
  environment: Record<string, string>;
  /** Another copy of the program: a release before or after. */
  program?: string;
  /** Kills itself when it passes the point for the `times`-th time, in its next life only. */
  diesAt?: { point: WayPoint; times: number };
  /** How far its clock runs ahead, in ms. */
  clockAheadMs?: number;
};

const PROGRAM = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const preload = (name: string) => fileURLToPath(new URL(`../preload/${name}.ts`, import.meta.url));
const READY_WITHIN_MS = 90_000;
const STOPPED_WITHIN_MS = 45_000;
const RESTART_AFTER_MS = 500;

/** @param logFile where it writes; appended to. */
export async function openNode(name: string, logFile: string, first: NodeOptions): Promise<ParlourNode> {
  const port = await freePort();
  let options = first;
  let child: ChildProcess | null = null;
  let wanted = true;
  let starts = 0;

  function launch(): void {
    const log = openSync(logFile, 'a');
    const { diesAt, clockAheadMs, environment, program = PROGRAM } = options;
    const preloads = [...(diesAt ? ['die-at-point'] : []), ...(clockAheadMs ? ['wrong-clock'] : [])];
    const started = spawn(process.execPath, [...preloads.flatMap((file) => ['--import', preload(file)]), program], {
      stdio: ['ignore', log, log],
      // Only what is said here: nobody's own settings may change what is proven.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...environment,
        PORT: String(port),
        ...(diesAt ? { CHAOS_DIE_AT: diesAt.point, CHAOS_DIE_AFTER: String(diesAt.times) } : {}),
        ...(clockAheadMs ? { CHAOS_CLOCK_AHEAD_MS: String(clockAheadMs) } : {}),
      },
    });
    closeSync(log);
    starts++;
    child = started;
    const end = () => started.kill('SIGKILL');
    process.once('exit', end); // nothing is left behind
    started.once('exit', () => {
      process.off('exit', end);
      if (child === started) child = null;
      const { diesAt: _once, ...later } = options;
      options = later;
      if (wanted) setTimeout(() => wanted && !child && launch(), RESTART_AFTER_MS);
    });
  }

  async function ended(): Promise<void> {
    if (child) await once(child, 'exit');
  }

  launch();
  return {
    name,
    port,
    starts: () => starts,
    pid: () => child?.pid ?? null,
    isUp: () => child !== null,
    async ready() {
      for (const began = performance.now(); performance.now() - began < READY_WITHIN_MS; ) {
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
        await answer?.arrayBuffer();
        if (answer?.status === 200) return;
        await new Promise((again) => setTimeout(again, 50));
      }
      throw new Error(`${name} is not ready. The end of its log:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
    },
    async kill({ stays } = { stays: false }) {
      wanted = !stays;
      const over = ended();
      child?.kill('SIGKILL');
      await over;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async startedAgain(before) {
      while (starts <= before) await new Promise((again) => setTimeout(again, 50));
    },
    async stop() {
      wanted = false;
      const over = ended();
      const stopping = child;
      stopping?.kill('SIGCONT');
      stopping?.kill('SIGTERM');
      const timer = setTimeout(() => stopping?.kill('SIGKILL'), STOPPED_WITHIN_MS);
      await over;
      clearTimeout(timer);
    },
    start(change = {}) {
      options = { ...options, ...change };
      wanted = true;
      if (!child) launch();
    },
  };
}

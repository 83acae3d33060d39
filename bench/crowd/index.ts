import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Command } from './commands.ts';

export type { Tally } from './conversation.ts';
export type { Percentiles } from './latencies.ts';
export type { Measured, Scenario } from './scenario.ts';

/** The process with the customers and Meta, as the bench speaks to it. */
export type Crowd = {
  ask<C extends Command>(command: C): Promise<Answer[C['do']]>;
  end(): Promise<void>;
};

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url));

export function startCrowd(): Crowd {
  // A larger young generation: prepared requests would otherwise be copied while the clock runs.
  const child = fork(PROGRAM, {
    execArgv: ['--max-semi-space-size=64'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  return {
    async ask(command) {
      child.send(command);
      const said = await Promise.race([
        once(child, 'message'),
        ended.then(() => [{ error: 'the load generator ended' }]),
      ]);
      const [{ answer, error }] = said;
      if (error) throw new Error(error);
      return answer;
    },
    async end() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

import type { Clock } from './clock.ts';

/** Timers that end together with what started them. */
export type Timers = { start(afterMs: number, run: () => void): void; cancelAll(): void };

export function createTimers(clock: Clock): Timers {
  const running = new Set<() => void>();
  return {
    start(afterMs, run) {
      const cancel = clock.setTimer(afterMs, () => {
        running.delete(cancel);
        run();
      });
      running.add(cancel);
    },
    cancelAll() {
      for (const cancel of running) cancel();
      running.clear();
    },
  };
}

/** The only source of time in the emulator. Tests pass a {@link fakeClock}; nothing else calls `Date`. */
export type Clock = {
  now(): Date;
  /** Calls `run` once, `afterMs` from now. The returned function cancels it. */
  setTimer(afterMs: number, run: () => void): () => void;
};

/** Node clamps longer timers to 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const realClock: Clock = {
  now: () => new Date(),
  setTimer(afterMs, run) {
    const timer = setTimeout(run, Math.min(afterMs, LONGEST_TIMER_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to move. */
export type FakeClock = Clock & {
  /**
   * Moves on by `ms`, ringing every timer on the way at its own time.
   *
   * @param between awaited before the first and after each timer, so that work a timer starts (a webhook that is
   *   refused, say) can set its next timer before time goes on. Usually `emulator.settled`.
   */
  advance(ms: number, between?: () => Promise<void>): Promise<void>;
};

type FakeTimer = { at: number; order: number; run: () => void };

export function fakeClock(start: string | Date = '2026-03-02T12:00:00Z'): FakeClock {
  let now = new Date(start).getTime();
  let order = 0;
  const timers = new Set<FakeTimer>();

  return {
    now: () => new Date(now),
    setTimer(afterMs, run) {
      const timer = { at: now + Math.max(0, afterMs), order: order++, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms, between = async () => {}) {
      const end = now + ms;
      await between();
      for (let timer = earliest(timers, end); timer; timer = earliest(timers, end)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.run();
        await between();
      }
      now = end;
    },
  };
}

function earliest(timers: Set<FakeTimer>, end: number): FakeTimer | undefined {
  let first: FakeTimer | undefined;
  for (const timer of timers) {
    if (timer.at > end) continue;
    if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
  }
  return first;
}

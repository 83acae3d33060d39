import type { Clock } from './clock.ts';

/** A clock that can be put forward: the emulator's own, on top of the one it was given. */
export type ClockAhead = Clock & {
  /** Puts the clock forward. Timers that are due then ring at once, in their order, as on a phone that slept. */
  forward(ms: number): void;
  /** How far it is ahead of the clock beneath. */
  aheadMs(): number;
};

type Timer = { at: number; order: number; run: () => void; cancel: () => void };

export function clockAhead(base: Clock): ClockAhead {
  const timers = new Set<Timer>();
  let ahead = 0;
  let order = 0;
  const now = () => base.now().getTime() + ahead;

  function wind(timer: Timer): void {
    timer.cancel = base.setTimer(Math.max(0, timer.at - now()), () => {
      timers.delete(timer);
      timer.run();
    });
  }

  return {
    now: () => (ahead === 0 ? base.now() : new Date(now())),
    setTimer(afterMs, run) {
      const timer: Timer = { at: now() + Math.max(0, afterMs), order: order++, run, cancel: () => {} };
      timers.add(timer);
      wind(timer);
      return () => {
        timers.delete(timer);
        timer.cancel();
      };
    },
    forward(ms) {
      if (!(ms >= 0)) throw new Error('A clock is only put forward.');
      ahead += ms;
      const waiting = [...timers].sort((one, other) => one.at - other.at || one.order - other.order);
      for (const timer of waiting) timer.cancel();
      for (const timer of waiting) {
        // One that rang before it may have cancelled this one.
        if (!timers.has(timer)) continue;
        if (timer.at > now()) wind(timer);
        else {
          timers.delete(timer);
          timer.run();
        }
      }
    },
    aheadMs: () => ahead,
  };
}

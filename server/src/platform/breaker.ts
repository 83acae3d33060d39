/**
 * Stops calling a company that does not answer, so that its trouble does not become ours.
 *
 * Closed: everything may pass. After `failuresToOpen` failures in a row it opens and nothing passes for `openMs`.
 * Then one call may try: its success closes the breaker, its failure opens it again.
 */
export type Breaker = {
  /** @returns 0 when a call may be made now (report its end!), otherwise the time to wait in ms. */
  admit(): number;
  succeeded(): void;
  failed(): void;
  state(): 'closed' | 'open' | 'half-open';
};

export type BreakerOptions = {
  now: () => Date;
  failuresToOpen?: number;
  openMs?: number;
};

export function createBreaker({ now, failuresToOpen = 5, openMs = 5_000 }: BreakerOptions): Breaker {
  let failures = 0;
  let openUntil = 0; // 0: closed
  let probing = false;

  return {
    admit() {
      if (openUntil === 0) return 0;
      const wait = openUntil - now().getTime();
      if (wait > 0 && wait <= openMs) return wait; // longer: the clock was set back, do not wait for that
      if (probing) return openMs; // its result decides; whoever comes back after it knows more
      probing = true;
      return 0;
    },
    succeeded() {
      failures = 0;
      openUntil = 0;
      probing = false;
    },
    failed() {
      failures++;
      // A call that began before the breaker opened tells nothing new: it does not prolong the pause.
      const open = openUntil !== 0 && !probing;
      probing = false;
      if (!open && failures >= failuresToOpen) openUntil = now().getTime() + openMs;
    },
    state() {
      if (openUntil === 0) return 'closed';
      return openUntil > now().getTime() ? 'open' : 'half-open';
    },
  };
}

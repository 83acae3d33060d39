import type { KnobSettings } from '../knobs/settings.ts';
import type { WebhookRules } from '../options.ts';
import type { PendingWebhook } from '../records.ts';
import type { Timers } from '../timers.ts';
import type { Work } from '../work.ts';

type Needs = {
  rules: WebhookRules;
  knobs: () => KnobSettings['webhooks'];
  timers: Timers;
  work: Work;
  shuffle: <T>(items: T[]) => T[];
};

/**
 * Collects updates into POSTs of up to `batchSize`, or as many as the knobs say. What does not fill one leaves after
 * the wait, or, without a wait, together with what else happens in this turn of the event loop.
 */
export function createBatching(
  { rules, knobs, timers, work, shuffle }: Needs,
  post: (updates: PendingWebhook[]) => void,
): (update: PendingWebhook) => void {
  let waiting: PendingWebhook[] = [];
  const inOnePost = () => Math.max(rules.batchSize, knobs().batch);

  function flush() {
    const updates = knobs().shuffle > 1 ? shuffle(waiting) : waiting;
    waiting = [];
    const size = inOnePost();
    for (let first = 0; first < updates.length; first += size) post(updates.slice(first, first + size));
  }

  function awaitMore() {
    const waitMs = Math.max(rules.batchWaitMs, knobs().waitMs);
    if (waitMs > 0) {
      timers.start(waitMs, flush);
      return;
    }
    work.begin();
    setImmediate(() => {
      flush();
      work.end();
    });
  }

  return (update) => {
    waiting.push(update);
    if (waiting.length >= Math.max(inOnePost(), knobs().shuffle)) flush();
    else if (waiting.length === 1) awaitMore();
  };
}

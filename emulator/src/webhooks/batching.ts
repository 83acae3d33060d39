import type { WebhookRules } from '../options.ts';
import type { PendingWebhook } from '../records.ts';
import type { Timers } from '../timers.ts';
import type { Work } from '../work.ts';

/**
 * Collects updates into POSTs of up to `batchSize`. What does not fill one leaves after `batchWaitMs`, or, without a
 * wait, together with what else happens in this turn of the event loop.
 */
export function createBatching(
  rules: WebhookRules,
  timers: Timers,
  work: Work,
  post: (updates: PendingWebhook[]) => void,
): (update: PendingWebhook) => void {
  let batch: PendingWebhook[] = [];

  function flush() {
    const updates = batch;
    batch = [];
    post(updates);
  }

  function awaitMore() {
    if (rules.batchWaitMs > 0) {
      timers.start(rules.batchWaitMs, flush);
      return;
    }
    work.begin();
    setImmediate(() => {
      flush();
      work.end();
    });
  }

  return (update) => {
    batch.push(update);
    if (batch.length >= rules.batchSize) flush();
    else if (batch.length === 1) awaitMore();
  };
}

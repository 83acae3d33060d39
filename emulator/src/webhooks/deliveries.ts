import type { Clock } from '../clock.ts';
import type { Journal } from '../journal.ts';
import type { Chance } from '../knobs/knobs.ts';
import type { KnobSettings } from '../knobs/settings.ts';
import type { WebhookRules } from '../options.ts';
import type { PendingWebhook } from '../records.ts';
import { createTimers } from '../timers.ts';
import type { Work } from '../work.ts';
import { createBatching } from './batching.ts';
import { sign } from './bytes.ts';
import { envelope } from './payloads.ts';
import type { Poster } from './poster.ts';
import { createQueue } from './queue.ts';

/**
 * Brings webhooks to the business: each POST is repeated until it is answered with 200, at once the first time, then
 * with doubling waits, for 7 days. POSTs are under way side by side, so their order is a habit and not a promise.
 */
export type Deliveries = {
  /** @param delayMs waits so long before the first POST, on top of what the knobs say. */
  enqueue(update: PendingWebhook, delayMs?: number): void;
  /** Posts the last `count` delivered updates once more each. */
  again(count: number): void;
  /** From now on updates wait for {@link Deliveries.release}. */
  hold(): void;
  release(how?: Release): void;
  /** Updates that were not answered with 200 yet. */
  pending(): number;
  close(): void;
};

export type Release = {
  order?: 'as_queued' | 'reversed' | 'shuffled';
  /** Most updates in one POST. */
  inOnePost?: number;
  /** How often each POST is sent. */
  times?: number;
};

type Needs = {
  rules: WebhookRules;
  appSecret: string;
  clock: Clock;
  journal: Journal;
  poster: Poster;
  work: Work;
  fraction: () => number;
  chance: Chance;
  webhookKnobs: () => KnobSettings['webhooks'];
  /** A POST with this update ended; `status` is null when there was no answer. */
  told: (update: PendingWebhook, status: number | null) => void;
  delivered: (update: PendingWebhook) => void;
  /** The app is subscribed to it. */
  isWanted: (update: PendingWebhook) => boolean;
  /** Where it goes instead of the app's callback URL. */
  overrideFor: (update: PendingWebhook) => string | null;
};
type Post = { to: string | null; updates: PendingWebhook[]; body: Buffer; signature: string; attempts: number };

const DELIVERED_KEPT = 1_000;

export function createDeliveries(needs: Needs): Deliveries {
  const { rules, clock, journal, work } = needs;
  const pending = new Map<string, PendingWebhook>();
  const queue = createQueue(rules.concurrency, attempt);
  const timers = createTimers(clock);
  const dispatch = createBatching(
    { rules, knobs: needs.webhookKnobs, timers, work, shuffle: needs.chance.shuffle },
    fresh,
  );
  let delivered: PendingWebhook[] = [];
  let held: PendingWebhook[] | null = null;
  let closed = false;

  /** What leaves for the first time; what comes again (a retry, or on demand) is not doubled. */
  function fresh(updates: PendingWebhook[]) {
    post(updates);
    for (const update of updates) if (needs.chance.isDuplicated()) post([update]);
  }

  function post(updates: PendingWebhook[]) {
    for (const [to, together] of Map.groupBy(updates, needs.overrideFor)) {
      const body = envelope(together);
      push({ to, updates: together, body, signature: sign(body, needs.appSecret), attempts: 0 });
    }
  }

  function push(post: Post) {
    if (closed) return;
    work.begin();
    queue.push(post);
  }

  async function attempt(post: Post): Promise<void> {
    post.attempts++;
    const answer = await needs.poster.post(post.body, post.signature, aboutOf(post), post.to);
    for (const update of post.updates) needs.told(update, answer.status);
    // Only 200 counts. @see Webhooks, "Webhook delivery failure"
    if (answer.status === 200) settle(post);
    else if (!closed) retry(post);
    work.end();
  }

  function settle({ updates }: Post) {
    for (const update of updates) {
      if (!forget(update)) continue;
      needs.delivered(update);
      delivered.push(update);
    }
    if (delivered.length > 2 * DELIVERED_KEPT) delivered = delivered.slice(-DELIVERED_KEPT);
  }

  function retry(post: Post) {
    const oldest = post.updates[0];
    if (!oldest) return;
    const waitMs = retryWaitMs(rules, post.attempts);
    const age = clock.now().getTime() + waitMs - oldest.at;
    if (age > rules.giveUpAfterMs) post.updates.forEach(forget);
    else if (waitMs === 0) push(post);
    else timers.start(waitMs, () => push(post));
  }

  function leave(update: PendingWebhook) {
    if (held) held.push(update);
    else dispatch(update);
  }

  function forget(update: PendingWebhook): boolean {
    journal.remove('webhook', update.id);
    return pending.delete(update.id);
  }

  return {
    enqueue(update, delayMs = 0) {
      if (needs.poster.url() === null || !needs.isWanted(update)) return;
      pending.set(update.id, update);
      journal.put('webhook', update.id, update);
      const waitMs = delayMs + needs.chance.webhookDelayMs();
      if (waitMs === 0) leave(update);
      else timers.start(waitMs, () => leave(update));
    },
    again(count) {
      for (const update of delivered.slice(-count)) post([update]);
    },
    hold() {
      held ??= [];
    },
    release({ order = 'as_queued', inOnePost = 1, times = 1 } = {}) {
      const updates = arranged(held ?? [], order, needs.fraction);
      held = null;
      for (let round = 0; round < times; round++) {
        for (let first = 0; first < updates.length; first += inOnePost) post(updates.slice(first, first + inOnePost));
      }
    },
    pending: () => pending.size,
    close() {
      closed = true;
      timers.cancelAll();
      for (const _ of queue.clear()) work.end();
    },
  };
}

/** @see Webhooks: retried immediately, then a few more times with decreasing frequency. The exact times are not documented. */
function retryWaitMs(rules: WebhookRules, attempts: number): number {
  return attempts === 1 ? 0 : Math.min(rules.retryAfterMs * 2 ** (attempts - 2), rules.retryAtMostMs);
}

function aboutOf(post: Post) {
  const messageIds = post.updates.flatMap(({ messageId, status }) => messageId ?? status?.id ?? []);
  return { summary: summaryOf(post), messageIds, attempt: post.attempts };
}

function summaryOf({ updates }: Post): string {
  const shown = updates.slice(0, 3).map((update) => update.summary);
  return updates.length > 3 ? `${shown.join(' + ')} + ${updates.length - 3} more` : shown.join(' + ');
}

function arranged<T>(items: T[], order: Release['order'], fraction: () => number): T[] {
  if (order === 'reversed') return items.toReversed();
  if (order !== 'shuffled') return items;
  return items
    .map((item) => ({ item, place: fraction() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

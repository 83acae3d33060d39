import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import type { Job } from '../platform/jobs.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { DAY, HOUR, later, MINUTE, SECOND } from '../platform/time.ts';
import { type AllowedHosts, type Answer, post } from './addresses.ts';
import { DELIVER, isIt } from './deliveries.ts';
import { webhookDisabled } from './facts.ts';
import { type Delivery, type Endpoint, webhookAttempts, webhookDeliveries, webhookEndpoints } from './schema.ts';
import { secretsOf, signedHeaders } from './signature.ts';

/** Between one attempt and the next. After the last one it counts as failed. */
export const RETRY_AFTER_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR] as const;

/** An endpoint that took nothing for so long is disabled. */
export const PATIENCE_MS = 5 * DAY;

/** An attempt whose node died leaves nobody to settle it: then it counts as not answered. */
const LAST_ATTEMPT_MS = MINUTE;

const GONE = 410; // the receiver says that nobody listens there any more

const Payload = z.object({ businessId: z.uuid(), deliveryId: z.uuid() });

/**
 * One attempt: claim, call, settle. The claim already writes down the next attempt, so a node that dies in between
 * only costs the time until then.
 */
export const deliverWebhook = (box: SecretBox, allowed: AllowedHosts): Job => ({
  name: DELIVER,
  run: async (ctx, raw) => {
    const { businessId, deliveryId } = Payload.parse(raw);
    const claim = await ctx.db.transaction((tx) => claimDelivery(ctx, tx, businessId, deliveryId));
    if (!claim) return;
    const { delivery, endpoint } = claim;
    const body = JSON.stringify(delivery.payload);
    const began = ctx.now();
    const headers = signedHeaders(secretsOf(box, endpoint, began), delivery.eventId, body, began);
    const answer = await post(endpoint.url, { headers, body }, allowed);
    await ctx.db.transaction((tx) => settle(ctx, tx, claim, { ...answer, at: began }));
  },
});

type Claim = { delivery: Delivery; endpoint: Endpoint };

/** @returns null when there is nothing to do (any more, or yet). */
async function claimDelivery(ctx: Ctx, tx: Tx, businessId: string, id: string): Promise<Claim | null> {
  const [delivery] = await tx.select().from(webhookDeliveries).where(isIt(businessId, id)).for('update');
  if (delivery?.state !== 'waiting' || !delivery.dueAt || delivery.dueAt > ctx.now()) return null;
  const [endpoint] = await tx
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.businessId, businessId), eq(webhookEndpoints.id, delivery.endpointId)));
  const wait = RETRY_AFTER_MS[delivery.round];
  const isSpent = delivery.round > RETRY_AFTER_MS.length; // the last attempt was never settled
  if (!endpoint || isSpent || (endpoint.disabledAt && delivery.event !== 'webhook.test')) {
    const error = isSpent ? (delivery.error ?? 'no-answer') : 'disabled';
    await tx.update(webhookDeliveries).set({ state: 'failed', dueAt: null, error }).where(isIt(businessId, id));
    return null;
  }
  const dueAt = later(ctx.now(), wait ?? LAST_ATTEMPT_MS);
  const claimed = { attempts: delivery.attempts + 1, round: delivery.round + 1, dueAt };
  await tx.update(webhookDeliveries).set(claimed).where(isIt(businessId, id));
  await tx.execute(sql`select graphile_worker.add_job(${DELIVER}, ${JSON.stringify({ businessId, deliveryId: id })}::json,
    job_key => ${jobKey(id)}, run_at => ${dueAt.toISOString()}::timestamptz, max_attempts => 5)`);
  return { delivery: { ...delivery, ...claimed }, endpoint };
}

const jobKey = (id: string): string => `${DELIVER}:${id}`;

async function settle(ctx: Ctx, tx: Tx, { delivery, endpoint }: Claim, answer: Answer & { at: Date }): Promise<void> {
  const { businessId, id, attempts: number } = delivery;
  const { at, status, error, body } = answer;
  const now = ctx.now();
  const durationMs = now.getTime() - at.getTime();
  const attempt = { businessId, deliveryId: id, number, at, durationMs, status, error, body };
  await tx.insert(webhookAttempts).values(attempt).onConflictDoNothing();

  const taken = status !== null && status >= 200 && status < 300;
  const isLast = delivery.round > RETRY_AFTER_MS.length || status === GONE;
  const outcome = taken
    ? { state: 'delivered' as const, deliveredAt: now, dueAt: null }
    : isLast
      ? { state: 'failed' as const, dueAt: null }
      : {};
  // A replay that somebody asked for meanwhile begins anew and is not ours to end.
  const ours = and(isIt(businessId, id), eq(webhookDeliveries.round, delivery.round));
  const settled = await tx
    .update(webhookDeliveries)
    .set({ ...outcome, status, error })
    .where(ours)
    .returning({ state: webhookDeliveries.state });
  if (settled[0] && settled[0].state !== 'waiting')
    await tx.execute(sql`select graphile_worker.remove_job(${jobKey(id)})`);
  await noteOnEndpoint(ctx, tx, endpoint, { taken, isGone: status === GONE });
}

async function noteOnEndpoint(
  ctx: Ctx,
  tx: Tx,
  endpoint: Endpoint,
  { taken, isGone }: { taken: boolean; isGone: boolean },
): Promise<void> {
  const { businessId, id, url } = endpoint;
  const isThis = and(eq(webhookEndpoints.businessId, businessId), eq(webhookEndpoints.id, id));
  const now = ctx.now();
  if (taken) {
    await tx.update(webhookEndpoints).set({ failingSince: null, lastDeliveredAt: now }).where(isThis);
    return;
  }
  const [after] = await tx
    .update(webhookEndpoints)
    .set({ failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${now.toISOString()}::timestamptz)` })
    .where(isThis)
    .returning();
  if (!after?.failingSince || after.disabledAt) return;
  const isHopeless = later(after.failingSince, PATIENCE_MS) <= now;
  if (!isGone && !isHopeless) return;
  const reason = isGone
    ? 'The receiver answered 410: nobody listens there any more.'
    : `Nothing got through since ${after.failingSince.toISOString()}.`;
  await tx.update(webhookEndpoints).set({ disabledAt: now, disabledReason: reason }).where(isThis);
  await announce(ctx, tx, webhookDisabled, { businessId, endpointId: id, url, reason });
}

import { and, desc, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import type { DeliveryState, DeliveryView, WebhookEvent } from './api.ts';
import { TEST_EVENT } from './api.ts';
import { deliveryNotFound } from './problems.ts';
import { type Delivery, type Endpoint, webhookAttempts, webhookDeliveries, webhookEndpoints } from './schema.ts';

/** The job that makes one attempt. */
export const DELIVER = 'webhooks.deliver';

/** Something that happened, as it is told. The same `id` told twice is one delivery. */
export type Telling = { id: string; event: WebhookEvent; at: Date; data: unknown };

/** Endpoints of a business that want to be told of an event. */
export async function listeners(db: Db | Tx, businessId: string, event: WebhookEvent): Promise<Endpoint[]> {
  return db
    .select()
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.businessId, businessId),
        isNull(webhookEndpoints.disabledAt),
        sql`${event} = any (${webhookEndpoints.events})`,
      ),
    );
}

/** Makes deliveries of what happened, with a job for each, in the transaction of whoever knows of it. */
export async function tell(ctx: Ctx, tx: Tx, endpoints: Endpoint[], { id, event, at, data }: Telling): Promise<void> {
  await addDeliveries(ctx, tx, endpoints, {
    eventId: id,
    event,
    payload: { type: event, timestamp: at.toISOString(), data },
  });
}

/** A message that says nothing, to see whether somebody listens. */
export async function tellTest(ctx: Ctx, tx: Tx, endpoint: Endpoint): Promise<string> {
  const data = { message: 'This endpoint is connected to Parlour.' };
  const payload = { type: TEST_EVENT, timestamp: ctx.now().toISOString(), data };
  const [id] = await addDeliveries(ctx, tx, [endpoint], { eventId: `evt_${newId()}`, event: TEST_EVENT, payload });
  return id!;
}

type Payload = { type: string; timestamp: string; data: unknown };

async function addDeliveries(
  ctx: Ctx,
  tx: Tx,
  endpoints: Endpoint[],
  told: { eventId: string; event: string; payload: Payload },
): Promise<string[]> {
  if (endpoints.length === 0) return [];
  const now = ctx.now();
  const rows = endpoints.map(({ businessId, id }) => ({
    businessId,
    id: newId(),
    endpointId: id,
    ...told,
    state: 'waiting' as const,
    dueAt: now,
    createdAt: now,
  }));
  const made = await tx
    .insert(webhookDeliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: webhookDeliveries.id, businessId: webhookDeliveries.businessId });
  await addJobs(tx, made);
  return made.map(({ id }) => id);
}

/** One statement, one notice to the workers, however many there are. */
async function addJobs(tx: Tx, deliveries: { businessId: string; id: string }[]): Promise<void> {
  if (deliveries.length === 0) return;
  const payloads = JSON.stringify(deliveries.map(({ businessId, id }) => ({ businessId, deliveryId: id })));
  await tx.execute(sql`select graphile_worker.add_job(${DELIVER}, j, job_key => ${`${DELIVER}:`} || (j ->> 'deliveryId'), max_attempts => 5)
    from json_array_elements(${payloads}::json) j`);
}

export type DeliveryQuery = {
  cursor?: string | undefined;
  limit: number;
  state?: DeliveryState | undefined;
  event?: string | undefined;
};

const Key = z.tuple([z.uuid()]);

/** What was sent to an endpoint and what became of it, newest first. @throws invalid-cursor */
export async function listDeliveries(
  db: Db,
  { businessId, endpointId }: { businessId: string; endpointId: string },
  { cursor, limit, state, event }: DeliveryQuery,
): Promise<Page<DeliveryView>> {
  const rows = await db
    .select()
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.businessId, businessId),
        eq(webhookDeliveries.endpointId, endpointId),
        state ? eq(webhookDeliveries.state, state) : undefined,
        event ? eq(webhookDeliveries.event, event) : undefined,
        cursor ? lt(webhookDeliveries.id, decodeCursor(cursor, Key)[0]) : undefined,
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ id }) => [id]);
  return { ...page, items: page.items.map(deliveryView) };
}

/** One delivery with its body and every attempt. @throws delivery-not-found */
export async function readDelivery(db: Db, businessId: string, id: string) {
  const [delivery] = await db.select().from(webhookDeliveries).where(isIt(businessId, id));
  if (!delivery) throw deliveryNotFound();
  const log = await db
    .select()
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.businessId, businessId), eq(webhookAttempts.deliveryId, id)))
    .orderBy(desc(webhookAttempts.number));
  return {
    ...deliveryView(delivery),
    payload: delivery.payload,
    log: log.map(({ number, at, durationMs, status, error, body }) => ({
      number,
      at,
      durationMs,
      status,
      error,
      body,
    })),
  };
}

/** Sends one again: the same id and body, with all retries before it. @throws delivery-not-found */
export async function replayOne(ctx: Ctx, businessId: string, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [again] = await tx.update(webhookDeliveries).set(fresh(ctx)).where(isIt(businessId, id)).returning();
    if (!again) throw deliveryNotFound();
    await addJobs(tx, [again]);
  });
}

/** More at once would hold the rows for too long; whoever wants more asks again. */
export const MOST_REPLAYS = 1_000;

/**
 * Sends a range again, oldest first. What still waits is left alone.
 *
 * @returns how many; `MOST_REPLAYS` when there may be more.
 */
export async function replayRange(
  ctx: Ctx,
  { businessId, endpointId }: { businessId: string; endpointId: string },
  { from, to, state }: { from: Date; to: Date; state?: 'delivered' | 'failed' | undefined },
): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const chosen = await tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.businessId, businessId),
          eq(webhookDeliveries.endpointId, endpointId),
          gte(webhookDeliveries.createdAt, from),
          lt(webhookDeliveries.createdAt, to),
          state ? eq(webhookDeliveries.state, state) : sql`${webhookDeliveries.state} <> 'waiting'`,
        ),
      )
      .orderBy(webhookDeliveries.id)
      .limit(MOST_REPLAYS)
      .for('update');
    const ids = chosen.map(({ id }) => id);
    const again = await tx
      .update(webhookDeliveries)
      .set(fresh(ctx))
      .where(
        and(
          eq(webhookDeliveries.businessId, businessId),
          sql`${webhookDeliveries.id} = any (${sql.param(ids)}::uuid[])`,
        ),
      )
      .returning({ businessId: webhookDeliveries.businessId, id: webhookDeliveries.id });
    await addJobs(
      tx,
      again.sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    return again.length;
  });
}

const fresh = (ctx: Ctx) => ({ state: 'waiting' as const, round: 0, dueAt: ctx.now() });

/** Waiting ones whose job went missing, should that ever happen: given a new one. */
export async function rouseDeliveries(ctx: Ctx, overdue: Date): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const lost = await tx
      .select({ businessId: webhookDeliveries.businessId, id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.state, 'waiting'), lte(webhookDeliveries.dueAt, overdue)))
      .limit(1_000)
      .for('update', { skipLocked: true });
    await addJobs(tx, lost);
  });
}

export const isIt = (businessId: string, id: string) =>
  and(eq(webhookDeliveries.businessId, businessId), eq(webhookDeliveries.id, id));

const deliveryView = (row: Delivery): DeliveryView => ({
  id: row.id,
  eventId: row.eventId,
  event: row.event,
  state: row.state,
  attempts: row.attempts,
  dueAt: row.dueAt,
  deliveredAt: row.deliveredAt,
  status: row.status,
  error: row.error,
  createdAt: row.createdAt,
});

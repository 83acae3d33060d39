import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { OrderRef } from '../commerce/index.ts';
import type { Ctx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import { newId } from '../platform/id.ts';
import { later, MINUTE, SECOND } from '../platform/time.ts';
import type { TicketRef } from '../production/index.ts';
import { EVENTS, type WebhookEvent } from './api.ts';
import { dataOf, orderData, ticketData } from './composing.ts';
import { listeners, rouseDeliveries, tell } from './deliveries.ts';
import type { Endpoint } from './schema.ts';

const AT_ONCE = 200;

type FeedRow = {
  business_id: string;
  id: string;
  event: string;
  subject: string;
  detail: Record<string, unknown>;
  at: string;
};

/**
 * Makes deliveries of what the way of messages noted for webhooks. A row leaves the feed in the transaction that makes
 * its deliveries; nodes do this side by side.
 *
 * @returns how many rows; `AT_ONCE` when there may be more.
 */
export async function collectFeed(ctx: Ctx): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.execute<FeedRow>(sql`
      delete from webhook_feed f using (
        select business_id, id from webhook_feed order by id limit ${AT_ONCE} for update skip locked) taken
      where f.business_id = taken.business_id and f.id = taken.id
      returning f.business_id, f.id, f.event, f.subject, f.detail, to_json(f.at) #>> '{}' as at`);
    rows.sort((a, b) => Number(a.id) - Number(b.id));
    const known = new Map<string, Endpoint[]>();
    for (const { business_id: businessId, event: name, subject, detail, at } of rows) {
      const event = EVENTS.find((one) => one === name);
      if (!event) continue;
      const key = `${businessId} ${event}`;
      const endpoints = known.get(key) ?? (await listeners(tx, businessId, event));
      known.set(key, endpoints);
      if (endpoints.length === 0) continue;
      const data = await dataOf(tx, businessId, { event, subject, detail });
      if (data !== null) await tell(ctx, tx, endpoints, { id: `evt_${newId()}`, event, at: new Date(at), data });
    }
    return rows.length;
  });
}

/**
 * Switches on what endpoints want to be told and off what nobody wants.
 *
 * @returns whether there is a feed to collect; null: the tables were busy, ask again.
 */
export async function followWebhooks(ctx: Ctx): Promise<boolean | null> {
  try {
    const { rows } = await ctx.db.execute<{ listening: boolean }>(sql`select follow_webhooks() listening`);
    return rows[0]?.listening ?? false;
  } catch (error) {
    if (!BUSY.includes(sqlState(error) ?? '')) throw error;
    return null;
  }
}

const BUSY = ['55P03', '40P01']; // lock_not_available, deadlock_detected

const EVERY_MS = SECOND / 2;
const FOLLOW_EVERY_MS = 2 * SECOND;
/** An attempt takes 15 s at most, and its job a moment to be found. */
const OVERDUE_MS = 2 * MINUTE;

/** Collects the feed on this node, twice a second while somebody listens. */
export function runFeed(ctx: Ctx): { stop(): Promise<void> } {
  let stopping = false;
  let listening = false;
  let [followAt, rouseAt] = [ctx.now(), ctx.now()];
  let timer: NodeJS.Timeout | null = null;

  async function round(): Promise<void> {
    const now = ctx.now();
    if (followAt <= now) {
      listening = (await followWebhooks(ctx)) ?? true;
      followAt = later(now, FOLLOW_EVERY_MS);
    }
    if (rouseAt <= now) {
      await rouseDeliveries(ctx, later(now, -OVERDUE_MS));
      rouseAt = later(now, MINUTE);
    }
    if (listening) while (!stopping && (await collectFeed(ctx)) === AT_ONCE);
  }

  let current: Promise<void> = Promise.resolve();
  const again = () => {
    timer = setTimeout(() => {
      current = round()
        .catch((error: unknown) => ctx.log.warn({ err: error }, 'webhooks could not be told what happened yet'))
        .finally(() => !stopping && again());
    }, EVERY_MS);
  };
  again();
  return {
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await current;
    },
  };
}

/** The same fact told twice, as jobs may, has the same id: one delivery. */
const idOf = (event: WebhookEvent, ...what: unknown[]): string =>
  `evt_${createHash('sha256')
    .update(JSON.stringify([event, ...what]))
    .digest('base64url')
    .slice(0, 32)}`;

type Fact = { event: WebhookEvent; businessId: string; id: string };

async function tellFact(ctx: Ctx, { event, businessId, id }: Fact, data: () => Promise<unknown>): Promise<void> {
  const endpoints = await listeners(ctx.db, businessId, event);
  if (endpoints.length === 0) return;
  const told = await data();
  if (told === null) return;
  await ctx.db.transaction((tx) => tell(ctx, tx, endpoints, { id, event, at: ctx.now(), data: told }));
}

export const tellOrderPlaced = async (ctx: Ctx, ref: OrderRef): Promise<void> => {
  const fact = { event: 'order.placed' as const, businessId: ref.businessId, id: idOf('order.placed', ref.orderId) };
  await tellFact(ctx, fact, async () => {
    const order = await orderData(ctx.db, ref);
    return order && { order };
  });
};

export const tellOrderState = async (ctx: Ctx, { state, ...ref }: OrderRef & { state: string }): Promise<void> => {
  const event = 'order.state_changed' as const;
  await tellFact(ctx, { event, businessId: ref.businessId, id: idOf(event, ref.orderId, state) }, async () => {
    const order = await orderData(ctx.db, ref);
    return order && { state, order };
  });
};

export const tellTicketReported = async (ctx: Ctx, ref: TicketRef): Promise<void> => {
  const event = 'ticket.reported' as const;
  await tellFact(ctx, { event, businessId: ref.businessId, id: idOf(event, ref.ticketId) }, async () => {
    const ticket = await ticketData(ctx.db, ref);
    return ticket && { ticket };
  });
};

export const tellTicketState = async (ctx: Ctx, change: TicketRef & { state: string; progressPercent: number }) => {
  const event = 'ticket.state_changed' as const;
  const { ticketId, state, progressPercent, businessId } = change;
  await tellFact(ctx, { event, businessId, id: idOf(event, ticketId, state, progressPercent) }, async () => {
    const ticket = await ticketData(ctx.db, change);
    return ticket && { state, ticket };
  });
};

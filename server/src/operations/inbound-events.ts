import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { channelEvents } from '../conversations/schema.ts';
import type { Db } from '../platform/context.ts';
import { decodeCursor, type Page, pageOf } from '../platform/page.ts';
import { webhookEvents } from '../platform/schema.ts';
import { masked } from './masking.ts';
import { eventNotFound } from './problems.ts';

export type EventQuery = {
  cursor?: string | undefined;
  limit: number;
  source?: string | undefined;
  about?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};
export type EventRow = { id: string; source: string; receivedAt: Date; bytes: number; fields: string[] };

/** Texts are searched through among the newest this many: enough to find what just went wrong. */
const SEARCHED = 5_000;
const Key = z.tuple([z.uuid()]);

/** What providers told us, as it came, newest first. @throws invalid-cursor */
export async function listEvents(db: Db, businessId: string, query: EventQuery): Promise<Page<EventRow>> {
  const { cursor, limit, source, about, from, to } = query;
  const chosen = db
    .select()
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.businessId, businessId),
        source ? eq(webhookEvents.source, source) : undefined,
        from ? gte(webhookEvents.receivedAt, new Date(from)) : undefined,
        to ? lt(webhookEvents.receivedAt, new Date(to)) : undefined,
        cursor ? lt(webhookEvents.id, decodeCursor(cursor, Key)[0]) : undefined,
      ),
    )
    .orderBy(desc(webhookEvents.id))
    .limit(about ? SEARCHED : limit + 1)
    .as('chosen');
  const rows = await db
    .select({ id: chosen.id, source: chosen.source, receivedAt: chosen.receivedAt, payload: chosen.payload })
    .from(chosen)
    .where(about ? sql`position(${about} in ${chosen.payload}) > 0` : undefined)
    .orderBy(desc(chosen.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ id }) => [id]);
  return {
    ...page,
    items: page.items.map(({ payload, ...row }) => ({
      ...row,
      bytes: Buffer.byteLength(payload),
      fields: fieldsOf(payload),
    })),
  };
}

/** The payload as it came. @throws event-not-found */
export async function requireEvent(db: Db, businessId: string, id: string) {
  const [event] = await db
    .select()
    .from(webhookEvents)
    .where(and(eq(webhookEvents.businessId, businessId), eq(webhookEvents.id, id)));
  if (!event) throw eventNotFound();
  return event;
}

/** One event, without what people wrote and how to reach them. @throws event-not-found */
export async function readEvent(db: Db, businessId: string, id: string) {
  const { source, receivedAt, payload } = await requireEvent(db, businessId, id);
  return {
    id,
    source,
    receivedAt,
    bytes: Buffer.byteLength(payload),
    fields: fieldsOf(payload),
    payload: masked(parsed(payload)),
  };
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
}

const Webhook = z.object({
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          field: z.string(),
          value: z
            .object({
              messages: z.array(z.object({ type: z.string().catch('message') })).catch([]),
              statuses: z.array(z.object({ status: z.string().catch('status') })).catch([]),
            })
            .catch({ messages: [], statuses: [] }),
        }),
      ),
    }),
  ),
});

/** What is in it, in a few words: "text message", "delivered", "account_update". */
function fieldsOf(payload: string): string[] {
  const read = Webhook.safeParse(parsed(payload));
  if (!read.success) return [];
  const changes = read.data.entry.flatMap((entry) => entry.changes);
  const words = changes.flatMap(({ field, value }) => {
    const inside = [
      ...value.messages.map(({ type }) => `message: ${type}`),
      ...value.statuses.map(({ status }) => `status: ${status}`),
    ];
    return inside.length > 0 ? inside : [field];
  });
  return [...new Set(words)].slice(0, 5);
}

export type NewsQuery = { cursor?: string | undefined; limit: number; outcome?: 'applied' | 'parked' | undefined };

/** News of accounts, templates and numbers, and what could not be used with the reason, newest first. */
export async function listNews(db: Db, businessId: string, { cursor, limit, outcome }: NewsQuery) {
  const rows = await db
    .select()
    .from(channelEvents)
    .where(
      and(
        eq(channelEvents.businessId, businessId),
        outcome ? eq(channelEvents.outcome, outcome) : undefined,
        cursor ? lt(channelEvents.id, decodeCursor(cursor, Key)[0]) : undefined,
      ),
    )
    .orderBy(desc(channelEvents.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ id }) => [id]);
  return {
    ...page,
    items: page.items.map(({ id, channelId, field, outcome: is, reason, payload, receivedAt }) => ({
      id,
      channelId,
      field,
      outcome: is,
      reason,
      payload: masked(payload),
      receivedAt,
    })),
  };
}

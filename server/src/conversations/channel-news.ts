import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Ctx, Tx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import { NO_BUSINESS } from '../platform/schema.ts';
import type { Content } from './api.ts';
import type { ChannelRef } from './channel.ts';
import { openConversation, wake } from './outbox.ts';
import { channelEvents, channels, conversations, messages, templates } from './schema.ts';

export type NewsItem = { ref: ChannelRef | null; field: string; dedupeKey: string; payload: unknown };

/**
 * Keeps a piece of news of a provider once, together with its effect: `apply` runs in the same transaction, and not at
 * all when the same news was kept before. It answers null when it did something, else why it could not.
 *
 * @param ref the channel it is about; null when it names none of ours.
 */
export async function keepNews(
  ctx: Ctx,
  { ref, field, dedupeKey, payload }: NewsItem,
  apply: (tx: Tx) => Promise<string | null>,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const id = newId();
    const businessId = ref?.businessId ?? NO_BUSINESS;
    const row = {
      businessId,
      id,
      channelId: ref?.channelId ?? null,
      field,
      dedupeKey,
      payload: payload ?? sql`'null'::jsonb`, // a JSON null is news too, the library would make it no value at all
      outcome: 'applied' as const,
      receivedAt: ctx.now(),
    };
    const stored = await tx.insert(channelEvents).values(row).onConflictDoNothing().returning({ id: channelEvents.id });
    if (stored.length === 0) return;
    const reason = await apply(tx);
    if (reason === null) return;
    await tx
      .update(channelEvents)
      .set({ outcome: 'parked', reason })
      .where(and(eq(channelEvents.businessId, businessId), eq(channelEvents.id, id)));
  });
}

/** What the provider says about the number itself. */
export async function updateChannel(
  tx: Tx,
  { businessId, channelId }: ChannelRef,
  change: Partial<
    Pick<
      typeof channels.$inferInsert,
      'address' | 'status' | 'statusReason' | 'statusAt' | 'quality' | 'messagingLimit'
    >
  >,
  throughput?: number,
): Promise<void> {
  if (Object.keys(change).length === 0 && !throughput) return;
  await tx
    .update(channels)
    .set({
      ...change,
      ...(throughput ? { settings: sql`${channels.settings} || ${JSON.stringify({ throughput })}::jsonb` } : {}),
    })
    .where(and(eq(channels.businessId, businessId), eq(channels.id, channelId)));
}

/**
 * Mirrors what the platform says about a template. A template we have not read yet begins with what the news tells.
 *
 * @param when `at`: when it became so, by the platform's clock; `now`: when we hear of it.
 * @returns false when something newer is known already: nothing changed.
 */
export async function updateTemplate(
  tx: Tx,
  { businessId, channelId }: ChannelRef,
  { name, language }: { name: string; language: string },
  change: Partial<
    Pick<
      typeof templates.$inferInsert,
      'providerTemplateId' | 'category' | 'nextCategory' | 'status' | 'quality' | 'reason' | 'components'
    >
  >,
  { at, now }: { at: Date; now: Date },
): Promise<boolean> {
  const told = { ...change, newsAt: at, syncedAt: now };
  const stored = await tx
    .insert(templates)
    .values({ businessId, channelId, name, language, category: 'UNKNOWN', status: 'UNKNOWN', ...told })
    .onConflictDoUpdate({
      target: [templates.businessId, templates.channelId, templates.name, templates.language],
      set: told,
      setWhere: or(isNull(templates.newsAt), lte(templates.newsAt, at)),
    })
    .returning({ id: templates.id });
  return stored.length > 0;
}

/** The templates are read from the platform again at the next opportunity. */
export async function forgetTemplates(tx: Tx, { businessId, channelId }: ChannelRef): Promise<void> {
  await tx
    .update(channels)
    .set({ templatesSyncedAt: null })
    .where(and(eq(channels.businessId, businessId), eq(channels.id, channelId)));
}

/** Replies to this contact go to a new number or id from now on. */
export async function readdress(
  tx: Tx,
  businessId: string,
  contactId: string,
  to: { waId?: string; bsuid?: string },
  at: Date,
): Promise<void> {
  if (!to.waId && !to.bsuid) return;
  const moved = await tx
    .update(conversations)
    .set({ ...(to.waId ? { waId: to.waId } : {}), ...(to.bsuid ? { bsuid: to.bsuid } : {}) })
    .where(and(eq(conversations.businessId, businessId), eq(conversations.contactId, contactId)))
    .returning({ conversationId: conversations.id });
  for (const { conversationId } of moved) await wake(tx, { businessId, conversationId }, at);
}

/**
 * A message somebody of the business wrote outside of Parlour, on the phone with the same number: part of the thread,
 * sent already. A person is answering, so the bot is silent.
 */
export async function storeEcho(
  ctx: Ctx,
  tx: Tx,
  { businessId, channelId }: ChannelRef,
  echo: { contactId: string; waId: string | null; providerMessageId: string; sentAt: Date; content: Content },
): Promise<void> {
  const { contactId, waId, providerMessageId, sentAt, content } = echo;
  const conversation = await openConversation(tx, { businessId, channelId, contactId, waId });
  await tx
    .insert(messages)
    .values({
      businessId,
      channelId,
      conversationId: conversation.id,
      direction: 'outbound',
      author: 'person',
      status: 'sent',
      content,
      providerMessageId,
      sentAt,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing();
  await tx
    .update(conversations)
    .set({
      waitingSince: sql`coalesce(${conversations.waitingSince}, ${ctx.now().toISOString()}::timestamptz)`,
      waitingReason: 'somebody answers on the phone',
    })
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, conversation.id)));
  await wake(tx, { businessId, conversationId: conversation.id }, ctx.now());
}

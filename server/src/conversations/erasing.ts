import { and, eq, gte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx, Tx } from '../platform/context.ts';
import { announce, defineFact } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import { readJsonText } from '../platform/json.ts';
import { webhookEvents } from '../platform/schema.ts';
import { MINUTE } from '../platform/time.ts';
import type { ChannelRef } from './channel.ts';
import { mediaErased } from './person-records.ts';
import { media, messages, messageWords } from './schema.ts';

/** A customer deleted a message for everyone; its row says so already. */
export const messageErased = defineFact(
  'message.erased',
  z.object({ businessId: z.uuid(), providerMessageId: z.string(), storedAt: z.iso.datetime() }),
);

/**
 * The customer deleted a message for everyone: its content and its file go, that there was one stays.
 *
 * When the news is quicker than the message, an erased one takes its place in the thread: the message itself then comes
 * as one that was stored before, and changes nothing.
 *
 * @param news provider ids of the deleted message, and of the message that told so, which is stored already.
 */
export async function eraseMessage(
  ctx: Ctx,
  tx: Tx,
  { businessId, channelId }: ChannelRef,
  { erased, toldBy }: { erased: string; toldBy: string },
): Promise<void> {
  const itself = and(
    eq(messages.businessId, businessId),
    eq(messages.channelId, channelId),
    eq(messages.providerMessageId, erased),
  );
  const [known] = await tx.select().from(messages).where(itself).for('update');
  if (known?.content.type === 'erased') return;
  const content = { type: 'erased' as const };
  if (known) {
    await tx.update(messages).set({ content }).where(itself);
    await forgetWords(tx, businessId, known.conversationId, known.seq);
    if ('file' in known.content && known.direction === 'inbound')
      await eraseFile(ctx, tx, businessId, known.content.file.mediaId);
  } else {
    await tx.execute(sql`
      insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, provider_message_id, content, sent_at, created_at)
        select r.business_id, ${newId()}::uuid, r.conversation_id, r.channel_id, 'inbound', 'customer', 'received', ${erased}, ${JSON.stringify(content)}::jsonb, r.sent_at, r.created_at
        from messages r
        where r.business_id = ${businessId} and r.channel_id = ${channelId} and r.provider_message_id = ${toldBy} and r.direction = 'inbound'
      on conflict (business_id, channel_id, provider_message_id) where provider_message_id is not null
        do update set content = excluded.content -- it came in this very moment`);
  }
  const storedAt = (known?.createdAt ?? ctx.now()).toISOString();
  await announce(ctx, tx, messageErased, { businessId, providerMessageId: erased, storedAt }, { key: erased });
}

async function forgetWords(tx: Tx, businessId: string, conversationId: string, seq: number): Promise<void> {
  await tx
    .delete(messageWords)
    .where(
      and(
        eq(messageWords.businessId, businessId),
        eq(messageWords.conversationId, conversationId),
        eq(messageWords.seq, seq),
      ),
    );
}

async function eraseFile(ctx: Ctx, tx: Tx, businessId: string, mediaId: string | undefined): Promise<void> {
  if (mediaId === undefined) return;
  await tx
    .update(media)
    .set({ status: 'refused', failure: 'The customer deleted it for everyone.', fileName: null, sha256: null })
    .where(and(eq(media.businessId, businessId), eq(media.id, mediaId)));
  await announce(ctx, tx, mediaErased, { businessId, mediaIds: [mediaId] }, { key: newId() });
}

/** Redelivered webhooks are kept again, a clock apart is forgiven: looked through is everything since then. */
const BEFORE_MS = MINUTE;

/** Takes what a customer deleted out of the webhooks that are kept as they came. Runs twice without harm. */
export async function forgetRaw(
  ctx: Ctx,
  { businessId, providerMessageId, storedAt }: z.output<typeof messageErased.payload>,
): Promise<void> {
  const since = new Date(Date.parse(storedAt) - BEFORE_MS);
  const named = [providerMessageId, providerMessageId.replaceAll('/', '\\/')]; // as it may be escaped on the wire
  const rows = await ctx.db
    .select({ id: webhookEvents.id, payload: webhookEvents.payload })
    .from(webhookEvents)
    .where(
      and(
        eq(webhookEvents.businessId, businessId),
        gte(webhookEvents.receivedAt, since),
        sql`(strpos(${webhookEvents.payload}, ${named[0]}) > 0 or strpos(${webhookEvents.payload}, ${named[1]}) > 0)`,
      ),
    );
  for (const { id, payload } of rows) {
    const without = withoutMessage(payload, providerMessageId);
    if (without !== null)
      await ctx.db
        .update(webhookEvents)
        .set({ payload: without })
        .where(and(eq(webhookEvents.businessId, businessId), eq(webhookEvents.id, id)));
  }
}

/** @returns null when the message itself is not in it. */
function withoutMessage(payload: string, providerMessageId: string): string | null {
  let found = false;
  const text = JSON.stringify(readJsonText(payload, ANY), (_key, value: unknown) => {
    if (!isMessage(value) || value.id !== providerMessageId) return value;
    found = true;
    return { id: value.id, timestamp: value.timestamp, type: 'erased' };
  });
  return found ? text : null;
}

/** It was read once already. */
const ANY = { maxDepth: 1_000, maxKeys: 1_000_000, maxItems: 1_000_000 };

const isMessage = (value: unknown): value is { id: unknown; timestamp?: unknown } =>
  typeof value === 'object' && value !== null && 'id' in value && 'type' in value;

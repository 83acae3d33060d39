import { and, eq, lte, sql } from 'drizzle-orm';
import type { ConversationStatus } from '../conversations/api.ts';
import { lockConversation, type OpenDirectory, wake } from '../conversations/index.ts';
import { type Conversation, conversations, messages } from '../conversations/schema.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Repeated } from '../platform/jobs.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { DAY, later } from '../platform/time.ts';
import { addEntry } from './entries.ts';
import type { ConversationRef } from './ownership.ts';
import { snoozeNeedsMoment } from './problems.ts';

const LONGEST_SNOOZE_MS = 366 * DAY;

/**
 * Sets where a conversation stands at the desk, in the caller's transaction. What is resolved belongs to the bot again when
 * the customer writes; a person who opens it again before that has it as it was.
 *
 * @param until of a snooze.
 * @throws conversation-not-found, snooze-needs-moment
 */
export async function changeStatus(
  ctx: Ctx,
  tx: Tx,
  ref: ConversationRef,
  actor: Actor,
  status: ConversationStatus,
  until: Date | null,
): Promise<void> {
  const now = ctx.now();
  const isFuture = until !== null && until > now && until <= later(now, LONGEST_SNOOZE_MS);
  if (status === 'snoozed' && !isFuture) throw snoozeNeedsMoment();
  await wake(tx, ref, now);
  const before = await lockConversation(tx, ref);
  await tx
    .update(conversations)
    .set({ status, snoozedUntil: status === 'snoozed' ? until : null, ...owning(before, status, now) })
    .where(and(eq(conversations.businessId, ref.businessId), eq(conversations.id, ref.conversationId)));
  if (before.status === status && status !== 'snoozed') return;
  await addEntry(ctx, tx, ref, actor, 'status', {
    details: {
      status,
      before: before.status,
      ...(status === 'snoozed' && until ? { snoozedUntil: until.toISOString() } : {}),
    },
  });
}

/** The reason of a hand-off outlives `resolved`, so that opening it again restores who had it. */
function owning(before: Conversation, status: ConversationStatus, now: Date): Partial<Conversation> {
  if (status === 'resolved')
    return { unread: 0, waitingSince: null, waitingReason: before.waitingSince ? before.waitingReason : null };
  if (before.status !== 'resolved') return {};
  return before.assigneeId || before.waitingReason ? { waitingSince: now } : {};
}

/** Nothing is unread any more, and the customer sees that somebody read it. */
export async function markRead(ctx: Ctx, directory: OpenDirectory, ref: ConversationRef): Promise<void> {
  const { businessId, conversationId } = ref;
  const [conversation] = await ctx.db
    .update(conversations)
    .set({ unread: 0 })
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, conversationId), sql`unread > 0`))
    .returning();
  if (!conversation) return;
  tellLive(ctx, businessId, { kind: 'conversation', id: conversationId });
  const [last] = await ctx.db
    .select({ providerMessageId: messages.providerMessageId })
    .from(messages)
    .where(
      and(
        eq(messages.businessId, businessId),
        eq(messages.conversationId, conversationId),
        eq(messages.direction, 'inbound'),
      ),
    )
    .orderBy(sql`seq desc`)
    .limit(1);
  // A courtesy: what the platform answers changes nothing here.
  if (last?.providerMessageId) void directory.channel(conversation.channelId)?.channel.markRead(last.providerMessageId);
}

/** Opens what was snoozed until now; every minute. */
export const endSnoozes: Repeated = {
  name: 'inbox.snoozes',
  cron: '* * * * *',
  run: async (ctx) => {
    const rows = await ctx.db
      .update(conversations)
      .set({ status: 'open', snoozedUntil: null })
      .where(and(eq(conversations.status, 'snoozed'), lte(conversations.snoozedUntil, ctx.now())))
      .returning({ businessId: conversations.businessId, id: conversations.id });
    for (const { businessId, id } of rows) tellLive(ctx, businessId, { kind: 'conversation', id });
  },
};

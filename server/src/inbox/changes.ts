import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { CONVERSATION_STATUSES } from '../conversations/api.ts';
import { lockConversation, requireConversation, wake } from '../conversations/index.ts';
import type { Conversation } from '../conversations/schema.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { changeLabels, LabelName } from './labels.ts';
import { assigneeOf, type ConversationRef, changeOwner } from './ownership.ts';
import { ConversationRow } from './rows.ts';
import { conversationLabels } from './schema.ts';
import { changeStatus } from './status.ts';

export const Assignment = z.object({
  to: z
    .enum(['bot', 'person', 'me', 'next'])
    .describe('bot: give it back. person: ask for one, or for `personId`. me: take it over. next: in turn.'),
  personId: z.uuid().optional().describe('With `person`: this one.'),
  from: z
    .uuid()
    .nullable()
    .optional()
    .describe('Who has it, as you saw it. Somebody else has it by now: 409. Needed to take it from a colleague.'),
});
export const Status = z.object({
  status: z.enum(CONVERSATION_STATUSES),
  until: z.iso.datetime({ offset: true }).optional().describe('With `snoozed`: when it opens again by itself.'),
});
export const Labels = z.object({
  add: z.array(LabelName).max(20).optional(),
  remove: z.array(LabelName).max(20).optional(),
});

/** What can be decided about a conversation; all of it is done, or nothing. */
export const Change = z.object({
  assignment: Assignment.optional(),
  status: Status.optional(),
  labels: Labels.optional(),
});
export type Change = z.infer<typeof Change>;

/** Where a conversation stood. */
export const Standing = ConversationRow.pick({
  assignedTo: true,
  assignee: true,
  status: true,
  snoozedUntil: true,
  labels: true,
});
type Standing = z.infer<typeof Standing>;

/**
 * Changes who answers a conversation, where it stands at the desk and its labels, in one transaction.
 *
 * @returns where it stood, and the change that puts it back; null when nothing is different now.
 * @throws what changeOwner, changeStatus and changeLabels throw; then nothing changed.
 */
export async function changeConversation(
  ctx: Ctx,
  ref: ConversationRef,
  actor: Actor,
  change: Change,
): Promise<{ before: Standing; undo: Change | null }> {
  const { assignment, status, labels } = change;
  const changed = await ctx.db.transaction(async (tx) => {
    const was = await found(ctx, tx, ref, change);
    const before = await standingOf(tx, was);
    if (assignment) await assign(ctx, tx, ref, actor, assignment);
    if (status) await changeStatus(ctx, tx, ref, actor, status.status, status.until ? new Date(status.until) : null);
    if (labels) await changeLabels(ctx, tx, ref, actor, labels);
    const is = await found(ctx, tx, ref, {});
    return { before, undo: undoOf({ row: was, ...before }, { row: is, ...(await standingOf(tx, is)) }) };
  });
  tellLive(ctx, ref.businessId, { kind: 'conversation', id: ref.conversationId });
  return changed;
}

/** Labels lock nothing: whoever answers meanwhile does not wait for them. */
async function found(ctx: Ctx, tx: Tx, ref: ConversationRef, { assignment, status }: Change): Promise<Conversation> {
  if (!assignment && !status) return requireConversation(tx, ref.businessId, ref.conversationId);
  await wake(tx, ref, ctx.now()); // its work row first, as whoever stores a message does
  return lockConversation(tx, ref);
}

async function assign(
  ctx: Ctx,
  tx: Tx,
  ref: ConversationRef,
  actor: Actor,
  { to, personId, from }: z.infer<typeof Assignment>,
): Promise<void> {
  const reason = actor.kind === 'person' ? 'taken over' : 'taken over through the API';
  await changeOwner(ctx, tx, ref, actor, to === 'person' ? { to, personId } : { to }, { from, reason });
}

async function standingOf(tx: Tx, row: Conversation): Promise<Standing> {
  const worn = await tx
    .select({ label: conversationLabels.label })
    .from(conversationLabels)
    .where(and(eq(conversationLabels.businessId, row.businessId), eq(conversationLabels.conversationId, row.id)))
    .orderBy(asc(conversationLabels.label));
  return {
    assignedTo: row.waitingSince === null ? 'bot' : 'person',
    assignee: await assigneeOf(tx, row),
    status: row.status,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    labels: worn.map(({ label }) => label),
  };
}

/** To be given somebody opens a conversation: what was not open gets its status back after its owner. */
function undoOf(before: Standing & { row: Conversation }, after: Standing & { row: Conversation }): Change | null {
  const [owner, now] = [ownerOf(before.row), ownerOf(after.row)];
  const isMoved = owner.to !== now.to || owner.personId !== now.personId;
  const isRestated = before.status !== after.status || before.snoozedUntil !== after.snoozedUntil;
  const add = before.labels.filter((label) => !after.labels.includes(label));
  const remove = after.labels.filter((label) => !before.labels.includes(label));
  const undo: Change = {
    ...(isMoved ? { assignment: { ...owner, from: after.assignee?.id ?? null } } : {}),
    ...(isRestated || (isMoved && before.status !== 'open')
      ? { status: { status: before.status, ...(before.snoozedUntil ? { until: before.snoozedUntil } : {}) } }
      : {}),
    ...(add.length + remove.length > 0 ? { labels: { add, remove } } : {}),
  };
  return Object.keys(undo).length > 0 ? undo : null;
}

/** What is resolved remembers who had it. */
const ownerOf = ({ assigneeId, waitingSince, waitingReason }: Conversation): z.infer<typeof Assignment> =>
  assigneeId ? { to: 'person', personId: assigneeId } : { to: waitingSince || waitingReason ? 'person' : 'bot' };

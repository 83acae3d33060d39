import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { ConversationLink, Move, PersonRecords, Standing, TimelineEntry, Whose } from '../contacts/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { announce, defineFact } from '../platform/facts.ts';
import { newId } from '../platform/id.ts';
import { type Conversation, channels, conversations, media, messages, messageWords, reachedPeople } from './schema.ts';
import { serviceWindowClosesAt } from './service-window.ts';

/** Files of somebody who is forgotten; their rows say so already. */
export const mediaErased = defineFact('media.erased', z.object({ businessId: z.uuid(), mediaIds: z.array(z.uuid()) }));

const MOST_LINKS = 50;

/** What conversations keep about people, for who looks after people. */
export const conversationRecords: PersonRecords = {
  name: 'conversations',

  async lastMessages(db, businessId, contactIds) {
    if (contactIds.length === 0) return new Map();
    const rows = await db
      .select({ contactId: conversations.contactId, at: conversations.lastMessageAt })
      .from(conversations)
      .where(and(eq(conversations.businessId, businessId), inArray(conversations.contactId, contactIds)));
    const newest = new Map<string, Date>();
    for (const { contactId, at } of rows) {
      const known = newest.get(contactId);
      if (at && (!known || at > known)) newest.set(contactId, at);
    }
    return newest;
  },

  standing: async (db, whose): Promise<Partial<Standing>> => ({ conversations: await linksOf(db, whose) }),
  timeline: daysOf,
  move: moveConversations,
  moveBack: moveConversationsBack,
  erase: eraseConversations,
};

async function linksOf(db: Db | Tx, { businessId, contactId }: Whose): Promise<ConversationLink[]> {
  const rows = await db
    .select({ conversation: conversations, channel: channels.name })
    .from(conversations)
    .innerJoin(
      channels,
      and(eq(channels.businessId, conversations.businessId), eq(channels.id, conversations.channelId)),
    )
    .where(and(eq(conversations.businessId, businessId), eq(conversations.contactId, contactId)))
    .orderBy(sql`${conversations.lastMessageAt} desc nulls last`)
    .limit(MOST_LINKS);
  return rows.map(({ conversation, channel }) => ({
    id: conversation.id,
    channel,
    lastMessageAt: conversation.lastMessageAt?.toISOString() ?? null,
    waitingSince: conversation.waitingSince?.toISOString() ?? null,
    serviceWindowClosesAt: serviceWindowClosesAt(conversation.lastInboundAt)?.toISOString() ?? null,
    closedAt: conversation.closedAt?.toISOString() ?? null,
  }));
}

const DayRow = z.object({
  conversation_id: z.uuid(),
  day: z.string(),
  at: z.coerce.date(),
  received: z.number(),
  sent: z.number(),
});

/** One entry for all messages of a day in one conversation. */
async function daysOf(
  db: Db | Tx,
  { businessId, contactId, timeZone }: Whose & { timeZone: string },
  until: Date,
  limit: number,
): Promise<TimelineEntry[]> {
  const { rows } = await db.execute(sql`
    select m.conversation_id, to_char(m.sent_at at time zone ${timeZone}::text, 'YYYY-MM-DD') as day, max(m.sent_at) at,
      (count(*) filter (where m.direction = 'inbound'))::int received, (count(*) filter (where m.direction = 'outbound'))::int sent
    from conversations c join messages m on m.business_id = c.business_id and m.conversation_id = c.id
    where c.business_id = ${businessId} and c.contact_id = ${contactId}
    group by 1, 2 having max(m.sent_at) <= ${until.toISOString()}::timestamptz
    order by max(m.sent_at) desc limit ${limit}`);
  return DayRow.array()
    .parse(rows)
    .map(({ conversation_id, day, at, received, sent }) => ({
      kind: 'messages',
      key: `messages ${conversation_id} ${day}`,
      at: at.toISOString(),
      day,
      conversationId: conversation_id,
      received,
      sent,
    }));
}

const Moved = z.object({
  moved: z.array(z.uuid()),
  closed: z.array(z.uuid()).describe('Closed because there may be one open conversation with a person and number.'),
});
type Moved = z.infer<typeof Moved>;

/**
 * Of two open conversations on one number the one the person last wrote in goes on, as its service window is theirs;
 * the other one is closed and stays readable. `turns` is counted up: a turn that began before is taken anew, so that
 * nothing it does is done for the contact that is no more.
 */
async function moveConversations(tx: Tx, { businessId, from, to, at }: Move): Promise<Moved> {
  const all = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), inArray(conversations.contactId, [from, to])))
    .orderBy(conversations.id)
    .for('update');
  const theirs = all.filter(({ contactId }) => contactId === from);
  const closed = theirs.flatMap((one) => {
    const other = all.find((own) => own.contactId === to && own.channelId === one.channelId && isOpen(own));
    if (!isOpen(one) || !other) return [];
    return wroteLast(one) > wroteLast(other) ? [other.id] : [one.id];
  });
  if (closed.length > 0) await tx.update(conversations).set({ closedAt: at }).where(isOneOf(businessId, closed));
  const moved = theirs.map(({ id }) => id);
  if (moved.length > 0) {
    await tx
      .update(conversations)
      .set({ contactId: to, turns: sql`${conversations.turns} + 1` })
      .where(isOneOf(businessId, moved));
  }
  await tx.execute(sql`
    insert into reached_people (business_id, account, contact_id, at)
      select r.business_id, r.account, ${to}, r.at from reached_people r where r.business_id = ${businessId} and r.contact_id = ${from}
    on conflict (business_id, account, contact_id) do update set at = greatest(reached_people.at, excluded.at)`);
  return { moved, closed };
}

const isOpen = ({ closedAt }: Conversation): boolean => closedAt === null;
const wroteLast = ({ lastInboundAt }: Conversation): number => lastInboundAt?.getTime() ?? 0;
const isOneOf = (businessId: string, ids: string[]) =>
  and(eq(conversations.businessId, businessId), inArray(conversations.id, ids));

/** What was closed is opened again where nothing else was begun in its place. */
async function moveConversationsBack(tx: Tx, { businessId, from, to }: Move, memory: unknown): Promise<void> {
  const { moved, closed } = Moved.parse(memory);
  const all = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), inArray(conversations.contactId, [from, to])))
    .orderBy(conversations.id)
    .for('update');
  const back = all.filter(({ id }) => moved.includes(id)).map(({ id }) => id);
  if (back.length > 0) {
    await tx
      .update(conversations)
      .set({ contactId: from, turns: sql`${conversations.turns} + 1` })
      .where(isOneOf(businessId, back));
  }
  const ownerOf = ({ id }: Conversation): string => (back.includes(id) ? from : to);
  for (const one of all.filter(({ id, closedAt }) => closed.includes(id) && closedAt)) {
    const taken = all.some(
      (other) => isOpen(other) && other.channelId === one.channelId && ownerOf(other) === ownerOf(one),
    );
    if (!taken)
      await tx
        .update(conversations)
        .set({ closedAt: null })
        .where(isOneOf(businessId, [one.id]));
  }
}

/** Messages stay as rows that say nothing; what was on its way out is not sent any more. Files go as a job. */
async function eraseConversations(ctx: Ctx, tx: Tx, { businessId, contactId }: Whose): Promise<void> {
  const theirs = and(eq(conversations.businessId, businessId), eq(conversations.contactId, contactId));
  const rows = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(theirs)
    .orderBy(conversations.id)
    .for('update');
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    await eraseFiles(ctx, tx, businessId, ids);
    await tx
      .update(messages)
      .set({
        content: { type: 'erased' },
        context: null,
        trace: null,
        failure: null,
        dueAt: null,
        status: sql`case when ${messages.status} in ('queued', 'held') then 'expired' else ${messages.status} end`,
      })
      .where(and(eq(messages.businessId, businessId), inArray(messages.conversationId, ids)));
    await tx
      .delete(messageWords)
      .where(and(eq(messageWords.businessId, businessId), inArray(messageWords.conversationId, ids)));
    await tx
      .update(conversations)
      .set({
        status: 'resolved',
        snoozedUntil: null,
        assigneeId: null,
        waId: null,
        bsuid: null,
        state: null,
        waitingSince: null,
        waitingReason: null,
        unread: 0,
        turns: sql`${conversations.turns} + 1`,
        closedAt: sql`coalesce(${conversations.closedAt}, ${ctx.now().toISOString()}::timestamptz)`,
      })
      .where(isOneOf(businessId, ids));
  }
  await tx
    .delete(reachedPeople)
    .where(and(eq(reachedPeople.businessId, businessId), eq(reachedPeople.contactId, contactId)));
}

async function eraseFiles(ctx: Ctx, tx: Tx, businessId: string, conversationIds: string[]): Promise<void> {
  const sent = tx
    .select({ id: sql`(${messages.content} -> 'file' ->> 'mediaId')::uuid` })
    .from(messages)
    .where(
      and(
        eq(messages.businessId, businessId),
        inArray(messages.conversationId, conversationIds),
        eq(messages.direction, 'inbound'),
        sql`${messages.content} -> 'file' ->> 'mediaId' is not null`,
      ),
    );
  const gone = await tx
    .update(media)
    .set({ status: 'refused', failure: 'It was erased with the person who sent it.', fileName: null, sha256: null })
    .where(and(eq(media.businessId, businessId), inArray(media.id, sent)))
    .returning({ id: media.id });
  if (gone.length > 0)
    await announce(ctx, tx, mediaErased, { businessId, mediaIds: gone.map(({ id }) => id) }, { key: newId() });
}

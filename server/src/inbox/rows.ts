import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { CONVERSATION_STATUSES, type Content, MESSAGE_STATUSES } from '../conversations/api.ts';
import { previewOf, serviceWindowClosesAt } from '../conversations/index.ts';
import type { Db } from '../platform/context.ts';
import { PersonRef } from './api.ts';

/** A conversation as lists show it. */
export const ConversationRow = z.object({
  id: z.uuid(),
  channelId: z.uuid(),
  contactId: z.uuid(),
  contact: z.object({
    id: z.uuid(),
    name: z.string(),
    phone: z.string().nullable(),
    username: z.string().nullable(),
    language: z.string().nullable(),
  }),
  status: z.enum(CONVERSATION_STATUSES),
  snoozedUntil: z.iso.datetime().nullable(),
  assignedTo: z.enum(['bot', 'person']).describe('Who answers. A person: the bot is silent.'),
  assignee: PersonRef.nullable().describe('Which person; null while nobody has taken it, or the bot answers.'),
  waitingSince: z.iso.datetime().nullable().describe('Since when a person is asked for.'),
  waitingReason: z.string().nullable(),
  unread: z.number().describe('Messages nobody has read yet; 100 means more than 99.'),
  labels: z.array(z.string()),
  lastMessage: z
    .object({
      id: z.uuid(),
      direction: z.enum(['inbound', 'outbound']),
      author: z.enum(['customer', 'bot', 'person', 'system']),
      status: z.enum(MESSAGE_STATUSES),
      type: z.string(),
      preview: z.string().nullable(),
      sentAt: z.iso.datetime(),
    })
    .nullable(),
  lastMessageAt: z.iso.datetime().nullable(),
  serviceWindowClosesAt: z.iso.datetime().nullable(),
  here: z
    .array(PersonRef.extend({ state: z.enum(['viewing', 'typing']) }))
    .describe('Who of the team looks at it now.'),
});
export type ConversationRow = z.infer<typeof ConversationRow>;

/** Who of the team is in a conversation right now; see here.ts. */
export type Here = (businessId: string, conversationId: string) => ConversationRow['here'];

type Selected = {
  id: string;
  channel_id: string;
  contact_id: string;
  name: string;
  language: string | null;
  phone: string | null;
  username: string | null;
  status: ConversationRow['status'];
  snoozed_until: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  waiting_since: string | null;
  waiting_reason: string | null;
  unread: number;
  labels: string[];
  last_inbound_at: string | null;
  last_message_at: string | null;
  message: {
    id: string;
    direction: 'inbound' | 'outbound';
    author: 'customer' | 'bot' | 'person' | 'system';
    status: (typeof MESSAGE_STATUSES)[number];
    content: Content;
    sent_at: string;
  } | null;
};

/** What a list sorts by, and where its cursor stands: microseconds of `conversations v`. */
export const activeAt = sql`coalesce(v.last_message_at, v.created_at)`;

/**
 * Rows of conversations, in the order of `from`.
 *
 * @param from a query that gives `id` of the conversations wanted and a number `key`, which comes back as `key`.
 */
export async function readRows<Key>(
  db: Db,
  businessId: string,
  from: SQL,
  here: Here,
): Promise<{ row: ConversationRow; key: Key }[]> {
  const { rows } = await db.execute<Selected & { key: Key }>(sql`
    select w.key, v.id, v.channel_id, v.contact_id, v.status, v.snoozed_until, v.assignee_id, v.waiting_since, v.waiting_reason,
      v.unread, v.last_inbound_at, v.last_message_at, k.name, k.language,
      (select p.name from people p where p.id = v.assignee_id) assignee_name,
      (select i.value from contact_identities i where i.business_id = v.business_id and i.contact_id = v.contact_id
        and i.kind = 'phone' order by i.created_at desc limit 1) phone,
      (select i.value from contact_identities i where i.business_id = v.business_id and i.contact_id = v.contact_id
        and i.kind = 'username' order by i.created_at desc limit 1) username,
      array(select l.label from conversation_labels l where l.business_id = v.business_id and l.conversation_id = v.id
        order by l.label) labels,
      (select json_build_object('id', m.id, 'direction', m.direction, 'author', m.author, 'status', m.status,
          'content', m.content, 'sent_at', m.sent_at) from messages m
        where m.business_id = v.business_id and m.conversation_id = v.id order by m.seq desc limit 1) message
    from (${from}) w
    cross join lateral (select * from conversations v where v.business_id = ${businessId} and v.id = w.id limit 1) v
    cross join lateral (select * from contacts k where k.business_id = ${businessId} and k.id = v.contact_id limit 1) k`);
  return rows.map((selected) => ({
    row: rowOf(selected, here(businessId, selected.id)),
    key: selected.key,
  }));
}

/** The conversations with these ids, in no order. Those of other businesses are not found. */
export async function rowsById(db: Db, businessId: string, ids: string[], here: Here): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  const from = sql`select id, null::text as key from unnest(${sql.param(ids)}::uuid[]) wanted(id)`;
  return (await readRows(db, businessId, from, here)).map(({ row }) => row);
}

const rowOf = (selected: Selected, here: ConversationRow['here']): ConversationRow => ({
  id: selected.id,
  channelId: selected.channel_id,
  contactId: selected.contact_id,
  contact: {
    id: selected.contact_id,
    name: selected.name,
    phone: selected.phone,
    username: selected.username,
    language: selected.language,
  },
  status: selected.status,
  snoozedUntil: iso(selected.snoozed_until),
  assignedTo: selected.waiting_since === null ? 'bot' : 'person',
  assignee:
    selected.assignee_id === null
      ? null
      : { id: selected.assignee_id, name: selected.assignee_name ?? 'Former member' },
  waitingSince: iso(selected.waiting_since),
  waitingReason: selected.waiting_reason,
  unread: selected.unread,
  labels: selected.labels,
  lastMessage: selected.message && {
    id: selected.message.id,
    direction: selected.message.direction,
    author: selected.message.author,
    status: selected.message.status,
    type: selected.message.content.type,
    preview: previewOf(selected.message.content),
    sentAt: new Date(selected.message.sent_at).toISOString(),
  },
  lastMessageAt: iso(selected.last_message_at),
  serviceWindowClosesAt: closesAt(selected.last_inbound_at),
  here,
});

const iso = (written: string | null): string | null => (written === null ? null : new Date(written).toISOString());

const closesAt = (lastInboundAt: string | null): string | null =>
  serviceWindowClosesAt(lastInboundAt === null ? null : new Date(lastInboundAt))?.toISOString() ?? null;

import { and, asc, eq, sql } from 'drizzle-orm';
import { type AuditAction, recordAudit } from '../accounts/index.ts';
import { people } from '../accounts/schema.ts';
import { contacts } from '../contacts/schema.ts';
import { requireConversation } from '../conversations/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { sqlState } from '../platform/database.ts';
import type { Business } from '../platform/schema.ts';
import type { Editor } from './entries.ts';
import { cannedReplyNotFound, shortcutTaken } from './problems.ts';
import { type CannedReply, cannedReplies } from './schema.ts';

export type CannedDraft = Pick<CannedReply, 'shortcut' | 'language' | 'title' | 'body'>;

const FIELDS = ['shortcut', 'language', 'title', 'body'] as const;
const UNIQUE_VIOLATION = '23505';

export const listCannedReplies = (db: Db, businessId: string, language?: string): Promise<CannedReply[]> =>
  db
    .select()
    .from(cannedReplies)
    .where(and(eq(cannedReplies.businessId, businessId), language ? eq(cannedReplies.language, language) : undefined))
    .orderBy(asc(cannedReplies.shortcut), asc(cannedReplies.language));

/** @throws shortcut-taken */
export async function addCannedReply({ db, now }: Ctx, editor: Editor, draft: CannedDraft): Promise<CannedReply> {
  return once(draft, () =>
    db.transaction(async (tx) => {
      const [reply] = await tx
        .insert(cannedReplies)
        .values({ businessId: editor.businessId, ...draft, createdAt: now(), updatedAt: now() })
        .returning();
      await audit(tx, editor, 'canned_reply.created', null, reply!);
      return reply!;
    }),
  );
}

/** @throws canned-reply-not-found, shortcut-taken */
export async function changeCannedReply(
  { db, now }: Ctx,
  editor: Editor,
  id: string,
  draft: CannedDraft,
): Promise<CannedReply> {
  return once(draft, () =>
    db.transaction(async (tx) => {
      const isIt = is(editor.businessId, id);
      const [before] = await tx.select().from(cannedReplies).where(isIt).for('update');
      if (!before) throw cannedReplyNotFound();
      if (FIELDS.every((field) => before[field] === draft[field])) return before;
      const [reply] = await tx
        .update(cannedReplies)
        .set({ ...draft, updatedAt: now() })
        .where(isIt)
        .returning();
      await audit(tx, editor, 'canned_reply.changed', before, reply!);
      return reply!;
    }),
  );
}

/** @throws canned-reply-not-found */
export async function deleteCannedReply({ db }: Ctx, editor: Editor, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.delete(cannedReplies).where(is(editor.businessId, id)).returning();
    if (!before) throw cannedReplyNotFound();
    await audit(tx, editor, 'canned_reply.deleted', before, null);
  });
}

/**
 * Replies ready to be sent in a conversation: one per shortcut, in the language that suits the customer best, variables
 * filled in.
 */
export async function repliesFor(
  { db }: Ctx,
  business: Business,
  conversationId: string,
  agent: string,
): Promise<(CannedReply & { text: string })[]> {
  const { contactId, assigneeId } = await requireConversation(db, business.id, conversationId);
  const [contact] = await db
    .select({ name: contacts.name, language: contacts.language, facts: contacts.facts, phone: phoneOfContact })
    .from(contacts)
    .where(and(eq(contacts.businessId, business.id), eq(contacts.id, contactId)));
  const [assignee] = assigneeId ? await db.select().from(people).where(eq(people.id, assigneeId)) : [];
  const values = {
    'contact.name': contact?.name,
    'contact.first_name': contact?.name.split(' ')[0],
    'contact.phone': contact?.phone,
    'contact.language': contact?.language,
    ...Object.fromEntries(Object.entries(contact?.facts ?? {}).map(([name, value]) => [`contact.${name}`, value])),
    'agent.name': agent,
    'agent.first_name': agent.split(' ')[0],
    'assignee.name': assignee?.name,
    'business.name': business.name,
    'business.phone': business.contactCard.phone,
    'business.email': business.contactCard.email,
    'business.hours': business.contactCard.hours,
    'business.address': business.contactCard.address,
  };
  const wanted = [...(contact?.language ? [contact.language] : []), ...business.languages];
  const rank = ({ language }: CannedReply) => (wanted.includes(language) ? wanted.indexOf(language) : wanted.length);
  const all = Map.groupBy(await listCannedReplies(db, business.id), ({ shortcut }) => shortcut);
  return [...all.values()].map((same) => {
    const reply = same.toSorted((a, b) => rank(a) - rank(b))[0]!;
    return { ...reply, text: filledIn(reply.body, values) };
  });
}

/** Writes values into `{{name}}`. What has no value stays as it is: the person who sends it sees the gap. */
export function filledIn(body: string, values: Record<string, string | null | undefined>): string {
  return body.replaceAll(/\{\{\s*([\w.]{1,60})\s*\}\}/g, (whole, name: string) => values[name.toLowerCase()] || whole);
}

const phoneOfContact = sql<string | null>`(select i.value from contact_identities i
  where i.business_id = contacts.business_id and i.contact_id = contacts.id and i.kind = 'phone' order by i.created_at desc limit 1)`;

const is = (businessId: string, id: string) => and(eq(cannedReplies.businessId, businessId), eq(cannedReplies.id, id));

/** Named as people type it: what it was called before a change, or what a new one is called. */
async function audit(
  tx: Tx,
  editor: Editor,
  action: AuditAction,
  before: CannedReply | null,
  after: CannedReply | null,
): Promise<void> {
  const { shortcut, language } = (before ?? after)!;
  const subject = `/${shortcut} (${language})`;
  await recordAudit(tx, {
    ...editor,
    action,
    subject,
    before: before && draftOf(before),
    after: after && draftOf(after),
  });
}

const draftOf = ({ shortcut, language, title, body }: CannedReply): CannedDraft => ({
  shortcut,
  language,
  title,
  body,
});

async function once<T>({ shortcut, language }: CannedDraft, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) throw shortcutTaken(shortcut, language);
    throw error;
  }
}

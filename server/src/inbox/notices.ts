import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { members, people } from '../accounts/schema.ts';
import type { OrderRef } from '../commerce/index.ts';
import { contacts } from '../contacts/schema.ts';
import { conversations } from '../conversations/schema.ts';
import type { Ctx } from '../platform/context.ts';
import type { Repeated } from '../platform/jobs.ts';
import { tellLive } from '../platform/live.ts';
import type { Mail } from '../platform/mail.ts';
import { businesses } from '../platform/schema.ts';
import type { NoticeKind } from './api.ts';
import { addEntry } from './entries.ts';
import { noticeWords } from './notice-words.ts';
import { nextInTurn } from './presence.ts';
import type { Pushes } from './pushing.ts';
import { inboxSettings, noticeWishes, presence } from './schema.ts';

const AT_ONCE = 100;
const OFFLINE = sql`interval '45 seconds'`;

type About = { conversationId: string | null; path: string; who: string; by?: string; what?: string; tag: string };

/** What reaches people who look elsewhere: notices in their browser, and mail for who wished it and is not at work. */
export type NoticeDoors = { pushes: Pushes; mail: Mail | null; publicUrl: string | null };

/**
 * Tells people of a business, each in their language.
 *
 * @param to people; null: everybody who answers customers.
 */
async function tell(
  ctx: Ctx,
  { pushes, mail, publicUrl }: NoticeDoors,
  businessId: string,
  kind: NoticeKind,
  to: string[] | null,
  about: About,
): Promise<void> {
  const team = await ctx.db
    .select({
      id: people.id,
      email: people.email,
      language: people.language,
      byMail: sql<boolean>`coalesce(${kind} = any(${noticeWishes.byMail}), false)`,
      isOffline: sql<boolean>`coalesce(${presence.seenAt} < ${ctx.now().toISOString()}::timestamptz - ${OFFLINE}, true)`,
    })
    .from(members)
    .innerJoin(people, eq(people.id, members.personId))
    .leftJoin(noticeWishes, and(eq(noticeWishes.businessId, businessId), eq(noticeWishes.personId, people.id)))
    .leftJoin(presence, and(eq(presence.businessId, businessId), eq(presence.personId, people.id)))
    .where(
      and(eq(members.businessId, businessId), to === null ? ne(members.role, 'viewer') : inArray(members.personId, to)),
    );
  if (team.length === 0) return;
  const [business] = await ctx.db.select().from(businesses).where(eq(businesses.id, businessId));
  const url = `/${business?.slug}${about.path}`;
  const languages = new Map(team.map(({ id, language }) => [id, language]));
  await pushes.send(
    businessId,
    team.map(({ id }) => id),
    kind,
    (id) => ({ ...noticeWords(languages.get(id) ?? null, kind, about), url, tag: about.tag }),
  );
  if (!mail) return;
  for (const { email, language, byMail, isOffline } of team) {
    if (!byMail || !isOffline) continue;
    const { title, body } = noticeWords(language, kind, about);
    const text = [body, publicUrl ? new URL(url, publicUrl).toString() : null].filter(Boolean).join('\n\n');
    await mail.send({ to: email, subject: `${business?.name}: ${title}`, text }).catch((error: unknown) => {
      ctx.log.warn({ err: error }, 'a notice could not be mailed');
    });
  }
}

/** A reaction: the people a note names hear of it. */
export const tellMentioned =
  (doors: NoticeDoors) =>
  async (
    ctx: Ctx,
    {
      businessId,
      conversationId,
      by,
      personIds,
    }: { businessId: string; conversationId: string; by: string; personIds: string[] },
  ): Promise<void> => {
    const about = await conversationAbout(ctx, businessId, conversationId);
    await tell(ctx, doors, businessId, 'mention', personIds, { ...about, by, tag: `mention ${conversationId}` });
  };

/** A reaction: whoever was given a conversation hears of it. */
export const tellAssigned =
  (doors: NoticeDoors) =>
  async (
    ctx: Ctx,
    {
      businessId,
      conversationId,
      by,
      personId,
    }: { businessId: string; conversationId: string; by: string; personId: string },
  ): Promise<void> => {
    const about = await conversationAbout(ctx, businessId, conversationId);
    await tell(ctx, doors, businessId, 'assigned', [personId], { ...about, by, tag: `conversation ${conversationId}` });
  };

/** A reaction: a new order. */
export const tellOrder =
  (doors: NoticeDoors) =>
  async (ctx: Ctx, { businessId, number, contactId }: OrderRef): Promise<void> => {
    const [contact] = await ctx.db
      .select({ name: contacts.name })
      .from(contacts)
      .where(and(eq(contacts.businessId, businessId), eq(contacts.id, contactId)));
    await tell(ctx, doors, businessId, 'order', null, {
      conversationId: null,
      path: `/orders/${number}`,
      who: contact?.name ?? '',
      what: `#${number}`,
      tag: `order ${number}`,
    });
  };

/**
 * Gives out and tells what the bot handed off. Every hand-off stands in a table until then, so that none is forgotten
 * when a node dies in between; whoever comes first does it.
 *
 * @returns how many there were.
 */
export async function tellHandOffs(ctx: Ctx, doors: NoticeDoors): Promise<number> {
  const rows = await ctx.db.execute<{ business_id: string; id: string; conversation_id: string; reason: string }>(sql`
    update hand_offs h set told_at = ${ctx.now().toISOString()}::timestamptz
    where (h.business_id, h.id) in (select t.business_id, t.id from hand_offs t where t.told_at is null
      order by t.business_id, t.id limit ${AT_ONCE} for update skip locked)
    returning h.business_id, h.id, h.conversation_id, h.reason`);
  for (const { business_id: businessId, conversation_id: conversationId, reason } of rows.rows) {
    const person = await giveOut(ctx, { businessId, conversationId });
    tellLive(ctx, businessId, { kind: 'conversation', id: conversationId }, { kind: 'notice', id: conversationId });
    const about = await conversationAbout(ctx, businessId, conversationId);
    const tag = `conversation ${conversationId}`;
    await tell(ctx, doors, businessId, 'hand_off', person ? [person.id] : null, { ...about, what: reason, tag });
  }
  return rows.rows.length;
}

/** Once a minute, for what a node that died left untold; otherwise it happens at once. */
export const handOffRounds = (doors: () => NoticeDoors): Repeated => ({
  name: 'inbox.hand-offs',
  cron: '* * * * *',
  run: async (ctx) => {
    await tellHandOffs(ctx, doors());
  },
});

/** In turn, where the business wants it so, somebody is present and nobody took it meanwhile. */
async function giveOut(ctx: Ctx, ref: { businessId: string; conversationId: string }) {
  const [settings] = await ctx.db.select().from(inboxSettings).where(eq(inboxSettings.businessId, ref.businessId));
  if (settings?.handOffs !== 'in_turn') return null;
  return ctx.db.transaction(async (tx) => {
    const open = and(
      eq(conversations.businessId, ref.businessId),
      eq(conversations.id, ref.conversationId),
      isNull(conversations.assigneeId),
      sql`waiting_since is not null`,
    );
    const [waiting] = await tx.select({ id: conversations.id }).from(conversations).where(open).for('no key update');
    const next = waiting ? await nextInTurn(ctx, tx, ref.businessId) : null;
    if (!next) return null;
    await tx.update(conversations).set({ assigneeId: next.id }).where(open);
    await addEntry(ctx, tx, ref, { name: 'Parlour' }, 'assigned', { details: { to: next, from: null, inTurn: true } });
    return next;
  });
}

async function conversationAbout(ctx: Ctx, businessId: string, conversationId: string): Promise<Omit<About, 'tag'>> {
  const [contact] = await ctx.db
    .select({ name: contacts.name })
    .from(conversations)
    .innerJoin(contacts, and(eq(contacts.businessId, businessId), eq(contacts.id, conversations.contactId)))
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, conversationId)));
  return { conversationId, path: `/inbox/${conversationId}`, who: contact?.name ?? '' };
}

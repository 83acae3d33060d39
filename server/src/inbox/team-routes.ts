import { and, asc, eq, isNull } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { requireConversation } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { ENTRY_KINDS, LABEL_COLOURS, PersonRef } from './api.ts';
import { addEntry, changeNote, deleteNote, listEntries, mentionsIn, nameOf, personIdOf } from './entries.ts';
import { peopleMentioned } from './facts.ts';
import { deleteLabel, listLabels, putLabel } from './labels.ts';
import { listPresence, setAway } from './presence.ts';
import { onlyPeople, viewNotFound } from './problems.ts';
import { type EntryRow, inboxSettings, savedViews } from './schema.ts';

const ById = z.object({ id: z.uuid() });
const ByNote = z.object({ id: z.uuid(), noteId: z.uuid() });
const ByName = z.object({ name: z.string().trim().toLowerCase().min(1).max(50) });
const Note = z.object({
  body: z.string().trim().min(1).max(10_000).describe('Text; `@[Name](person id)` names somebody, who is told.'),
});

const EntryView = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  kind: z.enum(ENTRY_KINDS),
  body: z.string().nullable().describe('Of a note.'),
  mentions: z.array(z.uuid()),
  details: z
    .looseObject({})
    .nullable()
    .describe('Of everything else: `to`, `from`, `status`, `before`, `snoozedUntil`, `added`, `removed`, `inTurn`.'),
  actor: z.object({ id: z.uuid().nullable(), name: z.string() }),
  at: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
});

const Label = z.object({ name: z.string(), colour: z.enum(LABEL_COLOURS) });
const View = z.object({
  area: z.string().regex(/^[a-z-]{1,40}$/),
  name: z.string().trim().min(1).max(100),
  query: z.record(z.string().max(60), z.string().max(300)).describe('What the address of the list says.'),
  position: z.number().int().min(0).max(1_000).default(0),
});
const ViewView = View.extend({ id: z.uuid() });
const Settings = z.object({
  handOffs: z
    .enum(['unassigned', 'in_turn'])
    .describe('in_turn: a conversation the bot hands off goes to whoever of those online waited longest.'),
});

/** What a team shares: notes, labels, views, who is at work. */
export const teamRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/conversations/:id/entries',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags: ['conversations'],
          summary: 'What the team did and wrote here, newest first; customers never see it',
          params: ById,
          querystring: PageQuery.extend({ kind: z.enum(ENTRY_KINDS).optional() }),
          response: { 200: PageOf(EntryView) },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        await requireConversation(ctx.db, businessId, request.params.id);
        const page = await listEntries(ctx.db, { businessId, conversationId: request.params.id }, request.query);
        return { ...page, items: page.items.map(entryView) };
      },
    );

    app.post(
      '/conversations/:id/notes',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags: ['conversations'],
          summary: 'Write a note for colleagues',
          params: ById,
          body: Note,
          response: { 201: EntryView },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const ref = { businessId, conversationId: request.params.id };
        const { body } = request.body;
        const entry = await ctx.db.transaction(async (tx) => {
          await requireConversation(tx, businessId, request.params.id);
          const mentions = await mentionsIn(tx, businessId, body);
          const { actor, by } = { actor: actorOf(request), by: nameOf(actorOf(request)) };
          const others = mentions.filter((id) => id !== personIdOf(actor));
          if (others.length > 0) await announce(ctx, tx, peopleMentioned, { ...ref, by, personIds: others });
          return addEntry(ctx, tx, ref, actor, 'note', { body, mentions });
        });
        tellLive(ctx, businessId, { kind: 'conversation', id: request.params.id });
        return reply.code(201).send(entryView(entry));
      },
    );

    app.put(
      '/conversations/:id/notes/:noteId',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags: ['conversations'],
          summary: 'Change a note of your own',
          params: ByNote,
          body: Note,
          response: { 200: EntryView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const { id: conversationId, noteId: id } = request.params;
        const entry = await changeNote(ctx, { businessId, conversationId, id }, actorOf(request), request.body.body);
        tellLive(ctx, businessId, { kind: 'conversation', id: conversationId });
        return entryView(entry);
      },
    );

    app.delete(
      '/conversations/:id/notes/:noteId',
      {
        config: { allow: 'conversations:write' },
        schema: { tags: ['conversations'], summary: 'Delete a note', params: ByNote, response: { 204: z.null() } },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const { id: conversationId, noteId: id } = request.params;
        await deleteNote(ctx, { businessId, conversationId, id }, actorOf(request));
        tellLive(ctx, businessId, { kind: 'conversation', id: conversationId });
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/labels',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags: ['labels'],
          summary: 'Labels of conversations',
          response: { 200: z.object({ items: z.array(z.object({ name: z.string(), colour: z.string() })) }) },
        },
      },
      async (request) => ({ items: await listLabels(ctx.db, businessOf(request).id) }),
    );

    app.put(
      '/labels/:name',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags: ['labels'],
          summary: 'Make a label, or give it another colour',
          params: ByName,
          body: Label.pick({ colour: true }),
          response: { 200: Label },
        },
      },
      async (request) => {
        const { colour } = request.body;
        await putLabel(ctx, businessOf(request).id, request.params.name, colour);
        return { name: request.params.name, colour };
      },
    );

    app.delete(
      '/labels/:name',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags: ['labels'],
          summary: 'Delete a label, from every conversation too',
          params: ByName,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const { name } = request.params;
        await deleteLabel(ctx, businessId, name);
        await recordAudit(ctx.db, { businessId, actor: actorOf(request), action: 'label.deleted', subject: name });
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/views',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['views'],
          summary: 'Your saved views of a list',
          querystring: z.object({ area: z.string().max(40).optional() }),
          response: { 200: z.object({ items: z.array(ViewView) }) },
        },
      },
      async (request) => {
        const { area } = request.query;
        const rows = await ctx.db
          .select()
          .from(savedViews)
          .where(
            and(
              mine(businessOf(request).id, personIdOf(actorOf(request))),
              area ? eq(savedViews.area, area) : undefined,
            ),
          )
          .orderBy(asc(savedViews.position), asc(savedViews.id));
        return { items: rows };
      },
    );

    app.post(
      '/views',
      {
        config: { allow: 'signed-in' },
        schema: { tags: ['views'], summary: 'Save a view of a list', body: View, response: { 201: ViewView } },
      },
      async (request, reply) => {
        const [row] = await ctx.db
          .insert(savedViews)
          .values({
            businessId: businessOf(request).id,
            personId: personIdOf(actorOf(request)),
            ...request.body,
            createdAt: ctx.now(),
          })
          .returning();
        return reply.code(201).send(row!);
      },
    );

    app.put(
      '/views/:id',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['views'],
          summary: 'Change a saved view',
          params: ById,
          body: View,
          response: { 200: ViewView },
        },
      },
      async (request) => {
        const [row] = await ctx.db
          .update(savedViews)
          .set(request.body)
          .where(and(mine(businessOf(request).id, personIdOf(actorOf(request))), eq(savedViews.id, request.params.id)))
          .returning();
        if (!row) throw viewNotFound();
        return row;
      },
    );

    app.delete(
      '/views/:id',
      {
        config: { allow: 'signed-in' },
        schema: { tags: ['views'], summary: 'Delete a saved view', params: ById, response: { 204: z.null() } },
      },
      async (request, reply) => {
        const gone = await ctx.db
          .delete(savedViews)
          .where(and(mine(businessOf(request).id, personIdOf(actorOf(request))), eq(savedViews.id, request.params.id)))
          .returning({ id: savedViews.id });
        if (gone.length === 0) throw viewNotFound();
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/presence',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags: ['team'],
          summary: 'Who is at work now',
          response: {
            200: z.object({ items: z.array(PersonRef.extend({ state: z.enum(['online', 'away', 'offline']) })) }),
          },
        },
      },
      async (request) => ({ items: await listPresence(ctx, businessOf(request).id) }),
    );

    app.put(
      '/presence',
      {
        config: { allow: 'signed-in' },
        schema: {
          tags: ['team'],
          summary: 'Be online, or away: with a screen open, but given nothing new',
          body: z.object({ state: z.enum(['online', 'away']) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        if (actor.kind !== 'person') throw onlyPeople();
        const businessId = businessOf(request).id;
        await setAway(ctx, businessId, actor.id, request.body.state === 'away');
        const person = { id: actor.id, name: actor.name };
        ctx.live?.say(businessId, 'presence', actor.id, { person, state: request.body.state });
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/inbox/settings',
      {
        config: { allow: 'conversations:read' },
        schema: { tags: ['team'], summary: 'How hand-offs are given out', response: { 200: Settings } },
      },
      async (request) => settingsOf(ctx, businessOf(request).id),
    );

    app.put(
      '/inbox/settings',
      {
        config: { allow: 'business:write' },
        schema: {
          tags: ['team'],
          summary: 'Set how hand-offs are given out',
          body: Settings,
          response: { 200: Settings },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const before = await settingsOf(ctx, businessId);
        const after = request.body;
        await ctx.db.transaction(async (tx) => {
          await tx
            .insert(inboxSettings)
            .values({ businessId, ...after, updatedAt: ctx.now() })
            .onConflictDoUpdate({ target: inboxSettings.businessId, set: { ...after, updatedAt: ctx.now() } });
          await recordAudit(tx, {
            businessId,
            actor: actorOf(request),
            action: 'inbox.settings',
            subject: businessOf(request).slug,
            before,
            after,
          });
        });
        return after;
      },
    );
  };

async function settingsOf({ db }: Ctx, businessId: string): Promise<z.infer<typeof Settings>> {
  const [row] = await db.select().from(inboxSettings).where(eq(inboxSettings.businessId, businessId));
  return { handOffs: row?.handOffs ?? 'unassigned' };
}

const mine = (businessId: string, personId: string | null) =>
  and(
    eq(savedViews.businessId, businessId),
    personId === null ? isNull(savedViews.personId) : eq(savedViews.personId, personId),
  );

const entryView = (entry: EntryRow): z.infer<typeof EntryView> => ({
  id: entry.id,
  conversationId: entry.conversationId,
  kind: entry.kind,
  body: entry.body,
  mentions: entry.mentions,
  details: entry.details ?? null,
  actor: { id: entry.actorId, name: entry.actorName },
  at: entry.at.toISOString(),
  editedAt: entry.editedAt?.toISOString() ?? null,
});

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireConversation } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { announce } from '../platform/facts.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { ENTRY_KINDS } from './api.ts';
import { addEntry, changeNote, deleteNote, listEntries, mentionsIn, nameOf, personIdOf } from './entries.ts';
import { peopleMentioned } from './facts.ts';
import type { EntryRow } from './schema.ts';

const ById = z.object({ id: z.uuid() });
const ByNote = z.object({ id: z.uuid(), noteId: z.uuid() });
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

/** What the team did and wrote in a conversation: `/api/v1/conversations/:id/entries` and `/notes`. */
export const entryRoutes =
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
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const entry = await ctx.db.transaction(async (tx) => {
            await requireConversation(tx, businessId, request.params.id);
            const mentions = await mentionsIn(tx, businessId, body);
            const { actor, by } = { actor: actorOf(request), by: nameOf(actorOf(request)) };
            const others = mentions.filter((id) => id !== personIdOf(actor));
            if (others.length > 0) await announce(ctx, tx, peopleMentioned, { ...ref, by, personIds: others });
            return addEntry(ctx, tx, ref, actor, 'note', { body, mentions });
          });
          return { status: 201, body: entryView(entry) };
        });
        tellLive(ctx, businessId, { kind: 'conversation', id: request.params.id });
        return reply.code(201).send(EntryView.parse(answer.body));
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
  };

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

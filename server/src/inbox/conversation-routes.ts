import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireConversation } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { PageOf } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { ConversationView, conversationView, type DeskParts } from './conversation-view.ts';
import { personIdOf } from './entries.ts';
import { HERE_STATES } from './here.ts';
import { ConversationQuery, Counts, countConversations, listConversations } from './list.ts';
import { onlyPeople } from './problems.ts';
import { ConversationRow } from './rows.ts';

const ById = z.object({ id: z.uuid() });
const tags = ['conversations'];

/** Conversations, and who looks at them: `/api/v1/conversations`. */
export const conversationRoutes =
  (ctx: Ctx, parts: DeskParts): FastifyPluginAsyncZod =>
  async (app) => {
    const { here } = parts;

    app.get(
      '/conversations',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'Conversations, the latest active first',
          querystring: ConversationQuery,
          response: { 200: PageOf(ConversationRow) },
        },
      },
      async (request) =>
        listConversations(ctx, businessOf(request).id, personIdOf(actorOf(request)), request.query, here.here),
    );

    app.get(
      '/conversations/counts',
      {
        config: { allow: 'conversations:read' },
        schema: { tags, summary: 'How many open conversations each tab has', response: { 200: Counts } },
      },
      async (request) => countConversations(ctx.db, businessOf(request).id, personIdOf(actorOf(request))),
    );

    app.get(
      '/conversations/:id',
      {
        config: { allow: 'conversations:read' },
        schema: { tags, summary: 'Where a conversation stands', params: ById, response: { 200: ConversationView } },
      },
      async (request) => conversationView(ctx, parts, businessOf(request).id, request.params.id),
    );

    app.put(
      '/conversations/:id/here',
      {
        config: { allow: 'conversations:read' },
        schema: {
          tags,
          summary: 'Say that you look at a conversation, or type in it',
          description: 'Again every 20 seconds while looking, every 5 while typing; `gone` when leaving.',
          params: ById,
          body: z.object({ state: z.enum(HERE_STATES) }),
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const actor = actorOf(request);
        if (actor.kind !== 'person') throw onlyPeople();
        const businessId = businessOf(request).id;
        await requireConversation(ctx.db, businessId, request.params.id);
        const person = { id: actor.id, name: actor.name };
        here.say(ctx.live, businessId, { conversationId: request.params.id, person, state: request.body.state });
        return reply.code(204).send(null);
      },
    );
  };

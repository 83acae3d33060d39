import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { oneSaying, saying } from '../conversations/api.ts';
import {
  type Explain,
  findInConversation,
  listMessages,
  MessageView,
  messagesAfter,
  requireConversation,
  viewOf,
} from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import type { DeskParts } from './conversation-view.ts';
import { personIdOf } from './entries.ts';
import { takeOverToAnswer } from './ownership.ts';
import { markRead } from './status.ts';

const ById = z.object({ id: z.uuid() });
const tags = ['conversations'];

const Answer = oneSaying(
  z.object({
    ...saying,
    takeOver: z
      .boolean()
      .default(true)
      .describe('A person who answers takes the conversation over from the bot. A key and the operator never do.'),
  }),
);

/** What was said in a conversation, and the team's answers: `/api/v1/conversations/:id/messages`. */
export const conversationMessageRoutes =
  (ctx: Ctx, { directory, door, wakeDue }: DeskParts): FastifyPluginAsyncZod =>
  async (app) => {
    const explain: Explain = (channelId, code) => directory.channel(channelId)?.channel.explain?.(code);

    app.get(
      '/conversations/:id/messages',
      {
        config: { allow: 'messages:read' },
        schema: {
          tags,
          summary: 'Messages of a conversation, newest first',
          params: ById,
          querystring: PageQuery.extend({
            after: z.coerce
              .number()
              .int()
              .min(0)
              .optional()
              .describe('Only those stored after this `seq`, oldest first; `nextCursor` is null then.'),
            search: z.string().max(200).optional().describe('Only the `seq` matters: see `found`.'),
          }),
          response: {
            200: PageOf(MessageView).extend({
              found: z.array(z.number()).optional().describe('With `search`: the `seq` of messages with these words.'),
            }),
          },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const { id: conversationId } = request.params;
        const { after, search, cursor, limit } = request.query;
        await requireConversation(ctx.db, businessId, conversationId);
        const found = search ? await findInConversation(ctx.db, businessId, conversationId, search) : undefined;
        if (after !== undefined) {
          const newer = await messagesAfter(ctx.db, { businessId, conversationId }, after, limit);
          return { items: newer.map((one) => viewOf(one, explain)), nextCursor: null, ...(found ? { found } : {}) };
        }
        const page = await listMessages(ctx.db, businessId, { conversationId, cursor, limit });
        return { ...page, items: page.items.map((one) => viewOf(one, explain)), ...(found ? { found } : {}) };
      },
    );

    app.post(
      '/conversations/:id/messages',
      {
        config: { allow: 'messages:write' },
        schema: {
          tags,
          summary: 'Answer in a conversation',
          params: ById,
          body: Answer,
          response: { 202: MessageView },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const actor = actorOf(request);
        const { text, content = text ? { type: 'text' as const, body: text } : undefined, takeOver } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async (once) => {
          const conversation = await requireConversation(ctx.db, business.id, request.params.id);
          const ref = { businessId: business.id, conversationId: conversation.id };
          const message = await door.sayInConversation(
            business,
            conversation,
            {
              author: 'person',
              authorId: personIdOf(actor) ?? undefined,
              content,
              template: request.body.template,
              quotes: request.body.quotes,
              once,
            },
            async (tx) => {
              if (takeOver) await takeOverToAnswer(ctx, tx, ref, actor);
            },
          );
          tellLive(ctx, business.id, { kind: 'message', id: message.id });
          return { status: 202, body: viewOf(message, explain) };
        });
        void wakeDue().catch(() => {});
        return reply.code(202).send(MessageView.parse(answer.body));
      },
    );

    app.post(
      '/conversations/:id/read',
      {
        config: { allow: 'conversations:write' },
        schema: {
          tags,
          summary: 'Nothing here is unread any more; the customer sees blue ticks',
          params: ById,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        await requireConversation(ctx.db, businessId, request.params.id);
        await markRead(ctx, directory, { businessId, conversationId: request.params.id });
        return reply.code(204).send(null);
      },
    );
  };

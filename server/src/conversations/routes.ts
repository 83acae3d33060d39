import { and, asc, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findByPhone } from '../contacts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { readPhone } from '../platform/phone.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import { oneSaying, saying } from './api.ts';
import type { OpenDirectory } from './directory.ts';
import { listMessages, requireMessage } from './history.ts';
import { type Explain, FailureView, MessageView, viewOf } from './message-view.ts';
import { phoneInvalid } from './problems.ts';
import { retry } from './retry.ts';
import { failedAttempts } from './schema.ts';
import type { SendDoor } from './send-door.ts';

const ById = z.object({ id: z.uuid() });

const SendBody = oneSaying(
  z.object({ to: z.string().max(40).describe('Phone number with country code, like +16505551234.'), ...saying }),
);

const MessageDetail = MessageView.extend({
  failedAttempts: z
    .array(z.object({ attempt: z.number(), outcome: z.string(), failure: FailureView, at: z.iso.datetime() }))
    .describe('Sends that were not accepted; the one that was is the message itself.'),
});

/** Messages, one by one and as lists: `/api/v1/messages`. */
export const messageRoutes =
  (ctx: Ctx, directory: OpenDirectory, door: SendDoor, wakeDue: () => Promise<void>): FastifyPluginAsyncZod =>
  async (app) => {
    const explain: Explain = (channelId, code) => directory.channel(channelId)?.channel.explain?.(code);
    const tags = ['messages'];

    app.post(
      '/messages',
      {
        config: { allow: 'messages:write' },
        schema: { tags, summary: 'Send a message to a customer', body: SendBody, response: { 202: MessageView } },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const actor = actorOf(request);
        const { to, text, content = text ? { type: 'text' as const, body: text } : undefined, template } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async (once) => {
          const authorId = actor.kind === 'person' ? actor.id : undefined;
          const said = { author: 'person' as const, authorId, content, template, quotes: request.body.quotes, once };
          const message = await door.sayToPhone(business, phoneOf(to, business), said);
          tellLive(ctx, business.id, { kind: 'message', id: message.id });
          return { status: 202, body: viewOf(message, explain) };
        });
        void wakeDue().catch(() => {}); // the rounds come by within a second anyway
        return reply.code(202).send(MessageView.parse(answer.body));
      },
    );

    app.get(
      '/messages',
      {
        config: { allow: 'messages:read' },
        schema: {
          tags,
          summary: 'Messages of a phone number, newest first',
          querystring: PageQuery.extend({
            phone: z.string().max(40).optional(),
            contactId: z.uuid().optional(),
            conversationId: z.uuid().optional(),
          }),
          response: { 200: PageOf(MessageView) },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { phone, contactId, conversationId, cursor, limit } = request.query;
        const known =
          phone === undefined ? undefined : await findByPhone(ctx.db, business.id, phoneOf(phone, business));
        if (phone !== undefined && (!known || (contactId && contactId !== known.id)))
          return { items: [], nextCursor: null };
        const page = await listMessages(ctx.db, business.id, {
          contactId: known?.id ?? contactId,
          conversationId,
          cursor,
          limit,
        });
        return { ...page, items: page.items.map((message) => viewOf(message, explain)) };
      },
    );

    app.get(
      '/messages/:id',
      {
        config: { allow: 'messages:read' },
        schema: {
          tags,
          summary: 'One message, with the reason why the bot said it',
          params: ById,
          response: { 200: MessageDetail },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const message = await requireMessage(ctx.db, businessId, request.params.id);
        const attempts = await ctx.db
          .select()
          .from(failedAttempts)
          .where(and(eq(failedAttempts.businessId, businessId), eq(failedAttempts.messageId, message.id)))
          .orderBy(asc(failedAttempts.attempt));
        return {
          ...viewOf(message, explain),
          failedAttempts: attempts.map(({ attempt, outcome, failure, at }) => ({
            attempt,
            outcome,
            failure,
            at: at.toISOString(),
          })),
        };
      },
    );

    app.post(
      '/messages/:id/retry',
      {
        config: { allow: 'messages:write' },
        schema: {
          tags,
          summary: 'Send a message that failed or expired once more',
          description: 'As a new message with `retryOf`; asked twice, it is sent once.',
          params: ById,
          response: { 202: MessageView },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const actor = actorOf(request);
        const message = await retry(
          ctx,
          door,
          business,
          request.params.id,
          actor.kind === 'person' ? actor.id : undefined,
        );
        tellLive(ctx, business.id, { kind: 'message', id: message.id });
        void wakeDue().catch(() => {});
        return reply.code(202).send(viewOf(message, explain));
      },
    );
  };

function phoneOf(given: string, business: Business): string {
  const phone = readPhone(given, business.country);
  if (!phone) throw phoneInvalid();
  return phone;
}

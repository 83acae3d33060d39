import { and, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findByPhone } from '../contacts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { readPhone } from '../platform/phone.ts';
import type { Business } from '../platform/schema.ts';
import { MESSAGE_STATUSES, OutboundContent, TemplateComponent } from './api.ts';
import type { Explanation } from './channel.ts';
import type { OpenDirectory } from './directory.ts';
import { listContacts, listMessages } from './history.ts';
import { assign } from './outbox.ts';
import { conversationNotFound, messageNotFound, phoneInvalid } from './problems.ts';
import { conversations, type Message, messages } from './schema.ts';
import type { SendDoor } from './send-door.ts';
import { serviceWindowClosesAt } from './service-window.ts';

const ById = z.object({ id: z.uuid() });

const FailureView = z.object({
  code: z.string().describe('Of the platform, or one of ours in words.'),
  title: z.string().describe('What happened.'),
  details: z.string().optional(),
  advice: z.string().optional().describe('What to do about it.'),
  fixedBy: z.enum(['itself', 'owner', 'operator', 'customer', 'nobody']).optional().describe('Who can mend it.'),
  retried: z.boolean().optional().describe('Whether it is tried again without anybody.'),
});
const MessageView = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  direction: z.enum(['inbound', 'outbound']),
  author: z.enum(['customer', 'bot', 'person', 'system']),
  status: z.enum(MESSAGE_STATUSES),
  content: z.looseObject({ type: z.string() }),
  providerMessageId: z.string().nullable(),
  quotes: z.string().nullable(),
  attempts: z.number(),
  failure: FailureView.nullable(),
  trace: z.unknown().describe('Why the bot said it; on the first message of a turn.'),
  sentAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
});

type Explain = (channelId: string, code: string) => Omit<Explanation, 'title'> | undefined;

/** Only a message that is still under way is tried again, whatever its last failure. */
function failureView({ failure, status, channelId }: Message, explain: Explain): z.infer<typeof FailureView> | null {
  if (!failure) return null;
  const words = explain(channelId, failure.code);
  if (!words) return failure;
  return { ...failure, advice: words.advice, fixedBy: words.fixedBy, retried: words.retried && status === 'queued' };
}

const viewOf = (message: Message, explain: Explain): z.infer<typeof MessageView> => ({
  id: message.id,
  conversationId: message.conversationId,
  direction: message.direction,
  author: message.author,
  status: message.status,
  content: message.content,
  providerMessageId: message.providerMessageId,
  quotes: message.quotes,
  attempts: message.attempts,
  failure: failureView(message, explain),
  trace: message.trace,
  sentAt: message.sentAt.toISOString(),
  deliveredAt: message.deliveredAt?.toISOString() ?? null,
  readAt: message.readAt?.toISOString() ?? null,
});

const ContactView = z.object({
  id: z.uuid(),
  name: z.string(),
  language: z.string().nullable(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  lastMessageAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});

const SendBody = z
  .object({
    to: z.string().max(40).describe('Phone number with country code, like +16505551234.'),
    text: z.string().min(1).max(4_096).optional().describe('A plain text; or `content` for everything else.'),
    content: OutboundContent.optional(),
    template: z
      .object({
        name: z.string().max(512),
        language: z.string().max(20).optional().describe('Absent: the one that suits this person best.'),
        components: TemplateComponent.array().default([]),
      })
      .optional()
      .describe('Sent when the service window is closed, instead of text or content; alone: sent anyway.'),
    quotes: z.string().max(512).optional().describe('Provider id of the message this one answers.'),
  })
  .refine(({ text, content }) => text === undefined || content === undefined, 'Give either text or content.')
  .refine(({ text, content, template }) => Boolean(text || content || template), 'Give text, content or template.')
  .refine(
    ({ content, template }) => content?.type !== 'template' || template === undefined,
    'The content is a template already; `template` is for what is free-form.',
  );

/** Messages, contacts and who answers them: `/api/v1/messages`, `/contacts`, `/conversations`. */
export const conversationRoutes =
  (ctx: Ctx, directory: OpenDirectory, door: SendDoor, wakeDue: () => Promise<void>): FastifyPluginAsyncZod =>
  async (app) => {
    const explain: Explain = (channelId, code) => directory.channel(channelId)?.channel.explain?.(code);
    app.post(
      '/messages',
      {
        schema: {
          tags: ['messages'],
          summary: 'Send a message to a customer',
          body: SendBody,
          response: { 202: MessageView },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const { to, text, content = text ? { type: 'text' as const, body: text } : undefined, template } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async (once) => {
          const saying = { author: 'person' as const, content, template, quotes: request.body.quotes, once };
          const message = await door.sayToPhone(business, phoneOf(to, business), saying);
          return { status: 202, body: viewOf(message, explain) };
        });
        void wakeDue().catch(() => {}); // the rounds come by within a second anyway
        return reply.code(202).send(MessageView.parse(answer.body));
      },
    );

    app.get(
      '/messages',
      {
        schema: {
          tags: ['messages'],
          summary: 'Messages of a phone number, newest first',
          querystring: PageQuery.extend({ phone: z.string().max(40).optional(), conversationId: z.uuid().optional() }),
          response: { 200: PageOf(MessageView) },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { phone, conversationId, cursor, limit } = request.query;
        const contact =
          phone === undefined ? undefined : await findByPhone(ctx.db, business.id, phoneOf(phone, business));
        if (phone !== undefined && !contact) return { items: [], nextCursor: null };
        const page = await listMessages(ctx.db, business.id, {
          ...(contact ? { contactId: contact.id } : {}),
          ...(conversationId ? { conversationId } : {}),
          cursor,
          limit,
        });
        return { ...page, items: page.items.map((message) => viewOf(message, explain)) };
      },
    );

    app.get(
      '/messages/:id',
      {
        schema: {
          tags: ['messages'],
          summary: 'One message, with the reason why the bot said it',
          params: ById,
          response: { 200: MessageView },
        },
      },
      async (request) => {
        const [message] = await ctx.db
          .select()
          .from(messages)
          .where(and(eq(messages.businessId, businessOf(request).id), eq(messages.id, request.params.id)));
        if (!message) throw messageNotFound();
        return viewOf(message, explain);
      },
    );

    app.get(
      '/contacts',
      {
        schema: {
          tags: ['contacts'],
          summary: 'People who wrote',
          querystring: PageQuery,
          response: { 200: PageOf(ContactView) },
        },
      },
      async (request) => {
        const page = await listContacts(ctx.db, businessOf(request).id, request.query);
        return {
          ...page,
          items: page.items.map((contact) => ({
            ...contact,
            lastMessageAt: contact.lastMessageAt?.toISOString() ?? null,
            createdAt: contact.createdAt.toISOString(),
          })),
        };
      },
    );

    app.get(
      '/conversations/:id',
      {
        schema: {
          tags: ['conversations'],
          summary: 'Where a conversation stands',
          params: ById,
          response: { 200: ConversationView },
        },
      },
      async (request) => conversationView(ctx, businessOf(request).id, request.params.id),
    );

    app.put(
      '/conversations/:id/assignment',
      {
        schema: {
          tags: ['conversations'],
          summary: 'Who answers: the bot, or a person (the bot is silent then)',
          params: ById,
          body: z.object({ to: z.enum(['bot', 'person']) }),
          response: { 200: ConversationView },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const conversation = { businessId, conversationId: request.params.id };
        const answer = await answerOnce(ctx, businessId, request, async () => {
          await assign(ctx, conversation, request.body.to, 'taken over through the API');
          return { status: 200, body: await conversationView(ctx, businessId, request.params.id) };
        });
        void wakeDue().catch(() => {});
        return ConversationView.parse(answer.body);
      },
    );
  };

const ConversationView = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  assignedTo: z.enum(['bot', 'person']),
  waitingSince: z.iso.datetime().nullable(),
  waitingReason: z.string().nullable(),
  unread: z.number(),
  state: z.unknown().describe('Where the bot stands: flow, version, node, variables.'),
  serviceWindowClosesAt: z.iso.datetime().nullable(),
});

async function conversationView(ctx: Ctx, businessId: string, id: string): Promise<z.infer<typeof ConversationView>> {
  const [conversation] = await ctx.db
    .select()
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, id)));
  if (!conversation) throw conversationNotFound();
  return {
    id,
    contactId: conversation.contactId,
    assignedTo: conversation.waitingSince ? 'person' : 'bot',
    waitingSince: conversation.waitingSince?.toISOString() ?? null,
    waitingReason: conversation.waitingReason,
    unread: conversation.unread,
    state: conversation.state,
    serviceWindowClosesAt: serviceWindowClosesAt(conversation.lastInboundAt)?.toISOString() ?? null,
  };
}

function phoneOf(given: string, business: Business): string {
  const phone = readPhone(given, business.country);
  if (!phone) throw phoneInvalid();
  return phone;
}

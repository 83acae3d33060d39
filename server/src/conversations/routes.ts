import { and, eq } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { contactOfPhone, findByPhone, identitiesOf } from '../contacts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { readPhone } from '../platform/phone.ts';
import type { Business } from '../platform/schema.ts';
import { MESSAGE_STATUSES, OutboundContent } from './api.ts';
import type { OpenDirectory } from './directory.ts';
import { listContacts, listMessages } from './history.ts';
import { assign, openConversation, queueMessage } from './outbox.ts';
import { channelNotFound, conversationNotFound, messageNotFound, phoneInvalid } from './problems.ts';
import { conversations, type Message, messages } from './schema.ts';
import { serviceWindowClosesAt } from './service-window.ts';

const ById = z.object({ id: z.uuid() });

const FailureView = z.object({ code: z.string(), title: z.string(), details: z.string().optional() });
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

const viewOf = (message: Message): z.infer<typeof MessageView> => ({
  id: message.id,
  conversationId: message.conversationId,
  direction: message.direction,
  author: message.author,
  status: message.status,
  content: message.content,
  providerMessageId: message.providerMessageId,
  quotes: message.quotes,
  attempts: message.attempts,
  failure: message.failure,
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
    quotes: z.string().max(512).optional().describe('Provider id of the message this one answers.'),
  })
  .refine(({ text, content }) => (text === undefined) !== (content === undefined), 'Give either text or content.');

/** Messages, contacts and who answers them: `/api/v1/messages`, `/contacts`, `/conversations`. */
export const conversationRoutes =
  (ctx: Ctx, directory: OpenDirectory, wakeDue: () => Promise<void>): FastifyPluginAsyncZod =>
  async (app) => {
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
        const { to, text, content, quotes } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async () => {
          const message = await sendTo(
            ctx,
            directory,
            business,
            to,
            content ?? { type: 'text', body: text ?? '' },
            quotes,
          );
          return { status: 202, body: viewOf(message) };
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
        return { ...page, items: page.items.map(viewOf) };
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
        return viewOf(message);
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
        await assign(
          ctx,
          { businessId, conversationId: request.params.id },
          request.body.to,
          'taken over through the API',
        );
        void wakeDue().catch(() => {});
        return conversationView(ctx, businessId, request.params.id);
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

async function sendTo(
  ctx: Ctx,
  directory: OpenDirectory,
  business: Business,
  to: string,
  content: OutboundContent,
  quotes: string | undefined,
): Promise<Message> {
  const phone = phoneOf(to, business);
  const open = directory.channelOf(business.id);
  if (!open) throw channelNotFound();
  return ctx.db.transaction(async (tx) => {
    const contact = await contactOfPhone(tx, business.id, phone);
    const { wa_id } = await identitiesOf(tx, business.id, contact.id);
    const conversation = await openConversation(tx, {
      businessId: business.id,
      channelId: open.row.id,
      contactId: contact.id,
      waId: wa_id ?? phone.slice(1),
    });
    return queueMessage(ctx, tx, open.channel, conversation, {
      content,
      author: 'person',
      ...(quotes ? { quotes } : {}),
    });
  });
}

import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { ORDER_STATES, OrderView } from '../commerce/api.ts';
import { findOrder, type OrderRef } from '../commerce/index.ts';
import { identitiesOf } from '../contacts/index.ts';
import { contacts } from '../contacts/schema.ts';
import { MESSAGE_STATUSES } from '../conversations/api.ts';
import { conversations, messages } from '../conversations/schema.ts';
import type { Db, Tx } from '../platform/context.ts';
import { TicketView } from '../production/api.ts';
import { findTicket, type TicketRef } from '../production/index.ts';
import { EVENTS, TEST_EVENT, type WebhookEvent } from './api.ts';

type Reader = Db | Tx;

const Contact = z.object({
  id: z.uuid(),
  name: z.string(),
  language: z.string().nullable(),
  phone: z.string().nullable().describe('E.164; null for people who hide their number.'),
  username: z.string().nullable(),
});
const Message = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  channelId: z.uuid(),
  providerMessageId: z.string().nullable(),
  quotes: z.string().nullable().describe('Provider id of the message it answers.'),
  content: z.looseObject({ type: z.string() }).describe('As GET /messages gives it.'),
  sentAt: z.iso.datetime(),
});
const MessageStatus = z.object({
  messageId: z.uuid(),
  conversationId: z.uuid(),
  providerMessageId: z.string().nullable(),
  author: z.enum(['customer', 'bot', 'person', 'system']),
  status: z.enum(MESSAGE_STATUSES),
  failure: z.object({ code: z.string(), title: z.string() }).nullable(),
});
const Conversation = z.object({
  conversationId: z.uuid(),
  channelId: z.uuid(),
  contact: Contact,
  reason: z.string().nullable().describe('Why a person is asked for.'),
});
/** Moments as text, as JSON has them. */
const Order = OrderView.extend({ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() });
const Ticket = TicketView.extend({ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() });

/** What `data` holds, by event. */
export const DATA = {
  'message.received': z.object({ message: Message, contact: Contact }),
  'message.status': MessageStatus,
  'conversation.handed_off': Conversation,
  'conversation.given_back': Conversation.omit({ reason: true }),
  'contact.created': Contact,
  'order.placed': z.object({ order: Order }),
  'order.state_changed': z.object({
    state: z.enum(ORDER_STATES).describe('Where it went. The order may be further by the time it is told.'),
    order: Order,
  }),
  'ticket.reported': z.object({ ticket: Ticket }),
  'ticket.state_changed': z.object({ state: z.string().describe('Where it went then.'), ticket: Ticket }),
} satisfies Record<WebhookEvent, z.ZodType>;

/** When each happens, for the reference. */
export const MEANING: Record<WebhookEvent | typeof TEST_EVENT, string> = {
  'message.received': 'A customer wrote.',
  'message.status': 'A message of ours was sent, delivered, read or played, or did not get through.',
  'conversation.handed_off': 'A person is asked for; the bot is silent in this conversation.',
  'conversation.given_back': 'The bot answers in this conversation again.',
  'contact.created': 'Somebody is known for the first time.',
  'order.placed': 'An order was placed.',
  'order.state_changed': 'An order was confirmed, shipped, delivered or cancelled.',
  'ticket.reported': 'A customer reported a defect or another issue.',
  'ticket.state_changed': 'A ticket moved on.',
  'webhook.test': 'Somebody tries this endpoint.',
};

const nameOf = (event: string): string => event.replaceAll('.', '-');

/** The part `webhooks` of our OpenAPI document: every event with the body we post. */
export const webhooksOfOpenApi = () =>
  Object.fromEntries(
    ([...EVENTS, TEST_EVENT] as const).map((event) => {
      const data = event === TEST_EVENT ? z.object({ message: z.string() }) : DATA[event];
      const body = z.object({ type: z.literal(event), timestamp: z.iso.datetime(), data });
      const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'output', unrepresentable: 'any' });
      const post = {
        tags: ['webhooks'],
        operationId: `webhook-${nameOf(event)}`,
        summary: MEANING[event],
        description:
          'Signed after Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature. Answer 2xx within 15 s.',
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { '2XX': { description: 'Taken. Anything else is tried again.' } },
      };
      return [event, { post }];
    }),
  );

type Fed = { event: WebhookEvent; subject: string; detail: Record<string, unknown> };

/** What is to be told of something on the way of a message; null when it is no longer there. */
export async function dataOf(db: Reader, businessId: string, { event, subject, detail }: Fed): Promise<unknown> {
  if (event === 'message.received') return messageReceived(db, businessId, subject);
  if (event === 'message.status') return messageStatus(db, businessId, subject, detail);
  if (event === 'contact.created') return contactData(db, businessId, subject);
  return conversationData(db, businessId, subject, event, detail);
}

async function contactData(db: Reader, businessId: string, contactId: string): Promise<z.infer<typeof Contact> | null> {
  const [contact] = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.businessId, businessId), eq(contacts.id, contactId)));
  if (!contact) return null;
  const { phone = null, username = null } = await identitiesOf(db, businessId, contactId);
  return { id: contact.id, name: contact.name, language: contact.language, phone, username };
}

async function messageReceived(db: Reader, businessId: string, id: string) {
  const [found] = await db
    .select({ message: messages, contactId: conversations.contactId })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.businessId, messages.businessId), eq(conversations.id, messages.conversationId)),
    )
    .where(and(eq(messages.businessId, businessId), eq(messages.id, id)));
  const contact = found && (await contactData(db, businessId, found.contactId));
  if (!contact) return null;
  const { message } = found;
  return {
    message: {
      id,
      conversationId: message.conversationId,
      channelId: message.channelId,
      providerMessageId: message.providerMessageId,
      quotes: message.quotes,
      content: message.content,
      sentAt: message.sentAt.toISOString(),
    },
    contact,
  };
}

async function messageStatus(db: Reader, businessId: string, id: string, detail: Record<string, unknown>) {
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.businessId, businessId), eq(messages.id, id)));
  if (!message) return null;
  const { status, failure } = Told.parse(detail);
  const { conversationId, providerMessageId, author } = message;
  return { messageId: id, conversationId, providerMessageId, author, status, failure };
}

/** As the trigger noted it. */
const Told = z.object({
  status: z.enum(MESSAGE_STATUSES),
  failure: z.object({ code: z.string(), title: z.string() }).nullable(),
});

async function conversationData(
  db: Reader,
  businessId: string,
  id: string,
  event: WebhookEvent,
  { reason }: Record<string, unknown>,
) {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.id, id)));
  const contact = conversation && (await contactData(db, businessId, conversation.contactId));
  if (!contact) return null;
  const told = { conversationId: id, channelId: conversation.channelId, contact };
  return event === 'conversation.handed_off' ? { ...told, reason: typeof reason === 'string' ? reason : null } : told;
}

/** An order as it stands now. */
export const orderData = async (db: Reader, { businessId, number }: OrderRef) => {
  const order = await findOrder(db, businessId, number);
  return order && OrderView.parse(order);
};

/** A ticket as it stands now. */
export const ticketData = async (db: Reader, { businessId, number, kind }: TicketRef) => {
  const ticket = await findTicket(db, businessId, { number, kind });
  return ticket && TicketView.parse(ticket);
};

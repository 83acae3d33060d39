import { desc, eq, sql } from 'drizzle-orm';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { findByPhone } from '../contacts/index.ts';
import { contacts } from '../contacts/schema.ts';
import { listMessages, type SendDoor } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { readPhone } from '../platform/phone.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';

const phoneInvalid = () =>
  new Problem('phone-invalid', 400, 'This is not a phone number. Write it with the country code, like +16505551234.');

const Sent = z.object({ success: z.literal(true), message_id: z.uuid(), status: z.string() });
const MOST = 100;

/**
 * `/api/whatsapp`: the few routes many small integrations expect of a WhatsApp server, in their words. Everything else
 * is under /api/v1.
 */
export const compatibleRoutes =
  (ctx: Ctx, door: SendDoor, wakeDue: () => Promise<void>): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['compatible'];

    app.get(
      '/health',
      {
        config: { allow: 'anyone' },
        schema: {
          tags,
          summary: 'Whether the WhatsApp service answers',
          response: { 200: z.object({ status: z.literal('ok'), service: z.literal('whatsapp') }) },
        },
      },
      async () => ({ status: 'ok' as const, service: 'whatsapp' as const }),
    );

    app.post(
      '/send',
      {
        config: { allow: 'messages:write' },
        schema: {
          tags,
          summary: 'Send a text; like POST /api/v1/messages',
          body: z.object({ phone_number: z.string().max(40), message: z.string().min(1).max(4_096) }),
          response: { 200: Sent },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { phone_number: to, message: body } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async (once) => {
          const saying = { author: 'person' as const, content: { type: 'text' as const, body }, once };
          const { id, status } = await door.sayToPhone(business, phoneOf(to, business), saying);
          return { status: 200, body: { success: true, message_id: id, status } };
        });
        void wakeDue().catch(() => {});
        return Sent.parse(answer.body);
      },
    );

    app.get(
      '/messages',
      {
        config: { allow: 'messages:read' },
        schema: {
          tags,
          summary: 'Messages of a phone number, newest first; at most 100',
          querystring: z.object({ phone_number: z.string().max(40) }),
          response: {
            200: z.object({
              messages: z.array(
                z.object({
                  message_id: z.uuid(),
                  direction: z.enum(['inbound', 'outbound']),
                  message_text: z.string().nullable().describe('Null for what is no text.'),
                  message_type: z.string(),
                  status: z.string(),
                  sent_at: z.iso.datetime(),
                }),
              ),
            }),
          },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const contact = await findByPhone(ctx.db, business.id, phoneOf(request.query.phone_number, business));
        if (!contact) return { messages: [] };
        const { items } = await listMessages(ctx.db, business.id, { contactId: contact.id, limit: MOST });
        return {
          messages: items.map(({ id, direction, content, status, sentAt }) => ({
            message_id: id,
            direction,
            message_text: content.type === 'text' ? content.body : null,
            message_type: content.type,
            status,
            sent_at: sentAt.toISOString(),
          })),
        };
      },
    );

    app.get(
      '/contacts',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'People, newest acquaintance first; at most 100',
          response: {
            200: z.object({
              contacts: z.array(
                z.object({
                  phone_number: z.string().nullable(),
                  display_name: z.string(),
                  last_message_time: z.iso.datetime().nullable(),
                }),
              ),
            }),
          },
        },
      },
      async (request) => {
        const rows = await ctx.db
          .select({ name: contacts.name, phone: PHONE, lastMessageAt: LAST_MESSAGE })
          .from(contacts)
          .where(eq(contacts.businessId, businessOf(request).id))
          .orderBy(desc(contacts.id))
          .limit(MOST);
        return {
          contacts: rows.map(({ name, phone, lastMessageAt }) => ({
            phone_number: phone,
            display_name: name,
            last_message_time: lastMessageAt && new Date(lastMessageAt).toISOString(),
          })),
        };
      },
    );
  };

const PHONE = sql<string | null>`(select i.value from contact_identities i where i.business_id = contacts.business_id
  and i.contact_id = contacts.id and i.kind = 'phone' order by i.created_at desc limit 1)`;
const LAST_MESSAGE = sql<
  string | null
>`(select max(v.last_message_at) from conversations v where v.business_id = contacts.business_id
  and v.contact_id = contacts.id)`;

function phoneOf(given: string, { country }: Business): string {
  const phone = readPhone(given, country);
  if (!phone) throw phoneInvalid();
  return phone;
}

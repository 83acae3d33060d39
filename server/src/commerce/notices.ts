import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { requireContact } from '../contacts/index.ts';
import type { OpenDirectory, SendDoor } from '../conversations/index.ts';
import { templates } from '../conversations/schema.ts';
import type { Ctx } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import type { NoticeView, OrderState } from './api.ts';
import type { orderStateChanged } from './facts.ts';
import { nameless, noticeText, type Shipment, stateWord } from './notice-texts.ts';
import { orderEvents, orders } from './schema.ts';

type StateChange = z.infer<typeof orderStateChanged.payload>;
export type NoticeParts = { directory: OpenDirectory; door: SendDoor };

/** The approved template for customers who last wrote more than 24 hours ago: their name, the order's number, its state. */
const TEMPLATE = 'order_update';

/**
 * Tells the customer on WhatsApp that their order moved on: as text while the service window is open, else with the
 * template. What came of it stands beside the step in the order's history. Where neither may be sent, nothing can be
 * said, which is no reason to fail. States customers chose themselves need no notice.
 */
export const sendOrderNotice =
  ({ directory, door }: NoticeParts) =>
  async (ctx: Ctx, change: StateChange): Promise<void> => {
    tellLive(ctx, change.businessId, { kind: 'order', id: change.orderId });
    if (change.actor === 'customer') return;
    const { businessId, orderId, contactId, number, state, message } = change;
    if (change.notify === false) return note(ctx, change, { noticeProblem: 'not-wanted' });
    const business = directory.business(businessId);
    if (!business) return;
    const shipment = await shipmentOf(ctx, businessId, orderId);
    try {
      const saying = await sayingOf(ctx, { directory, door }, business, {
        contactId,
        number,
        state,
        shipment,
        message,
      });
      if (!saying) return;
      const once = `order ${orderId} is ${state}`;
      const sent = await door.sayToContact(business, contactId, { ...saying, once });
      await note(ctx, change, { noticeId: sent.id });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await note(ctx, change, { noticeProblem: error.kind });
      ctx.log.warn({ order: number, state, reason: error.message }, 'a customer could not be told about their order');
    }
  };

/**
 * What the customer would read if the order moved to `state` now, or why they would read nothing.
 *
 * @param order `message`: the staff's own words instead of ours; they go only while the service window is open.
 */
export async function previewNotice(
  ctx: Ctx,
  parts: NoticeParts,
  business: Business,
  order: { contactId: string; number: number; state: OrderState; shipment: Shipment; message?: string | undefined },
): Promise<NoticeView> {
  const contact = await requireContact(ctx.db, business.id, order.contactId);
  const language = contact.language ?? business.languages[0] ?? 'en';
  const nothing = (reason: string, advice: string): NoticeView => ({
    way: 'none',
    language,
    text: null,
    template: null,
    reason,
    advice,
  });
  try {
    const saying = await sayingOf(ctx, parts, business, order);
    if (!saying) return nothing('nothing-to-say', 'Customers are not told about this step.');
    const content = await parts.door.wouldSay(business, order.contactId, saying);
    if (content.type === 'text')
      return { way: 'text', language, text: content.body, template: null, reason: null, advice: null };
    if (content.type !== 'template') throw new Error(`an order notice is no ${content.type}`);
    const { name, language: written } = content;
    const text = await templateText(ctx, parts, business, written, saying.template.components[0]?.parameters ?? []);
    return { way: 'template', language: written, text, template: name, reason: null, advice: null };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    return nothing(error.kind, error.message);
  }
}

/** Both forms of a notice; the door takes the one that may go. Null for a state nobody is told about. */
async function sayingOf(
  ctx: Ctx,
  { directory, door }: NoticeParts,
  business: Business,
  order: { contactId: string; number: number; state: OrderState; shipment: Shipment; message?: string | undefined },
) {
  const { contactId, number, state, shipment, message } = order;
  const contact = await requireContact(ctx.db, business.id, contactId);
  const language = contact.language ?? business.languages[0] ?? 'en';
  const body = noticeText(language, state, number, shipment);
  if (!body) return null;
  const inLanguage = (words: string) => ({
    author: 'system' as const,
    content: { type: 'text' as const, body: message ?? body },
    template: {
      name: TEMPLATE,
      components: [
        {
          type: 'body' as const,
          parameters: [contact.name || nameless(words), String(number), stateWord(words, state)].map((text) => ({
            type: 'text',
            text,
          })),
        },
      ],
    },
  });
  const saying = inLanguage(language);
  if (!directory.channelOf(business.id)) return saying; // the door says that there is no number
  const content = await door.wouldSay(business, contactId, saying);
  // The template may not exist in the customer's language: its words are then all of the one it has.
  return content.type === 'template' ? inLanguage(content.language) : saying;
}

/** The template as the customer reads it; null when its words are not known here. */
async function templateText(
  ctx: Ctx,
  { directory }: NoticeParts,
  business: Business,
  language: string,
  parameters: readonly { text: string }[],
): Promise<string | null> {
  const channel = directory.channelOf(business.id);
  if (!channel) return null;
  const [row] = await ctx.db
    .select({ components: templates.components })
    .from(templates)
    .where(
      and(
        eq(templates.businessId, business.id),
        eq(templates.channelId, channel.row.id),
        eq(templates.name, TEMPLATE),
        eq(templates.language, language),
      ),
    );
  const body = z
    .array(Component)
    .parse(row?.components ?? [])
    .find(({ type }) => type === 'BODY')?.text;
  if (body === undefined) return null;
  return body.replace(/\{\{(\d+)\}\}/g, (hole, n: string) => parameters[Number(n) - 1]?.text ?? hole);
}

const Component = z.object({ type: z.string(), text: z.string().optional() });

async function shipmentOf(ctx: Ctx, businessId: string, orderId: string): Promise<Shipment> {
  const [order] = await ctx.db
    .select({ carrier: orders.carrier, trackingNumber: orders.trackingNumber })
    .from(orders)
    .where(and(eq(orders.businessId, businessId), eq(orders.id, orderId)));
  return order ?? { carrier: null, trackingNumber: null };
}

async function note(
  ctx: Ctx,
  { businessId, orderId, state }: StateChange,
  came: { noticeId: string } | { noticeProblem: string },
): Promise<void> {
  await ctx.db
    .update(orderEvents)
    .set(came)
    .where(and(eq(orderEvents.businessId, businessId), eq(orderEvents.orderId, orderId), eq(orderEvents.state, state)));
}

import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { type Notice, type NoticeParts, noticeSaying } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import { Problem } from '../platform/problem.ts';
import type { OrderState } from './api.ts';
import type { orderStateChanged } from './facts.ts';
import { nameless, noticeText, type Shipment, stateWord } from './notice-texts.ts';
import { orderEvents, orders } from './schema.ts';

type StateChange = z.infer<typeof orderStateChanged.payload>;

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
      const notice = noticeOfOrder({ contactId, number, state, shipment, message });
      const saying = await noticeSaying(ctx, { directory, door }, business, notice);
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

/** An order on its way to a state. `message`: the staff's own words; they go only while the service window is open. */
export type OrderStep = {
  contactId: string;
  number: number;
  state: OrderState;
  shipment: Shipment;
  message?: string | undefined;
};

export const noticeOfOrder = ({ contactId, number, state, shipment, message }: OrderStep): Notice => ({
  contactId,
  textIn: (language) => {
    const usual = noticeText(language, state, number, shipment);
    return usual && (message ?? usual);
  },
  template: TEMPLATE,
  parametersIn: (language, name) => [name || nameless(language), String(number), stateWord(language, state)],
});

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

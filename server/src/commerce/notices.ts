import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { identitiesOf } from '../contacts/index.ts';
import { contacts } from '../contacts/schema.ts';
import { type OpenDirectory, openConversation, queueMessage } from '../conversations/index.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import type { OrderState } from './api.ts';
import type { orderStateChanged } from './facts.ts';

type StateChange = z.infer<typeof orderStateChanged.payload>;

/** What a customer reads when somebody else moved their order. States they chose themselves need no notice. */
const NOTICES: Record<string, Partial<Record<OrderState, (number: number) => string>>> = {
  en: {
    confirmed: (number) => `Your order #${number} is confirmed.`,
    shipped: (number) => `Your order #${number} is on its way.`,
    delivered: (number) => `Your order #${number} was delivered. Thank you for buying from us.`,
    cancelled: (number) => `Your order #${number} was cancelled. Write to us if you have a question.`,
  },
  es: {
    confirmed: (number) => `Tu pedido n.º ${number} está confirmado.`,
    shipped: (number) => `Tu pedido n.º ${number} está en camino.`,
    delivered: (number) => `Tu pedido n.º ${number} fue entregado. Gracias por tu compra.`,
    cancelled: (number) => `Tu pedido n.º ${number} fue cancelado. Escríbenos si tienes alguna pregunta.`,
  },
};

const STATES: Record<string, Partial<Record<OrderState, string>>> = {
  es: { confirmed: 'confirmado', shipped: 'en camino', delivered: 'entregado', cancelled: 'cancelado' },
};
const stateName = (language: string, state: OrderState): string => STATES[language]?.[state] ?? state;

/** The approved template for customers who last wrote more than 24 hours ago: their name, the order's number, its state. */
const TEMPLATE = 'order_update';

/**
 * Tells the customer on WhatsApp that their order moved on: as text while the service window is open, else with the
 * template. Without an approved template nothing can be said, which is logged and no reason to fail.
 */
export const sendOrderNotice =
  (directory: OpenDirectory) =>
  async (ctx: Ctx, change: StateChange): Promise<void> => {
    if (change.actor === 'customer') return;
    const { businessId, orderId, contactId, number, state } = change;
    const business = directory.business(businessId);
    const open = directory.channelOf(businessId);
    if (!business || !open) return;
    await ctx.db.transaction(async (tx) => {
      const [contact] = await tx
        .select()
        .from(contacts)
        .where(and(eq(contacts.businessId, businessId), eq(contacts.id, contactId)));
      const language = contact?.language ?? business.languages[0] ?? 'en';
      const body = (NOTICES[language] ?? NOTICES.en)?.[state]?.(number);
      if (!body) return;
      const { wa_id } = await identitiesOf(tx, businessId, contactId);
      const conversation = await openConversation(tx, {
        businessId,
        channelId: open.row.id,
        contactId,
        waId: wa_id ?? null,
      });
      const send = (content: Parameters<typeof queueMessage>[4]['content']) =>
        queueMessage(ctx, tx, open.channel, conversation, {
          content,
          author: 'system',
          once: `order ${orderId} is ${state}`,
        });
      await send({ type: 'text', body }).catch((error: unknown) => {
        if (!(error instanceof Problem && error.kind === 'service-window-closed')) throw error;
        return send({
          type: 'template',
          name: TEMPLATE,
          language,
          components: [
            {
              type: 'body',
              parameters: [contact?.name || business.name, String(number), stateName(language, state)].map((text) => ({
                type: 'text',
                text,
              })),
            },
          ],
        });
      });
    });
  };

import type { z } from 'zod';
import { requireContact } from '../contacts/index.ts';
import type { OpenDirectory, SendDoor } from '../conversations/index.ts';
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
 * template. Where neither may be sent, nothing can be said, which is logged and no reason to fail.
 */
export const sendOrderNotice =
  ({ directory, door }: { directory: OpenDirectory; door: SendDoor }) =>
  async (ctx: Ctx, change: StateChange): Promise<void> => {
    if (change.actor === 'customer') return;
    const { businessId, orderId, contactId, number, state } = change;
    const business = directory.business(businessId);
    if (!business || !directory.channelOf(businessId)) return;
    const contact = await requireContact(ctx.db, businessId, contactId);
    const language = contact.language ?? business.languages[0] ?? 'en';
    const body = (NOTICES[language] ?? NOTICES.en)?.[state]?.(number);
    if (!body) return;
    const values = [contact.name || business.name, String(number), stateName(language, state)];
    const saying = {
      author: 'system' as const,
      once: `order ${orderId} is ${state}`,
      content: { type: 'text' as const, body },
      template: {
        name: TEMPLATE,
        components: [{ type: 'body' as const, parameters: values.map((text) => ({ type: 'text', text })) }],
      },
    };
    await door.sayToContact(business, contactId, saying).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      ctx.log.warn({ order: number, state, reason: error.message }, 'a customer could not be told about their order');
    });
  };

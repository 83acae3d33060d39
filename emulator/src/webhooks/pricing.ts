import type { Json } from '../json.ts';
import type { Message } from '../records.ts';

/** From then on free-form messages and utility templates inside the window cost too. @see WhatsApp, Pricing updates */
const SERVICE_IS_BILLED_FROM = Date.parse('2026-10-01T00:00:00Z');

/** `conversation` went away with webhooks v24.0. @see WhatsApp Business Platform, Changelog */
const LAST_VERSION_WITH_CONVERSATION = 23;

/** The `pricing` object of a status (per-message pricing), and `conversation` where the version still has it. */
export function pricingOf(message: Message, at: number, webhookVersion: number): Json {
  const { category } = message;
  if (!category) return {};
  const type = pricingTypeOf(message, at);
  const pricing = { billable: type === 'regular', pricing_model: 'PMP', category, type };
  return webhookVersion > LAST_VERSION_WITH_CONVERSATION
    ? { pricing }
    : { conversation: { id: message.id.slice('wamid.'.length, 38), origin: { type: category } }, pricing };
}

/** What the bill calls it. @see WhatsApp Business Platform, Pricing: `type` */
export function pricingTypeOf(message: Message, at: number): 'regular' | 'free_customer_service' | 'free_entry_point' {
  if (message.freeEntry) return 'free_entry_point';
  return isFree(message, at) ? 'free_customer_service' : 'regular';
}

function isFree(message: Message, at: number): boolean {
  if (at >= SERVICE_IS_BILLED_FROM) return false;
  return message.category === 'service' || (message.category === 'utility' && message.insideWindow === true);
}

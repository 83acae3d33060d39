import type { Json } from '../json.ts';
import type { Message } from '../records.ts';
import type { StatusNews } from './payloads.ts';

/** From then on free-form messages and utility templates inside the window cost too. @see WhatsApp, Pricing updates */
const SERVICE_IS_BILLED_FROM = Date.parse('2026-10-01T00:00:00Z');

/** `conversation` went away with webhooks v24.0. @see WhatsApp Business Platform, Changelog */
const LAST_VERSION_WITH_CONVERSATION = 23;

/** The `pricing` object of a status (per-message pricing), and `conversation` where the version still has it. */
export function pricingOf(message: Message, news: StatusNews): Json {
  const category = message.category;
  if (!news.priced || !category) return {};
  const type = isFree(message, news.at) ? 'free_customer_service' : 'regular';
  const pricing = { billable: type === 'regular', pricing_model: 'PMP', category, type };
  return news.webhookVersion > LAST_VERSION_WITH_CONVERSATION
    ? { pricing }
    : { conversation: { id: message.id.slice('wamid.'.length, 38), origin: { type: category } }, pricing };
}

function isFree(message: Message, at: number): boolean {
  if (at >= SERVICE_IS_BILLED_FROM) return false;
  return message.category === 'service' || (message.category === 'utility' && message.insideWindow === true);
}

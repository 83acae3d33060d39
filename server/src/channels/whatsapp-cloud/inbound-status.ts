import type { StatusUpdate } from '../../conversations/channel.ts';
import { failure, firstFailure } from './errors.ts';
import type { Json } from './wire.ts';
import { idAt, momentAt, objectAt, textAt } from './wire.ts';

/**
 * News of a message we sent.
 *
 * @returns why it cannot be used, as text, otherwise.
 * @see WhatsApp Business Platform, Webhooks, "Status messages"
 */
export function readStatus(raw: Json): StatusUpdate | string {
  const providerMessageId = idAt(raw, 'id');
  if (!providerMessageId) return 'a status without message id';
  const status = STATUSES.get(textAt(raw, 'status') ?? '');
  if (!status) return 'a status we do not know';
  const at = momentAt(raw, 'timestamp');
  if (!at) return 'a status without time';

  const update: StatusUpdate = { providerMessageId, messageId: readReference(raw), status, at };
  if (status === 'failed') update.failure = firstFailure(raw) ?? failure('unknown');
  const pricing = readPricing(raw);
  if (pricing) update.pricing = pricing;
  return update;
}

const STATUSES: ReadonlyMap<string, StatusUpdate['status']> = new Map(
  (['sent', 'delivered', 'read', 'played', 'failed'] as const).map((status) => [status, status]),
);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Other programs may send through the same number, with references of their own. */
function readReference(raw: Json): string | null {
  const reference = raw.biz_opaque_callback_data;
  return typeof reference === 'string' && UUID.test(reference) ? reference.toLowerCase() : null;
}

function readPricing(raw: Json): StatusUpdate['pricing'] {
  const pricing = objectAt(raw, 'pricing');
  const category = pricing && idAt(pricing, 'category');
  return category ? { category, type: idAt(pricing, 'type') ?? 'regular' } : undefined;
}

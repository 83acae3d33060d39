import type { Json } from '../json.ts';
import type { BusinessPhone, PendingWebhook } from '../records.ts';
import type { World } from '../world.ts';
import { toWire } from './bytes.ts';

/** Hands one update to delivery. `entry.time` is left out, as Meta does for the field `messages`. */
export function tellBusiness(
  world: World,
  business: BusinessPhone,
  update: {
    field?: string;
    value: Json;
    summary: string;
    messageId?: string;
    status?: PendingWebhook['status'];
  },
  delayMs = 0,
): void {
  const { field = 'messages', value, summary, messageId, status } = update;
  const at = world.clock.now().getTime();
  const pending: PendingWebhook = {
    id: world.random.hex(16),
    wabaId: business.wabaId,
    numberId: business.phoneNumberId,
    field,
    value: toWire(value),
    at,
    ...(field === 'messages' ? {} : { time: Math.floor(at / 1000) }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(status ? { status } : {}),
    summary: `${field} · ${summary}`,
  };
  world.deliveries.enqueue(pending, delayMs);
}

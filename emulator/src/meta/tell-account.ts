import type { Json } from '../json.ts';
import { toWire } from '../webhooks/bytes.ts';
import type { World } from '../world.ts';

/**
 * News about an account, a template or a number itself. It carries `entry.time`, belongs to no conversation, and goes
 * to the app's own callback URL whatever overrides there are.
 */
export function tellAccount(
  world: World,
  wabaId: string,
  update: { field: string; value: Json; summary: string },
): void {
  const { field, value, summary } = update;
  const at = world.clock.now().getTime();
  world.deliveries.enqueue({
    id: world.random.hex(16),
    wabaId,
    numberId: null,
    field,
    value: toWire(value),
    at,
    time: Math.floor(at / 1000),
    summary: `${field} · ${summary}`,
  });
}

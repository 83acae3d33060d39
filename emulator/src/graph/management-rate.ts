import type { World } from '../world.ts';
import { GraphError } from './errors.ts';

const HOUR_MS = 3_600_000;

/**
 * Counts a call toward the hourly rate of an account.
 *
 * @returns the headers that say how much of it is used.
 * @throws 80007 when it is used up.
 * @see Graph API, Rate limits, Business use case; the shape of X-App-Usage was not read again
 */
export function countManagement(world: World, wabaId: string): Record<string, string> {
  const most = world.settings.limits.managementPerHour;
  if (most === null) return {};
  const now = world.clock.now().getTime();
  const known = world.managementCalls.get(wabaId);
  const hour = known && now < known.since + HOUR_MS ? known : { since: now, count: 0 };
  world.managementCalls.set(wabaId, hour);
  if (hour.count >= most)
    throw new GraphError(80007, { details: `${most} calls were made about this account in an hour.` });
  hour.count++;
  const used = Math.ceil((hour.count / most) * 100);
  const wait = hour.count >= most ? Math.ceil((hour.since + HOUR_MS - now) / 60_000) : 0;
  const usage = { call_count: used, total_cputime: 0, total_time: 0 };
  const inAccount = { type: 'whatsapp_business_management', ...usage, estimated_time_to_regain_access: wait };
  return {
    'x-business-use-case-usage': JSON.stringify({ [wabaId]: [inAccount] }),
    'x-app-usage': JSON.stringify(usage),
  };
}

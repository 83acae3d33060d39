import { createHash } from 'node:crypto';
import { isJson } from './json.ts';
import type { BusinessPhone, Person } from './records.ts';
import type { World } from './world.ts';

/**
 * The identity-change check: with it on, webhooks carry a hash that changes when the customer's keys do (a new phone,
 * a new installation), and a send may insist on a hash.
 *
 * @see WhatsApp Business Platform, Settings, user_identity_change
 */
export function isIdentityChecked(world: World, business: Pick<BusinessPhone, 'phoneNumberId'>): boolean {
  const setting = world.numbers.get(business.phoneNumberId)?.settings.user_identity_change;
  return isJson(setting) && (setting.enabled ?? setting.enable_identity_key_check) === true;
}

export function identityHashOf(person: Person): string {
  const hash = createHash('sha256').update(`${person.id}/${person.number}/${person.identityTurn ?? 0}`);
  return hash.digest('base64').slice(0, 12);
}

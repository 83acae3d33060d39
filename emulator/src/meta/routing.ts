import type { PendingWebhook } from '../records.ts';
import type { World } from '../world.ts';

/** These go to an override where there is one; everything else always to the app. @see Webhooks, Overrides */
const FOLLOW_OVERRIDES =
  /^(messages|message_echoes|calls|consumer_profile|messaging_handovers|group_.+|smb_.+|history|account_settings_update)$/;

/** Whether the app hears of it at all: the account is subscribed, and the field was chosen. */
export function isSubscribed(world: World, { wabaId, field }: Pick<PendingWebhook, 'wabaId' | 'field'>): boolean {
  if (world.accounts.get(wabaId)?.subscribed === false) return false;
  return world.app.fields === null || world.app.fields.includes(field);
}

/** Where an update goes instead of the app's own callback URL: the number's, else the account's; null for neither. */
export function overrideFor(
  world: World,
  { wabaId, numberId, field }: Pick<PendingWebhook, 'wabaId' | 'numberId' | 'field'>,
): string | null {
  const ofNumber = numberId === null ? null : (world.numbers.get(numberId)?.callback ?? null);
  const override = ofNumber ?? world.accounts.get(wabaId)?.callback ?? null;
  return override !== null && FOLLOW_OVERRIDES.test(field) ? override : null;
}

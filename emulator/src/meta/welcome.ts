import { chatBetween } from '../chats.ts';
import { sendToBusiness } from '../phones/customer-message.ts';
import type { BusinessPhone, Person } from '../records.ts';
import type { World } from '../world.ts';

/**
 * A customer opens a chat for the first time: with the welcome feature on, the business is told before anything was
 * written. Whether Meta still offers this is not confirmed.
 *
 * @see WhatsApp Business Platform, Conversational components
 */
export function requestWelcome(world: World, person: Person, business: BusinessPhone): void {
  const isOn = world.numbers.get(business.phoneNumberId)?.automation.enable_welcome_message ?? false;
  if (!isOn || chatBetween(world, person.id, business.phoneNumberId).messages.length > 0) return;
  sendToBusiness(world, person, business, { wire: { type: 'request_welcome' }, content: null });
}

import { chatBetween } from '../chats.ts';
import { identityHashOf, isIdentityChecked } from '../identity-hash.ts';
import { savePerson } from '../people.ts';
import { sendToBusiness } from '../phones/customer-message.ts';
import type { Person } from '../records.ts';
import type { World } from '../world.ts';

/** The customer sets WhatsApp up anew; businesses that check and know the customer are told. */
export function renewIdentity(world: World, person: Person): void {
  person.identityTurn = (person.identityTurn ?? 0) + 1;
  savePerson(world, person);
  for (const business of world.businesses.values()) {
    const isKnown = chatBetween(world, person.id, business.phoneNumberId).messages.length > 0;
    if (!isKnown || !isIdentityChecked(world, business)) continue;
    const body = `User ${person.name} has a new identity`;
    const identity = {
      acknowledged: false,
      created_timestamp: String(Math.floor(world.clock.now().getTime() / 1000)),
      hash: identityHashOf(person),
    };
    const wire = { identity, system: { body, type: 'customer_identity_changed' }, type: 'system' };
    sendToBusiness(world, person, business, { wire, content: null });
  }
}

import { savePerson } from '../people.ts';
import type { BusinessPhone, Person } from '../records.ts';
import type { World } from '../world.ts';

/**
 * Whether a business sees only the business-scoped user id: the customer hides the number, and the portfolio's contact
 * book does not have it.
 *
 * @see WhatsApp Business Platform, Business-scoped user IDs, Contact book
 */
export function isHidden(business: Pick<BusinessPhone, 'portfolioId'>, person: Person): boolean {
  return person.hidesNumber === true && !person.knownTo?.includes(business.portfolioId);
}

/** A message went by phone number: the contact book, when it is on, keeps the number even if it is hidden later. */
export function rememberNumber(world: World, business: BusinessPhone, person: Person): void {
  if (!world.settings.contactBook || person.knownTo?.includes(business.portfolioId)) return;
  person.knownTo = [...(person.knownTo ?? []), business.portfolioId];
  savePerson(world, person);
}

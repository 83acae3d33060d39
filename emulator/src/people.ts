import { digitsOf, spellingsOf, userIdOf } from './identity.ts';
import type { Person } from './records.ts';
import { announce, type World } from './world.ts';

/** Gives somebody a phone. The caller has made sure that the number is free. */
export function addPerson(world: World, given: Pick<Person, 'name' | 'number'> & Partial<Person>): Person {
  const person: Person = {
    id: `p${world.random.hex(8)}`,
    waId: given.number.replace(/\D/g, ''),
    readReceipts: true,
    online: true,
    blocked: [],
    ...given,
  };
  index(world, person);
  savePerson(world, person);
  return person;
}

export function savePerson(world: World, person: Person): void {
  world.journal.put('phone', person.id, person);
  announce(world, { kind: 'person', person });
}

/** Makes a person findable by every spelling of the number and by the user id in every portfolio. */
export function index(world: World, person: Person): void {
  world.people.set(person.id, person);
  for (const spelling of spellingsOf(person.number.slice(1))) world.peopleByDigits.set(spelling, person);
  world.peopleByDigits.set(person.waId, person);
  for (const business of world.businesses.values()) {
    world.peopleByUserId.set(userIdOf(business.portfolioId, person.number), person);
  }
}

/** Moves a person to another number: the old one is nobody's afterwards, the user ids are new. */
export function renumber(world: World, person: Person, number: string): void {
  for (const map of [world.peopleByDigits, world.peopleByUserId]) {
    for (const [key, owner] of map) if (owner === person) map.delete(key);
  }
  person.number = number;
  person.waId = number.slice(1);
  index(world, person);
  savePerson(world, person);
}

/** @returns "+16505551234" for anything a person would type as that number; null when it cannot be one. */
export function e164(text: string): string | null {
  const digits = digitsOf(text.trim());
  return digits === null || digits.startsWith('0') ? null : `+${digits}`;
}

/** A number nobody has yet, of the kind kept free for fiction. */
export function freeNumber(world: World): string {
  for (;;) {
    const number = `1650555${world.random.digits(4)}`;
    if (!world.peopleByDigits.has(number)) return `+${number}`;
  }
}

import { addMessage, chatBetween, saveMessage } from '../chats.ts';
import { userIdOf } from '../identity.ts';
import { reachWaiting } from '../ladder.ts';
import { preferMarketing } from '../meta/marketing.ts';
import { addPerson, e164, freeNumber, renumber, savePerson } from '../people.ts';
import type { PhoneMessage, PhoneSettings } from '../phone-api.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import { tellBusiness } from '../webhooks/announce.ts';
import { metadataOf, seconds } from '../webhooks/payloads.ts';
import type { World } from '../world.ts';
import { compose } from './compose.ts';
import { edit, revoke } from './corrections.ts';
import { sendToBusiness, sendWaiting } from './customer-message.ts';
import { Refusal } from './refusal.ts';

/** @throws Refusal when the name is empty, the number is none, or somebody has it. */
export function newPhone(world: World, given: { name: string; number?: string }): Person {
  const name = given.name.trim();
  if (!name) throw new Refusal(400, 'A phone needs a name.');
  const number = given.number?.trim() ? e164(given.number) : freeNumber(world);
  if (number === null) throw new Refusal(400, 'Write the number with country code, such as +16505551234.');
  if (world.peopleByDigits.has(number.slice(1))) throw new Refusal(409, 'Somebody has that number already.');
  return addPerson(world, { name, number });
}

/**
 * The customer does something in a chat.
 *
 * @returns the new message, or for a reaction or correction the message it is on.
 * @throws Refusal when it cannot be done.
 */
export function write(world: World, person: Person, business: BusinessPhone, given: PhoneMessage): Message {
  if (person.blocked.includes(business.phoneNumberId))
    throw new Refusal(409, 'You blocked this business. Unblock it to write.');
  if (given.type === 'edit') return edit(world, person, business, given.bubbleId, given.body);
  if (given.type === 'revoke') return revoke(world, person, business, given.bubbleId);
  const message = sendToBusiness(world, person, business, compose(world, person, business, given));
  if (given.type === 'choice') markAnswered(world, given.bubbleId, given.choiceId);
  return given.type === 'reaction' ? (world.messages.get(given.bubbleId) ?? message) : message;
}

/**
 * Changes what a person can switch on the phone; what waited for it happens at once.
 *
 * @throws Refusal when a number or username cannot be had; then nothing was changed.
 */
export function changeSettings(world: World, person: Person, change: PhoneSettings): void {
  const name = usernameAfter(world, person, change);
  if (change.number !== undefined && e164(change.number) !== person.number) changeNumber(world, person, change.number);
  Object.assign(person, name);
  const comesOnline = change.online === true && !person.online;
  const before = person.blocked;
  person.readReceipts = change.readReceipts ?? person.readReceipts;
  person.online = change.online ?? person.online;
  person.blocked = change.blocked?.filter((id) => world.businesses.has(id)) ?? before;
  savePerson(world, person);
  for (const id of person.blocked) if (!before.includes(id)) notice(world, person, id, 'You blocked this business.');
  for (const id of before) if (!person.blocked.includes(id)) notice(world, person, id, 'You unblocked this business.');
  for (const business of world.businesses.values()) {
    if (!change.stopsMarketing) break;
    preferMarketing(
      world,
      person,
      business,
      change.stopsMarketing.includes(business.phoneNumberId) ? 'stop' : 'resume',
    );
  }
  if (comesOnline) {
    reachWaiting(world, person);
    sendWaiting(world, person);
  }
}

/**
 * A username is what makes it possible to hide the number.
 *
 * @see WhatsApp Business Platform, Business-scoped user IDs
 */
function usernameAfter(world: World, person: Person, change: PhoneSettings): Pick<Person, 'username' | 'hidesNumber'> {
  const username = change.username === undefined ? person.username : usernameOf(change.username);
  const hidesNumber = username === undefined ? change.hidesNumber : (change.hidesNumber ?? person.hidesNumber);
  if (hidesNumber && username === undefined)
    throw new Refusal(409, 'Choose a username first; then the number can hide.');
  if (username && [...world.people.values()].some((other) => other !== person && other.username === username))
    throw new Refusal(409, 'Somebody has that username already.');
  return { username, hidesNumber: hidesNumber === true };
}

function usernameOf(text: string): string | undefined {
  const name = text.trim().replace(/^@/, '').toLowerCase();
  if (name === '') return undefined;
  if (!/^[a-z0-9._]{3,35}$/.test(name))
    throw new Refusal(400, 'A username has 3 to 35 letters, digits, dots and underscores.');
  return `@${name}`;
}

/**
 * The person moves to another number. Businesses the person has written with get a `system` message and, as the
 * business-scoped user id changes with the number, a `user_id_update`.
 *
 * @see WhatsApp Business Platform, Webhooks, system messages; Business-scoped user IDs
 */
export function changeNumber(world: World, person: Person, number: string): void {
  const next = e164(number);
  if (next === null) throw new Refusal(400, 'Write the number with country code, such as +16505551234.');
  if (world.peopleByDigits.has(next.slice(1))) throw new Refusal(409, 'Somebody has that number already.');
  const before = { number: person.number, waId: person.waId };
  const old: Person = { ...person };
  renumber(world, person, next);
  for (const business of world.businesses.values()) {
    if (chatBetween(world, person.id, business.phoneNumberId).messages.length === 0) continue;
    tellOfNewNumber(world, business, person, old, before);
  }
}

function tellOfNewNumber(
  world: World,
  business: BusinessPhone,
  person: Person,
  old: Person,
  before: { number: string; waId: string },
): void {
  const at = seconds(world.clock.now().getTime());
  const body = `User ${person.name} changed from ${before.waId} to ${person.waId}`;
  const [previous, current] = [before.number, person.number].map((number) => userIdOf(business.portfolioId, number));
  tellBusiness(world, business, {
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(business),
      messages: [
        {
          from: old.waId,
          from_user_id: previous,
          id: world.random.wamid(old.waId, 'inbound'),
          timestamp: at,
          system: { body, wa_id: person.waId, user_id: current, type: 'user_changed_number' },
          type: 'system',
        },
      ],
    },
    summary: `system: ${person.name} has a new number`,
  });
  tellBusiness(world, business, {
    field: 'user_id_update',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(business),
      contacts: [{ wa_id: person.waId }],
      user_id_update: [{ wa_id: person.waId, detail: body, user_id: { previous, current }, timestamp: at }],
    },
    summary: `${person.name} has a new user id`,
  });
}

function markAnswered(world: World, bubbleId: string, choiceId: string): void {
  const target = world.messages.get(bubbleId);
  if (!target) return;
  target.answered = choiceId;
  saveMessage(world, target);
}

/** A grey line in the chat; only the phone knows it. */
function notice(world: World, person: Person, numberId: string, body: string): void {
  const at = world.clock.now().getTime();
  addMessage(world, {
    id: `notice.${world.random.hex(12)}`,
    numberId,
    phoneId: person.id,
    from: 'customer',
    at,
    content: { type: 'notice', body },
    stage: 'sent',
    arrivedAt: at,
    reactions: [],
  });
}

import { isJson, type Json } from '../json.ts';
import type { World } from '../world.ts';
import { failureOf, invalidValue, missingParameter } from './errors.ts';
import { listAt, numberIn, objectAt, onlyKeys, optionalTextIn, textIn } from './fields.ts';
import type { Sendable } from './sendable.ts';

/** @see WhatsApp Business Platform, Messages, Text messages */
const LONGEST_TEXT = 4_096;
/** @see Meta's OpenAPI description of the Cloud API, contacts messages */
const MOST_CONTACTS = 5;
/** @see WhatsApp Business Platform, Messages, Reaction messages: not on messages older than 30 days. */
const REACTION_REACHES_BACK_MS = 30 * 86_400_000;
const LONGEST_LABEL = 1_000;
const LONGEST_ID = 512;

const TEXT_KEYS = new Set(['body', 'preview_url']);
const LOCATION_KEYS = new Set(['latitude', 'longitude', 'name', 'address']);
const REACTION_KEYS = new Set(['message_id', 'emoji']);
const NAME_PARTS = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix'];

export function textContent(value: Json): Sendable {
  onlyKeys(value, TEXT_KEYS, 'text');
  const body = textIn(value, 'body', "text['body']", LONGEST_TEXT);
  if (value.preview_url !== undefined && typeof value.preview_url !== 'boolean') {
    throw invalidValue("Parameter text['preview_url'] must be a boolean.");
  }
  const content = value.preview_url
    ? { type: 'text' as const, body, previewUrl: true }
    : { type: 'text' as const, body };
  return { content, category: 'service' };
}

export function locationContent(value: Json): Sendable {
  onlyKeys(value, LOCATION_KEYS, 'location');
  return { content: { type: 'location', ...placeAt(value, 'location') }, category: 'service' };
}

export function placeAt(value: Json, path: string) {
  const latitude = numberIn(value, 'latitude', `${path}['latitude']`);
  const longitude = numberIn(value, 'longitude', `${path}['longitude']`);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw invalidValue(`${path} is not a place on earth.`);
  const name = optionalTextIn(value, 'name', `${path}['name']`, LONGEST_LABEL);
  const address = optionalTextIn(value, 'address', `${path}['address']`, LONGEST_LABEL);
  return { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) };
}

export function contactsContent(body: Json): Sendable {
  const contacts = listAt(body, 'contacts', 'contacts', 1, MOST_CONTACTS).map((contact, place) => {
    const path = `contacts[${place}]`;
    const name = objectAt(contact, 'name', `${path}['name']`);
    const formatted = textIn(name, 'formatted_name', `${path}['name']['formatted_name']`, LONGEST_LABEL);
    if (!NAME_PARTS.some((part) => typeof name[part] === 'string' && name[part] !== '')) {
      throw missingParameter(`${path}['name'] needs one of ${NAME_PARTS.join(', ')} besides formatted_name.`);
    }
    const phones = Array.isArray(contact.phones) ? contact.phones.filter(isJson) : [];
    return { name: formatted, phones: phones.flatMap(({ phone }) => (typeof phone === 'string' ? [phone] : [])) };
  });
  return { content: { type: 'contacts', contacts }, category: 'service' };
}

/** A wrong target is not refused here; it comes back as a failed status. */
export function reactionContent(world: World, value: Json): Sendable {
  onlyKeys(value, REACTION_KEYS, 'reaction');
  const to = textIn(value, 'message_id', "reaction['message_id']", LONGEST_ID);
  const { emoji } = value;
  if (typeof emoji !== 'string') throw missingParameter("Parameter reaction['emoji'] is required.");
  if (emoji !== '' && !isOneEmoji(emoji)) throw invalidValue("Parameter reaction['emoji'] must be one emoji.");
  const reaction: Sendable = { content: null, category: 'service', reacts: { to, emoji } };
  const target = world.messages.get(to);
  const tooOld = target && target.at < world.clock.now().getTime() - REACTION_REACHES_BACK_MS;
  if (target?.content && !tooOld) return reaction;
  return {
    ...reaction,
    failure: failureOf(131009, 'The message to react to is unknown, too old, or itself a reaction.'),
  };
}

function isOneEmoji(text: string): boolean {
  const [first, second] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  return first !== undefined && second === undefined && /\p{Emoji}/u.test(text);
}

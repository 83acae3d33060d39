import { addMessage, chatBetween, isServiceWindowOpen } from '../chats.ts';
import { digitsOf } from '../identity.ts';
import { isJson, type Json } from '../json.ts';
import { isHidden, rememberNumber } from '../meta/contact-book.ts';
import { answersEntryPoint } from '../meta/entry-point.ts';
import { hold, isHeld } from '../meta/templates.ts';
import { addPerson } from '../people.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import type { World } from '../world.ts';
import { contentOf } from './content.ts';
import { GraphError, invalidParameter, invalidValue } from './errors.ts';
import { isLonger, onlyKeys } from './fields.ts';
import { takeFromLimits } from './limits.ts';
import { countSent, failureBefore, type Recipient, refuseForbidden } from './send-rules.ts';
import type { Link, Sendable } from './sendable.ts';
import { templateById } from './templates.ts';

/** A message that was taken, and what still has to happen before it can climb. */
export type Accepted = { message: Message; links: Link[]; answer: string };

/** `biz_opaque_callback_data`; documented by client libraries, not by Meta. */
const LONGEST_OPAQUE = 512;

const KEYS = new Set([
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'recipient_identity_key_hash',
  'type',
  'context',
  'biz_opaque_callback_data',
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'template',
]);

const MARKETING_KEYS = new Set([...KEYS, 'product_policy', 'message_activity_sharing']);

/**
 * Takes one message of a business, or says as Meta would why not.
 *
 * @throws GraphError
 * @see WhatsApp Business Platform, Messages
 */
export function acceptMessage(world: World, business: BusinessPhone, body: Json, isMarketing = false): Accepted {
  onlyKeys(body, isMarketing ? MARKETING_KEYS : KEYS, '');
  const recipient = recipientOf(world, business, body);
  const type = body.type ?? 'text';
  if (typeof type !== 'string') throw invalidParameter('Param type must be a string.');
  const sendable = contentOf(world, business, type, body);
  if (isMarketing && sendable.category !== 'marketing')
    throw new GraphError(134100, { details: 'The template is not of category MARKETING.' });
  const quotes = quotedId(body);
  const opaque = opaqueOf(body);
  refuseForbidden(world, business, recipient, sendable, body);
  takeFromLimits(world, business, recipient.person?.waId ?? recipient.digits ?? recipient.input);

  const message = messageOf(world, business, recipient, sendable, body);
  if (quotes !== undefined) message.quotes = quotes;
  if (opaque !== undefined) message.opaque = opaque;
  if (recipient.person) noteSent(world, business, recipient, recipient.person, message);
  holdIfPaced(world, message);
  addMessage(world, message);
  return { message, links: sendable.links ?? [], answer: answerOf(recipient, message, type) };
}

function recipientOf(world: World, business: BusinessPhone, body: Json): Recipient {
  if (body.messaging_product !== 'whatsapp') throw invalidParameter('The parameter messaging_product is required.');
  if (body.recipient_type === 'group') throw new GraphError(131041, { details: 'Groups are not known here.' });
  if (body.recipient_type !== undefined && body.recipient_type !== 'individual') {
    throw invalidParameter('Param recipient_type must be one of {individual, group}.');
  }
  const { to, recipient } = body;
  if (typeof to === 'string' && to !== '') return byNumber(world, business, to);
  if (typeof to === 'number') return byNumber(world, business, String(to));
  if (typeof recipient === 'string' && recipient !== '') return byUserId(world, business, recipient);
  throw invalidParameter('The parameter to is required.');
}

function byNumber(world: World, business: BusinessPhone, input: string): Recipient {
  const digits = digitsOf(input);
  if (digits === null) throw invalidValue(`Recipient ${input.slice(0, 40)} is not a phone number.`);
  if (digits === business.digits) throw new GraphError(131021, { details: 'The recipient is the sender.' });
  const known = world.peopleByDigits.get(digits);
  if (known || world.settings.unknownRecipients === 'undeliverable')
    return { input, digits, userId: null, person: known ?? null };
  return { input, digits, userId: null, person: addPerson(world, { name: `+${digits}`, number: `+${digits}` }) };
}

function byUserId(world: World, business: BusinessPhone, input: string): Recipient {
  const person = world.peopleByUserId.get(input);
  if (!person) throw invalidValue(`No user ${input.slice(0, 40)} in portfolio of ${business.phoneNumberId}.`);
  return { input, digits: null, userId: input, person };
}

function quotedId(body: Json): string | undefined {
  if (body.context === undefined || body.context === null) return undefined;
  const id = isJson(body.context) ? body.context.message_id : undefined;
  if (typeof id !== 'string' || id === '') throw invalidParameter("Param context['message_id'] must be a string.");
  return id;
}

function opaqueOf(body: Json): string | undefined {
  const opaque = body.biz_opaque_callback_data;
  if (opaque === undefined) return undefined;
  if (typeof opaque !== 'string' || isLonger(opaque, LONGEST_OPAQUE)) {
    throw invalidParameter(`Param biz_opaque_callback_data must be a string of at most ${LONGEST_OPAQUE} characters.`);
  }
  return opaque;
}

function messageOf(world: World, business: BusinessPhone, to: Recipient, sendable: Sendable, body: Json): Message {
  const { content, category, reacts, catalogId } = sendable;
  const message: Message = {
    id: world.random.wamid(to.digits ?? to.input, 'outbound'),
    numberId: business.phoneNumberId,
    phoneId: to.person?.id ?? null,
    recipient: addressOf(business, to),
    from: 'business',
    at: world.clock.now().getTime(),
    content,
    body,
    stage: 'accepted',
    arrivedAt: null,
    category,
    reactions: [],
  };
  if (sendable.templateId !== undefined) message.templateId = sendable.templateId;
  if (sendable.livesMs !== undefined) message.expiresAt = message.at + sendable.livesMs;
  if (to.person) placeInTime(world, business, to.person, message);
  const failure = failureBefore(world, business, to.person, sendable, message);
  if (failure) message.failure = failure;
  if (reacts) message.reacts = reacts;
  if (catalogId !== undefined) message.catalogId = catalogId;
  return message;
}

function noteSent(world: World, business: BusinessPhone, to: Recipient, person: Person, message: Message): void {
  countSent(world, business, person, message);
  if (to.userId === null) rememberNumber(world, business, person);
}

/** Whether the window is open, and whether the customer came from an advertisement that makes everything free. */
function placeInTime(world: World, business: BusinessPhone, person: Person, message: Message): void {
  const chat = chatBetween(world, person.id, business.phoneNumberId);
  message.insideWindow = isServiceWindowOpen(world, chat);
  if (answersEntryPoint(world, chat)) message.freeEntry = true;
}

/** A paced template's message waits for the verdict instead of climbing. */
function holdIfPaced(world: World, message: Message): void {
  const template = message.templateId === undefined ? undefined : templateById(world, message.templateId);
  if (!template || message.failure || !isHeld(world, template)) return;
  message.held = true;
  hold(world, template, message.id);
}

function addressOf(business: BusinessPhone, { digits, userId, person }: Recipient): Message['recipient'] {
  if (userId !== null) return { userId, ...(person && !isHidden(business, person) ? { waId: person.waId } : {}) };
  return { waId: person?.waId ?? digits ?? '' };
}

/** Written by hand: this is the answer a benchmark reads thousands of times a second. */
function answerOf({ input, digits, userId, person }: Recipient, message: Message, type: string): string {
  const who = userId === null ? `"wa_id":"${person?.waId ?? digits}"` : `"user_id":${JSON.stringify(userId)}`;
  const status =
    type === 'template' ? `,"message_status":"${message.held ? 'held_for_quality_assessment' : 'accepted'}"` : '';
  return `{"messaging_product":"whatsapp","contacts":[{"input":${JSON.stringify(input)},${who}}],"messages":[{"id":"${message.id}"${status}}]}`;
}

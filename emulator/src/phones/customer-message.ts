import { applyReaction, chatBetween, keepMessage, saveChat, saveMessage } from '../chats.ts';
import { countInbound } from '../graph/limits.ts';
import { identityHashOf, isIdentityChecked } from '../identity-hash.ts';
import type { Json } from '../json.ts';
import { rememberNumber } from '../meta/contact-book.ts';
import type { BubbleContent } from '../phone-api.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import { tellBusiness } from '../webhooks/announce.ts';
import { messageHead, messageValue } from '../webhooks/payloads.ts';
import { announce, type World } from '../world.ts';

/** A message as Meta would report it, and as the customer's own phone shows it. */
export type CustomerMessage = {
  /** In Meta's words: `type`, its object, and what else stands beside it (`context`, `referral`, `errors`). */
  wire: Json & { type: string };
  content: BubbleContent | null;
  quotes?: string;
  reacts?: { to: string; emoji: string };
};

/** These do not count as the customer writing. Whether a reaction or a correction does is not documented. */
const DO_NOT_OPEN_THE_WINDOW = ['reaction', 'system', 'request_welcome', 'edit', 'revoke'];

/**
 * A customer sends something: it stands in the chat, and the business hears of it by webhook. A phone that is offline
 * keeps it until it is back.
 */
export function sendToBusiness(world: World, person: Person, business: BusinessPhone, given: CustomerMessage): Message {
  const { content, quotes, reacts } = given;
  const at = world.clock.now().getTime();
  const message: Message = {
    id: world.random.wamid(person.waId, 'inbound'),
    numberId: business.phoneNumberId,
    phoneId: person.id,
    from: 'customer',
    at,
    content,
    stage: 'waiting',
    arrivedAt: at,
    wire: withContext(business, given),
    reactions: [],
    ...(quotes === undefined ? {} : { quotes }),
    ...(reacts === undefined ? {} : { reacts }),
  };
  keepMessage(world, message);
  if (reacts) applyReaction(world, message, reacts);
  if (person.online) leavePhone(world, person, business, message);
  else announce(world, { kind: 'message', message });
  return message;
}

/** The phone is back: what was written meanwhile leaves, oldest first. */
export function sendWaiting(world: World, person: Person): void {
  for (const business of world.businesses.values()) {
    for (const message of chatBetween(world, person.id, business.phoneNumberId).messages) {
      if (message.stage === 'waiting') leavePhone(world, person, business, message);
    }
  }
}

/** The webhook is written down before the message counts as sent: a process killed in between loses nothing. */
function leavePhone(world: World, person: Person, business: BusinessPhone, message: Message): void {
  const { wire } = message;
  if (!wire) return;
  const at = world.clock.now().getTime();
  if (isBlockedBy(world, business, person)) {
    markSent(world, message);
    return;
  }
  countInbound(world, business);
  if (!person.hidesNumber) rememberNumber(world, business, person);
  tellBusiness(world, business, {
    value: messageValue(
      business,
      person,
      { ...messageHead(business, person, message.id, at), ...wire },
      isIdentityChecked(world, business) ? identityHashOf(person) : undefined,
    ),
    summary: summaryOf(person, wire),
    messageId: message.id,
  });
  markSent(world, message);
  const chat = chatBetween(world, person.id, business.phoneNumberId);
  if (!DO_NOT_OPEN_THE_WINDOW.includes(String(wire.type))) chat.lastCustomerAt = at;
  if (wire.referral !== undefined) chat.entryPointAt = at;
  saveChat(world, chat);
}

/** Somebody the business has blocked sees one tick and is not heard. @see WhatsApp Business Platform, Block users */
function isBlockedBy(world: World, business: BusinessPhone, person: Person): boolean {
  return world.numbers.get(business.phoneNumberId)?.blocked.includes(person.waId) ?? false;
}

function markSent(world: World, message: Message): void {
  delete message.wire;
  message.stage = 'sent';
  saveMessage(world, message);
}

function withContext(business: BusinessPhone, { wire, quotes }: CustomerMessage): Json {
  return quotes === undefined ? wire : { context: { from: business.digits, id: quotes }, ...wire };
}

function summaryOf(person: Person, wire: Json): string {
  const text = wire.text;
  const quoted =
    typeof text === 'object' && text !== null && 'body' in text ? ` “${String(text.body).slice(0, 40)}”` : '';
  return `${String(wire.type)}${quoted} from ${person.name}`;
}

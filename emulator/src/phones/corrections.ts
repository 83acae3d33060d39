import { chatBetween, saveChat, saveMessage } from '../chats.ts';
import type { Json } from '../json.ts';
import type { BusinessPhone, Message, Person } from '../records.ts';
import type { World } from '../world.ts';
import { sendToBusiness } from './customer-message.ts';
import { Refusal } from './refusal.ts';

const LONGEST_TEXT = 4_096;
const MINUTE_MS = 60_000;
/** How long WhatsApp offers each on the phone; the Cloud API's documentation does not say. */
const EDITABLE_MS = 15 * MINUTE_MS;
const DELETABLE_MS = 60 * 60 * MINUTE_MS;

/**
 * The customer corrects the words of a message. What never left the phone is only written anew.
 *
 * @see WhatsApp Business Platform, Webhooks, edit messages
 * @throws Refusal when it is not text, not the customer's own, or older than 15 minutes.
 */
export function edit(world: World, person: Person, business: BusinessPhone, id: string, text: string): Message {
  const message = ownMessage(world, person, business, id);
  const body = text.trim();
  if (message.content?.type !== 'text') throw new Refusal(409, 'Only text can be edited.');
  if (!body) throw new Refusal(400, 'An empty message cannot be sent.');
  if ([...body].length > LONGEST_TEXT) throw new Refusal(400, `A message has at most ${LONGEST_TEXT} characters.`);
  requireYoung(world, message, EDITABLE_MS, 'A message can be edited for 15 minutes.');

  message.content = { type: 'text', body };
  message.edited = true;
  if (message.wire) message.wire = { ...message.wire, text: { body } };
  else tell(world, person, business, { edit: editOf(message.id, body), type: 'edit' });
  return saved(world, message);
}

/**
 * The customer deletes a message for everyone. What never left the phone never will.
 *
 * @see WhatsApp Business Platform, Webhooks, revoke messages
 * @throws Refusal when it is not the customer's own, or older than 60 hours.
 */
export function revoke(world: World, person: Person, business: BusinessPhone, id: string): Message {
  const message = ownMessage(world, person, business, id);
  requireYoung(world, message, DELETABLE_MS, 'A message can be deleted for 60 hours.');

  message.content = { type: 'notice', body: 'You deleted this message.' };
  message.reactions = [];
  if (message.wire) {
    delete message.wire;
    message.stage = 'sent'; // nothing of it waits any more
  } else {
    tell(world, person, business, { revoke: { original_message_id: id }, type: 'revoke' });
  }
  return saved(world, message);
}

const editOf = (id: string, body: string) => ({
  original_message_id: id,
  message: { type: 'text', text: { body } },
});

const tell = (world: World, person: Person, business: BusinessPhone, wire: Json & { type: string }) =>
  sendToBusiness(world, person, business, { wire, content: null });

function ownMessage(world: World, person: Person, business: BusinessPhone, id: string): Message {
  const message = world.messages.get(id);
  if (message?.phoneId !== person.id || message.numberId !== business.phoneNumberId)
    throw new Refusal(404, 'That message is not in this chat.');
  if (message.from !== 'customer' || message.content === null || message.content.type === 'notice')
    throw new Refusal(409, 'Only your own messages can be corrected.');
  return message;
}

function requireYoung({ clock }: World, { at }: Message, forMs: number, why: string): void {
  if (clock.now().getTime() - at > forMs) throw new Refusal(409, why);
}

/** The chat list may show this message too. */
function saved(world: World, message: Message): Message {
  saveMessage(world, message);
  if (message.phoneId !== null) saveChat(world, chatBetween(world, message.phoneId, message.numberId));
  return message;
}

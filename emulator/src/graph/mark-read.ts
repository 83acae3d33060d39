import { chatBetween, saveChat, saveMessage } from '../chats.ts';
import { isJson, type Json } from '../json.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { invalidParameter, invalidValue } from './errors.ts';

/** @see WhatsApp Business Platform, Typing indicators: gone with the next message or after 25 seconds. */
const TYPING_LASTS_MS = 25_000;

/**
 * The business has read a message: it and everything before it gets blue ticks on the customer's phone. With
 * `typing_indicator` the phone also shows that an answer is being written.
 *
 * @throws GraphError when the message is unknown.
 */
export function markRead(world: World, business: BusinessPhone, body: Json): void {
  if (body.messaging_product !== 'whatsapp') throw invalidParameter('The parameter messaging_product is required.');
  if (body.status !== 'read') throw invalidParameter('Param status must be one of {read}.');
  if (typeof body.message_id !== 'string') throw invalidParameter('The parameter message_id is required.');
  const read = world.messages.get(body.message_id);
  if (read?.from !== 'customer' || read.phoneId === null || read.numberId !== business.phoneNumberId) {
    throw invalidValue('message_id is not a message received by this number.');
  }
  const chat = chatBetween(world, read.phoneId, business.phoneNumberId);
  for (let place = chat.messages.lastIndexOf(read); place >= 0; place--) {
    const message = chat.messages[place];
    if (message?.from !== 'customer' || message.stage === 'waiting') continue;
    if (message.stage === 'read') break;
    message.stage = 'read';
    saveMessage(world, message);
  }
  if (body.typing_indicator !== undefined) showTyping(world, business, read.phoneId, body.typing_indicator);
}

function showTyping(world: World, business: BusinessPhone, phoneId: string, indicator: unknown): void {
  if (!isJson(indicator) || indicator.type !== 'text')
    throw invalidParameter("Param typing_indicator['type'] must be one of {text}.");
  const chat = chatBetween(world, phoneId, business.phoneNumberId);
  const turn = ++chat.typingTurn;
  chat.typing = true;
  saveChat(world, chat);
  world.timers.start(TYPING_LASTS_MS, () => {
    if (chat.typingTurn !== turn) return;
    chat.typing = false;
    saveChat(world, chat);
  });
}

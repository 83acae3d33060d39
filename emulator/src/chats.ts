import type { Message } from './records.ts';
import { announce, type OpenChat, type World } from './world.ts';

/** @see WhatsApp Business Platform, Customer service windows */
const SERVICE_WINDOW_MS = 24 * 3_600_000;

/** The thread between one phone and one business number; begun when nobody wrote yet. */
export function chatBetween(world: World, phoneId: string, numberId: string): OpenChat {
  const key = `${phoneId}/${numberId}`;
  const known = world.chats.get(key);
  if (known) return known;
  const chat = {
    phoneId,
    numberId,
    lastCustomerAt: null,
    unseen: [],
    messages: [],
    typing: false,
    typingTurn: 0,
    open: false,
  };
  world.chats.set(key, chat);
  return chat;
}

export function saveChat(world: World, chat: OpenChat): void {
  const { messages: _, typing: __, typingTurn: ___, open: ____, ...kept } = chat;
  world.journal.put('chat', `${chat.phoneId}/${chat.numberId}`, kept);
  announce(world, { kind: 'chat', chat });
}

/** Free-form messages may be sent for 24 hours after the customer's latest message. */
export function isServiceWindowOpen(world: World, chat: OpenChat): boolean {
  return chat.lastCustomerAt !== null && world.clock.now().getTime() < chat.lastCustomerAt + SERVICE_WINDOW_MS;
}

/** Adds a message and announces it. */
export function addMessage(world: World, message: Message): void {
  keepMessage(world, message);
  announce(world, { kind: 'message', message });
}

/** Adds a message and writes it down; past `keepMessages` the oldest one is forgotten. */
export function keepMessage(world: World, message: Message): void {
  place(world, message);
  world.journal.put('message', message.id, message);
  if (world.messages.size > world.settings.keepMessages) forgetOldest(world);
}

/** Writes down and announces what changed about a message. */
export function saveMessage(world: World, message: Message): void {
  world.journal.put('message', message.id, message);
  announce(world, { kind: 'message', message });
}

/** Puts a message into its chat without a word; for the journal. */
export function place(world: World, message: Message): void {
  world.messages.set(message.id, message);
  world.ledger?.book.enter(message);
  if (message.phoneId !== null) chatBetween(world, message.phoneId, message.numberId).messages.push(message);
}

/** Whether the phone shows it: drawn at all, and arrived. */
export function isOnScreen(message: Message): boolean {
  return message.content !== null && message.arrivedAt !== null;
}

/** Each side has one reaction on a message; an empty emoji takes it back. */
export function applyReaction(world: World, reaction: Message, { to, emoji }: { to: string; emoji: string }): void {
  const target = world.messages.get(to);
  if (!target || target.numberId !== reaction.numberId || target.phoneId !== reaction.phoneId) return;
  target.reactions = target.reactions.filter(({ from }) => from !== reaction.from);
  if (emoji) target.reactions.push({ from: reaction.from, emoji });
  saveMessage(world, target);
}

function forgetOldest(world: World): void {
  const [oldest] = world.messages.values();
  if (!oldest) return;
  world.messages.delete(oldest.id);
  world.journal.remove('message', oldest.id);
  if (oldest.phoneId === null) return;
  const chat = chatBetween(world, oldest.phoneId, oldest.numberId);
  if (chat.messages[0] === oldest) chat.messages.shift();
}

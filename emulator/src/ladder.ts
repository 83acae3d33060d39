import { applyReaction, chatBetween, isOnScreen, saveChat, saveMessage } from './chats.ts';
import type { BusinessPhone, Failure, Message, Person } from './records.ts';
import { tellBusiness } from './webhooks/announce.ts';
import { type StatusNews, statusValue } from './webhooks/payloads.ts';
import type { OpenChat, World } from './world.ts';

const LIVES_MS = 30 * 86_400_000;

/**
 * Takes an accepted message of a business up the ladder: sent, then delivered when it reaches the phone, then read when
 * the person looks. With statuses off it reaches the phone at once and nobody is told.
 *
 * @see WhatsApp Business Platform, Webhooks, status messages
 */
export function climb(world: World, business: BusinessPhone, message: Message): void {
  const { statuses } = world.settings;
  if (!statuses) {
    if (!message.failure) reachPhone(world, business, message);
    return;
  }
  after(world, statuses.sentAfterMs, () => {
    news(world, business, message, message.failure ? 'failed' : 'sent');
    if (!message.failure) after(world, statuses.deliveredAfterMs, () => reachPhone(world, business, message));
  });
}

/** The phone is back: everything that waited for it arrives. */
export function reachWaiting(world: World, person: Person): void {
  for (const business of world.businesses.values()) {
    for (const message of chatBetween(world, person.id, business.phoneNumberId).messages) {
      if (waitsForPhone(world, message)) reachPhone(world, business, message);
    }
  }
}

/** Without statuses nothing is ever marked as sent, so that acceptance counts. */
function waitsForPhone(world: World, message: Message): boolean {
  if (message.from !== 'business' || message.arrivedAt !== null || message.failure) return false;
  return message.stage === 'sent' || (message.stage === 'accepted' && !world.settings.statuses);
}

/** The person looks at a chat: what was unread is read, and the business hears of it unless receipts are off. */
export function lookAt(world: World, person: Person, business: BusinessPhone): void {
  const chat = chatBetween(world, person.id, business.phoneNumberId);
  if (chat.unseen.length === 0) return;
  const unseen = chat.unseen;
  chat.unseen = [];
  saveChat(world, chat);
  if (!person.readReceipts) return;
  for (const id of unseen) {
    const message = world.messages.get(id);
    if (message && message.stage !== 'read' && message.stage !== 'failed') news(world, business, message, 'read');
  }
}

/**
 * The person plays a voice note for the first time. The business hears of it even where read receipts are off: those
 * do not cover voice notes.
 */
export function play(world: World, person: Person, business: BusinessPhone, message: Message): void {
  const { content, from, phoneId } = message;
  const isVoiceNote = content?.type === 'audio' && content.voice && from === 'business' && phoneId === person.id;
  if (!isVoiceNote || message.played || !isOnScreen(message)) return;
  lookAt(world, person, business);
  message.played = true;
  tellStatus(world, business, message, 'played', false);
  saveMessage(world, message);
}

/** Fails a message that was accepted earlier. */
export function fail(world: World, business: BusinessPhone, message: Message, failure: Failure): void {
  message.failure = failure;
  news(world, business, message, 'failed');
}

function reachPhone(world: World, business: BusinessPhone, message: Message): void {
  const person = message.phoneId === null ? undefined : world.people.get(message.phoneId);
  if (!person?.online || message.arrivedAt !== null || message.stage === 'failed') return;
  if (isTooLate(world, message)) return;
  message.arrivedAt = world.clock.now().getTime();
  const chat = chatBetween(world, person.id, business.phoneNumberId);
  stopTyping(chat);
  // A reaction is only ever sent, never delivered or read. @see Messages, Reaction messages
  if (message.reacts) applyReaction(world, message, message.reacts);
  if (!isOnScreen(message)) {
    saveMessage(world, message);
    return;
  }

  const seenAtOnce = chat.open && person.readReceipts;
  if (!chat.open) chat.unseen.push(message.id);
  // When delivered and read coincide, Meta sends no delivered.
  if (world.settings.statuses) news(world, business, message, seenAtOnce ? 'read' : 'delivered');
  else saveMessage(world, message);
  saveChat(world, chat);
  readLater(world, person, business);
}

/** What did not reach the phone in time is dropped without a word. @see WhatsApp Business Platform, Time to live */
function isTooLate(world: World, message: Message): boolean {
  return world.clock.now().getTime() >= (message.expiresAt ?? message.at + LIVES_MS);
}

function readLater(world: World, person: Person, business: BusinessPhone): void {
  const { statuses } = world.settings;
  if (statuses && statuses.readAfterMs !== null)
    after(world, statuses.readAfterMs, () => lookAt(world, person, business));
}

function news(
  world: World,
  business: BusinessPhone,
  message: Message,
  status: 'sent' | 'delivered' | 'read' | 'failed',
): void {
  const priced = status === 'sent' || status === 'delivered' || (status === 'read' && message.stage === 'sent');
  message.stage = status;
  saveMessage(world, message);
  tellStatus(world, business, message, status, priced);
}

function tellStatus(
  world: World,
  business: BusinessPhone,
  message: Message,
  status: StatusNews['status'],
  priced: boolean,
): void {
  if (!world.settings.statuses) return;
  const person = message.phoneId === null ? null : (world.people.get(message.phoneId) ?? null);
  const at = world.clock.now().getTime();
  message.muted ??= world.chance.losesStatuses();
  world.ledger?.book.status(message.id, status, at, message.muted);
  if (message.muted) return;
  const { webhookVersion } = world.settings;
  const update = {
    value: statusValue(business, person, message, { status, at, priced, webhookVersion }),
    summary: `${status}${message.failure ? ` ${message.failure.code}` : ''} for ${person?.name ?? message.recipient?.waId ?? 'somebody'}`,
    status: { id: message.id, status },
  };
  tellBusiness(world, business, update, world.chance.statusDelayMs());
}

function stopTyping(chat: OpenChat): void {
  chat.typing = false;
  chat.typingTurn++;
}

function after(world: World, ms: number, run: () => void): void {
  if (ms <= 0) run();
  else world.timers.start(ms, run);
}

import { saveChat } from '../chats.ts';
import type { OpenChat, World } from '../world.ts';

/** @see WhatsApp Business Platform, Pricing, Free entry point conversations: answered within 24 h, free for 72 h. */
const ANSWER_WITHIN_MS = 24 * 3_600_000;
const FREE_FOR_MS = 72 * 3_600_000;

/** @returns whether a message sent now is free because the customer came from an advertisement; the first answer opens it. */
export function answersEntryPoint(world: World, chat: OpenChat): boolean {
  const now = world.clock.now().getTime();
  if (chat.entryPointAt !== undefined) {
    if (now < chat.entryPointAt + ANSWER_WITHIN_MS) chat.freeEntryUntil = now + FREE_FOR_MS;
    delete chat.entryPointAt;
    saveChat(world, chat);
  }
  return chat.freeEntryUntil !== undefined && now < chat.freeEntryUntil;
}

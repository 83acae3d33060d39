import { createContext, useContext } from 'react';
import type { Bubble, Media, PhoneMessage, ProductCard } from '../../src/phone-api.ts';
import type { ChatRef } from '../api/client.ts';
import type { Upload } from '../store/sending.ts';

export type ProductSections = { title?: string; products: ProductCard[] }[];

/** What has slid up over the conversation. */
export type SheetState =
  | { kind: 'attach' }
  | { kind: 'emoji'; bubbleId: string }
  | { kind: 'file'; file: File; as: 'media' | 'document' }
  | { kind: 'sticker' }
  | { kind: 'location'; quotes?: string }
  | { kind: 'contact' }
  | { kind: 'share-contact'; quotes: string }
  | { kind: 'list'; bubbleId: string }
  | { kind: 'products'; bubbleId: string; sections: ProductSections }
  | { kind: 'catalogue'; bubbleId: string; title: string }
  | { kind: 'form'; bubbleId: string; title: string }
  | { kind: 'picture'; media: Media; caption?: string }
  | { kind: 'business' }
  | { kind: 'message'; bubble: Bubble; anchor: DOMRect };

/** What a bubble or the composer can do in the chat it is part of. */
export type ConversationApp = {
  chat: ChatRef;
  businessName: string;
  open(sheet: SheetState): void;
  send(message: PhoneMessage, file?: Upload): void;
  quote(bubbleId: string | undefined): void;
  react(bubbleId: string, emoji: string): void;
  /** Puts the words of an own message into the field, to be corrected. */
  edit(bubble: Bubble): void;
  /** Deletes an own message for everyone. */
  revoke(bubbleId: string): void;
  /** A voice note of the business was listened to. */
  played(bubbleId: string): void;
  retry(localId: string): void;
  discard(localId: string): void;
  /** Brings a quoted message into view. */
  show(bubbleId: string): void;
};

const ConversationContext = createContext<ConversationApp | null>(null);
export const ConversationProvider = ConversationContext.Provider;

export function useConversation(): ConversationApp {
  const conversation = useContext(ConversationContext);
  if (!conversation) throw new Error('ConversationProvider is missing above this component.');
  return conversation;
}

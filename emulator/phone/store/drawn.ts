import type { Bubble, BubbleContent, PhoneMessage } from '../../src/phone-api.ts';
import { summaryOf } from '../text/summary.ts';
import type { Upload } from './sending.ts';

/** How a message is drawn before the emulator has made a bubble of it. */
export function contentOf(message: PhoneMessage, file: Upload | undefined, thread: Bubble[]): BubbleContent {
  switch (message.type) {
    case 'text':
      return { type: 'text', body: message.body };
    case 'image':
    case 'video':
    case 'sticker':
    case 'document':
      return { type: message.type, media: mediaOf(message.mediaId, file), caption: message.caption };
    case 'audio':
      return { type: 'audio', media: mediaOf(message.mediaId, file), voice: message.voice };
    case 'location': {
      const { latitude, longitude, name, address } = message;
      return { type: 'location', latitude, longitude, name, address };
    }
    case 'contacts':
      return { type: 'contacts', contacts: message.contacts };
    case 'choice':
      return { type: 'choice', ...choiceIn(bubbleIn(thread, message.bubbleId), message.choiceId) };
    case 'order':
      return { type: 'order', items: itemsIn(bubbleIn(thread, message.bubbleId), message.items), text: message.text };
    // These change the bubble they are about, and never become one.
    case 'edit':
      return { type: 'text', body: message.body };
    case 'revoke':
      return { type: 'notice', body: '' };
    case 'reaction':
      return { type: 'notice', body: message.emoji };
  }
}

/** The quote shown above a message: what it answers. */
export function quoteOf(message: PhoneMessage, thread: Bubble[]): Bubble['quotes'] {
  const id = 'bubbleId' in message ? message.bubbleId : 'quotes' in message ? message.quotes : undefined;
  const quoted = id && bubbleIn(thread, id);
  return quoted ? { id: quoted.id, from: quoted.from, summary: summaryOf(quoted.content) } : undefined;
}

const bubbleIn = (thread: Bubble[], id: string) => thread.find((bubble) => bubble.id === id);

const mediaOf = (mediaId: string, file: Upload | undefined) => ({
  mediaId,
  mimeType: file?.blob.type ?? '',
  fileName: file?.name,
  sizeBytes: file?.blob.size ?? 0,
});

function choiceIn(bubble: Bubble | undefined, choiceId: string): { title: string; description?: string } {
  const content = bubble?.content;
  if (content?.type === 'template') {
    const button = content.buttons.find((one) => one.kind === 'quick_reply' && one.payload === choiceId);
    return { title: button?.title ?? '' };
  }
  if (content?.type !== 'interactive') return { title: '' };
  if (content.action.kind === 'buttons') return titled(content.action.buttons.find(({ id }) => id === choiceId));
  if (content.action.kind !== 'list') return { title: '' };
  return titled(content.action.sections.flatMap(({ rows }) => rows).find(({ id }) => id === choiceId));
}

const titled = (choice: { title: string; description?: string } | undefined) => ({
  title: choice?.title ?? '',
  description: choice?.description,
});

function itemsIn(bubble: Bubble | undefined, items: { retailerId: string; quantity: number }[]) {
  const action = bubble?.content.type === 'interactive' ? bubble.content.action : undefined;
  const products = action?.kind === 'products' ? action.sections.flatMap((section) => section.products) : [];
  return items.flatMap(({ retailerId, quantity }) => {
    const product = products.find((one) => one.retailerId === retailerId);
    return product
      ? [{ retailerId, quantity, name: product.name, price: product.price, currency: product.currency }]
      : [];
  });
}

import type { BubbleContent } from '../../src/phone-api.ts';
import { plainText } from './format.ts';

/** One line that stands for a bubble: in the chat list, in a quote, for a screen reader. */
export function summaryOf(content: BubbleContent): string {
  switch (content.type) {
    case 'text':
      return oneLine(content.body);
    case 'image':
      return captioned('Photo', content.caption);
    case 'video':
      return captioned('Video', content.caption);
    case 'sticker':
      return 'Sticker';
    case 'audio':
      return content.voice ? 'Voice message' : 'Audio';
    case 'document':
      return captioned(content.media.fileName ?? 'Document', content.caption);
    case 'location':
      return captioned('Location', content.name);
    case 'contacts':
      return captioned('Contact', content.contacts.map(({ name }) => name).join(', '));
    case 'interactive':
    case 'template':
      return oneLine(content.body);
    case 'choice':
      return content.title;
    case 'order':
      return `Order, ${itemCount(content.items)}`;
    case 'form_reply':
      return content.title;
    case 'notice':
    case 'unsupported':
      return content.body;
  }
}

/** "1 item", "3 items": how many pieces a cart or an order holds. */
export function itemCount(items: { quantity: number }[]): string {
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return count === 1 ? '1 item' : `${count} items`;
}

const captioned = (what: string, caption: string | undefined) => (caption ? `${what}: ${oneLine(caption)}` : what);

const oneLine = (text: string) => plainText(text).replace(/\s+/g, ' ').trim().slice(0, 200);

/** The words of a bubble that "Copy" takes, marks and all; empty when there are none. */
export function copyableText(content: BubbleContent): string {
  if ('body' in content) return content.body;
  if ('caption' in content) return content.caption ?? '';
  return content.type === 'choice' ? content.title : '';
}

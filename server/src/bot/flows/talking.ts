import { z } from 'zod';
import type { InboundContent, OutboundContent } from '../../conversations/api.ts';
import { newId } from '../../platform/id.ts';

/** What a customer of a transcript or of the simulator sends beside words and taps. */
export const Sends = z.strictObject({
  photo: z.string().optional(), // its caption, '' for none
  voice: z.literal(true).optional(),
  sticker: z.literal(true).optional(),
  location: z.literal(true).optional(),
  reaction: z.string().optional(),
  cart: z.record(z.string(), z.number()).optional(), // sku: quantity
});
export type Sends = z.infer<typeof Sends>;

/** What a message asks to choose from. */
export function optionsOf(content: OutboundContent | undefined): { id: string; title: string }[] {
  if (content?.type === 'buttons') return content.buttons;
  return content?.type === 'list' ? content.sections.flatMap(({ rows }) => rows) : [];
}

export const bodyOf = (content: OutboundContent | undefined): string =>
  content && 'body' in content && typeof content.body === 'string' ? content.body : '';

/**
 * A tap on the newest button or row with this title.
 *
 * @param heard everything the bot said, oldest first.
 * @returns null when nothing is called so.
 */
export function tapOn(heard: readonly OutboundContent[], title: string): InboundContent | null {
  for (const content of heard.toReversed()) {
    const option = optionsOf(content).find((one) => one.title === title);
    if (option) return { type: 'choice', id: option.id, title, of: content.type === 'list' ? 'list' : 'button' };
  }
  return null;
}

export function contentOf({ photo, voice, location, reaction, cart }: Sends): InboundContent {
  const file = { mediaId: newId(), mimeType: 'image/jpeg' };
  if (photo !== undefined) return photo ? { type: 'image', file, caption: photo } : { type: 'image', file };
  if (voice) return { type: 'audio', file: { ...file, mimeType: 'audio/ogg; codecs=opus' }, voice: true };
  if (location) return { type: 'location', latitude: 43.66, longitude: -70.26 };
  if (reaction !== undefined) return { type: 'reaction', to: 'wamid.any', emoji: reaction };
  if (cart) {
    const items = Object.entries(cart).map(([retailerId, quantity]) => ({
      retailerId,
      quantity,
      unitPrice: 1,
      currency: 'USD',
    }));
    return { type: 'order', catalogId: '1', items };
  }
  return { type: 'sticker', file: { ...file, mimeType: 'image/webp' } };
}

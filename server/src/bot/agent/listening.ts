import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { InboundContent } from '../../conversations/api.ts';
import type { Senses } from '../../models/index.ts';
import { Problem } from '../../platform/problem.ts';
import type { Turn } from '../flows/turn.ts';

/** Opens a file a customer sent, fetching it first where need be. @throws a Problem when it cannot be had. */
export type OpenFile = (
  businessId: string,
  mediaId: string,
) => Promise<{ mimeType: string; sizeBytes: number | null; body: Readable }>;

const MOST_VOICE_BYTES = 16_777_216; // @see WhatsApp Business Platform, Media, "Supported media types"
const MOST_PICTURE_BYTES = 5_242_880;

/**
 * Puts words to a voice note or a picture before anybody answers: a voice note is then read like a text, a picture like
 * its caption. Where nothing can, the message stays as it is and the customer is asked to type; a person in the inbox
 * hears and sees the original either way.
 */
export async function listen(turn: Turn, senses: Senses, open: OpenFile): Promise<void> {
  const { message, said, input } = turn;
  if (!message || turn.tx !== null || said.readable) return;
  const wanted = senseFor(message.content, senses);
  const mediaId = wanted?.file.mediaId;
  if (!wanted || !mediaId) return;
  const { id: businessId } = input.business;
  const bytes = await bytesOf(open, businessId, mediaId, wanted.most);
  if (!bytes) return;
  const charge = { businessId, contactId: input.contact.id, conversationId: input.conversationId };
  const text = await wanted.sense({ ...bytes, charge });
  if (text === null) return;
  turn.said = { ...said, text: wanted.isVoice ? text : `[photo: ${text}]`, readable: true };
  turn.trace.understood.push({ how: wanted.isVoice ? 'heard' : 'seen', what: text.slice(0, 200) });
}

function senseFor(content: InboundContent, { hear, see }: Senses) {
  if (content.type === 'audio' && hear)
    return { sense: hear, file: content.file, isVoice: true, most: MOST_VOICE_BYTES };
  if (content.type === 'image' && see)
    return { sense: see, file: content.file, isVoice: false, most: MOST_PICTURE_BYTES };
  return null;
}

async function bytesOf(open: OpenFile, businessId: string, mediaId: string, most: number) {
  try {
    const { mimeType, sizeBytes, body } = await open(businessId, mediaId);
    if ((sizeBytes ?? 0) > most) {
      body.destroy();
      return null;
    }
    return { bytes: new Uint8Array(await buffer(body)), mimeType };
  } catch (error) {
    if (error instanceof Problem) return null; // it is not here, or not yet: the customer may type
    throw error;
  }
}

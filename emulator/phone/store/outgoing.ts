import type { Bubble, PhoneMessage } from '../../src/phone-api.ts';
import type { Outgoing } from './state.ts';

/** Changes one message in the line of a chat. */
export const changed = (line: Outgoing[], localId: string, change: Partial<Outgoing>): Outgoing[] =>
  line.map((outgoing) => (outgoing.localId === localId ? { ...outgoing, ...change } : outgoing));

export const without = (line: Outgoing[], localId: string): Outgoing[] =>
  line.filter((outgoing) => outgoing.localId !== localId);

/**
 * Recognises our own message when its event overtakes the answer to our call: a chat has one call under way at a
 * time, so a new customer bubble with the same content is that one. A wrong guess is put right by the answer.
 *
 * @returns the message under way that `bubble` confirms, if any.
 */
export function underWayAs(line: Outgoing[], bubble: Bubble): Outgoing | undefined {
  if (bubble.from !== 'customer') return undefined;
  return line.find(
    ({ state, arrivedAs, bubble: drawn }) => state === 'sending' && !arrivedAs && isSameContent(drawn, bubble),
  );
}

/** The message with the id its file got by uploading. The file stays: the bubble is drawn from it. */
export const withMediaId = (message: PhoneMessage, mediaId: string): PhoneMessage =>
  'mediaId' in message ? { ...message, mediaId } : message;

function isSameContent(drawn: Bubble, arrived: Bubble): boolean {
  if (drawn.content.type !== arrived.content.type) return false;
  return (
    drawn.content.type !== 'text' || arrived.content.type !== 'text' || drawn.content.body === arrived.content.body
  );
}

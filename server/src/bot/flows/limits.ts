import { countCharacters, firstCharacters } from '../../platform/text.ts';

/**
 * What fits into a message that a flow sends, in characters or pieces.
 *
 * The checker reports texts beyond them; the engine cuts or splits what only grows too long when it is filled in.
 *
 * @see WhatsApp Business Platform, "Interactive reply buttons messages", "Interactive list messages", "Text messages"
 */
export const LIMITS = {
  textBody: 4096,
  buttons: 3,
  buttonTitle: 20,
  buttonsBody: 1024,
  listRows: 10,
  listBody: 4096,
  listLabel: 20,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
} as const;

export const fits = (text: string, limit: number): boolean => text.length <= limit || countCharacters(text) <= limit;

/** `text` with at most `limit` characters; what was cut ends in "…". */
export function shorten(text: string, limit: number): string {
  return fits(text, limit) ? text : `${firstCharacters(text, limit - 1).trimEnd()}…`;
}

/** Pieces of at most `limit` characters, cut between paragraphs, else lines, else words. */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (!fits(rest, limit)) {
    const head = firstCharacters(rest, limit);
    const at =
      [head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), head.lastIndexOf(' ')].find((cut) => cut > limit / 2) ??
      head.length;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

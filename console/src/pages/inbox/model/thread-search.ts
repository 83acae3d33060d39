import type { Content, Message } from './shapes.ts';

/** What of a message can be found: as the server's `text_of`. */
const SAID = ['body', 'caption', 'title', 'description', 'text', 'name', 'address'];
const WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
const ACCENTS = /[\u0300-\u036f]/g;

/** As the server writes words down: without capitals and accents. */
const plain = (word: string): string => word.normalize('NFKD').toLowerCase().replace(ACCENTS, '');

/** The words sought, in the order they were typed. */
export const wordsOf = (text: string): string[] => [...text.matchAll(WORD)].map(([word]) => plain(word));

/**
 * Where words that are sought stand in a text: whole words, and the last one as far as it is typed.
 *
 * @returns pairs of where one begins and where it has ended.
 */
export function placesIn(text: string, sought: readonly string[]): [from: number, to: number][] {
  const last = sought.at(-1);
  if (last === undefined) return [];
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }): [number, number][] => {
    const said = plain(word);
    if (sought.includes(said)) return [[index, index + word.length]];
    return said.startsWith(last) ? [[index, index + beginning(word, last)]] : [];
  });
}

/** How much of a word, as written, is what was typed: an accent may be a character of its own. */
function beginning(word: string, typed: string): number {
  let to = 0;
  for (const character of word) {
    if (plain(word.slice(0, to)).length >= typed.length && plain(character) !== '') break;
    to += character.length;
  }
  return to;
}

/**
 * Messages in which all words stand, newest first, by their `seq`. The server finds them everywhere, but some a minute
 * late; those which are on the screen are looked through here.
 */
export function foundAmong(
  found: readonly number[],
  messages: readonly Message[],
  sought: readonly string[],
): number[] {
  const here = messages.filter(({ content }) => says(content, sought)).map(({ seq }) => seq);
  return [...new Set([...found, ...here])].sort((a, b) => b - a);
}

function says(content: Content, sought: readonly string[]): boolean {
  if (sought.length === 0) return false;
  const said = wordsOf(textOf(content));
  const [last = '', ...others] = sought.toReversed();
  return others.every((word) => said.includes(word)) && said.some((word) => word.startsWith(last));
}

function textOf(content: Content): string {
  const fields = new Map<string, unknown>(Object.entries(content));
  const file = fields.get('file');
  const name = typeof file === 'object' && file !== null && 'fileName' in file ? file.fileName : undefined;
  return [...SAID.map((field) => fields.get(field)), name].filter((one) => typeof one === 'string').join(' ');
}

/** The bubble in which a found message is seen: an edit and a reaction stand on the message they are about. */
export function shownIn(seq: number, messages: readonly Message[]): string | undefined {
  const message = messages.find((one) => one.seq === seq);
  const about = message && aboutWhich(message.content);
  return (about && messages.find(({ providerMessageId }) => providerMessageId === about)?.id) ?? message?.id;
}

function aboutWhich(content: Content): string | undefined {
  if (content.type === 'reaction') return content.to;
  return content.type === 'edit' || content.type === 'revoke' ? content.of : undefined;
}

/** The match `step` further on, round and round. */
export function stepped(matches: readonly number[], at: number | undefined, step: 1 | -1): number | undefined {
  const index = at === undefined ? -1 : matches.indexOf(at);
  return matches.at((index + step + matches.length) % Math.max(1, matches.length));
}

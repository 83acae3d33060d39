/** A reply written once and used often, as "/hours". */
export type CannedReply = {
  id: string;
  shortcut: string;
  language: string;
  title: string;
  body: string;
  text: string; // as it would be sent to this customer
};

const VARIABLE = /\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}/gi;

/** The shortcut being typed: "/ho" at the very start, or after a blank. Null: none. */
export function slashQuery(text: string, caret: number): { from: number; query: string } | null {
  const match = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, caret));
  const query = match?.[1];
  return query === undefined ? null : { from: caret - query.length - 1, query: query.toLowerCase() };
}

/** A colleague being named in a note: "@an". Null: none. */
export function mentionQuery(text: string, caret: number): { from: number; query: string } | null {
  const match = /(?:^|\s)@([\p{L}\p{N}_.-]*)$/u.exec(text.slice(0, caret));
  const query = match?.[1];
  return query === undefined ? null : { from: caret - query.length - 1, query: query.toLowerCase() };
}

/**
 * The replies that fit what was typed: by shortcut first, then by title and words; of several languages of one reply the
 * customer's, else the first.
 */
export function fittingReplies(
  all: readonly CannedReply[],
  query: string,
  language: string | null,
  limit = 8,
): CannedReply[] {
  const spoken = new Map<string, CannedReply>();
  for (const reply of all) {
    const known = spoken.get(reply.shortcut);
    if (!known || (isOf(reply, language) && !isOf(known, language))) spoken.set(reply.shortcut, reply);
  }
  return [...spoken.values()]
    .map((reply) => ({ reply, rank: rankOf(reply, query) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .slice(0, limit)
    .map(({ reply }) => reply);
}

const NO_MATCH = 9;
const isOf = (reply: CannedReply, language: string | null): boolean =>
  language !== null && reply.language.split('-')[0] === language.split('-')[0];

function rankOf({ shortcut, title, body }: CannedReply, query: string): number {
  if (shortcut === query) return 0;
  if (shortcut.startsWith(query)) return 1;
  if (title.toLowerCase().includes(query)) return 2;
  return body.toLowerCase().includes(query) ? 3 : NO_MATCH;
}

/** Names of variables that nobody filled in. They are not for customers. */
export const unfilled = (text: string): string[] => [...text.matchAll(VARIABLE)].map((match) => match[1]!);

/** Puts `words` in place of what was typed between `from` and `to`. */
export function replaced(text: string, from: number, to: number, words: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + words + text.slice(to), caret: from + words.length };
}

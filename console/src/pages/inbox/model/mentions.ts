import type { PersonRef } from './shapes.ts';

/** Part of a note: words, or a colleague who is named. */
export type NotePiece = { kind: 'words'; text: string } | { kind: 'person'; text: string; id: string };

/** As the server keeps a name in a note. @see server/src/inbox/entries.ts */
const NAMED = /@\[([^\]\n]{1,100})\]\(([0-9a-f-]{36})\)/gi;

/** Reads a note: `@[Ana](id)` is Ana. */
export function readNote(body: string): NotePiece[] {
  const pieces: NotePiece[] = [];
  let from = 0;
  for (const match of body.matchAll(NAMED)) {
    if (match.index > from) pieces.push({ kind: 'words', text: body.slice(from, match.index) });
    pieces.push({ kind: 'person', text: `@${match[1]}`, id: match[2]! });
    from = match.index + match[0].length;
  }
  if (from < body.length) pieces.push({ kind: 'words', text: body.slice(from) });
  return pieces;
}

/** A note as somebody would type it. */
export const typedNote = (body: string): string => body.replaceAll(NAMED, '@$1');

/** What somebody typed, with colleagues as the server wants them; of "@Ana" and "@Ana Maria" the longer name counts. */
export function withMentions(typed: string, colleagues: readonly PersonRef[]): string {
  if (colleagues.length === 0) return typed;
  const byName = new Map(colleagues.map(({ id, name }) => [name, id]));
  const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const named = new RegExp(`@(${names.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return typed.replaceAll(named, (_, name: string) => `@[${name}](${byName.get(name)})`);
}

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

import type { Reply } from './calls.ts';

/** One reply in all its languages. */
export type ReplyGroup = { shortcut: string; replies: Reply[] };

/** Replies of one shortcut together, those that have the words in sight first; all words must be there. */
export function groupsOf(all: readonly Reply[], search: string): ReplyGroup[] {
  const words = search.toLowerCase().replace(/^\//, '').split(/\s+/).filter(Boolean);
  const groups = Map.groupBy(all, ({ shortcut }) => shortcut);
  return [...groups]
    .map(([shortcut, replies]) => ({ shortcut, replies }))
    .filter(({ replies }) => words.every((word) => replies.some((reply) => textOf(reply).includes(word))))
    .sort((a, b) => a.shortcut.localeCompare(b.shortcut));
}

const textOf = ({ shortcut, title, body }: Reply): string => `${shortcut} ${title} ${body}`.toLowerCase();

/** What can stand in a reply, and an example of each. @see server/src/inbox/canned-replies.ts */
export const VARIABLES = {
  'contact.name': 'Maya Lin',
  'contact.first_name': 'Maya',
  'contact.phone': '+1 650 555 0101',
  'agent.name': 'Ana Torres',
  'agent.first_name': 'Ana',
  'business.name': null,
  'business.hours': null,
  'business.address': null,
  'business.phone': null,
  'business.email': null,
} as const;

/** Takes a shortcut as people write it: "/Opening hours" is "opening-hours". */
export const shortcutOf = (typed: string): string =>
  typed
    .trim()
    .replace(/^\/+/, '')
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{N}_-]/gu, '')
    .slice(0, 40);

/** What a reader sees: what is known is filled in, the rest stays as it is written. */
export const exampleOf = (body: string, values: Readonly<Record<string, string | null | undefined>>): string =>
  body.replaceAll(/\{\{\s*([\w.]{1,60})\s*\}\}/g, (whole, name: string) => values[name.toLowerCase()] || whole);

import { hasId, type PersonRef } from './shapes.ts';

/** Somebody of the team looks at a conversation, types in it, or left. */
export type HereWord = { conversationId: string; person: PersonRef; state: 'viewing' | 'typing' | 'gone' };
export type Here = (PersonRef & { state: 'viewing' | 'typing' })[];

/** What silence means after each word: said again every 5 s while typing and every 20 s while looking. @see server/src/inbox/here.ts */
const NEXT = {
  typing: { state: 'viewing', afterMs: 12_000 },
  viewing: { state: 'gone', afterMs: 60_000 },
} as const;

export const isHereWord = (value: unknown): value is HereWord =>
  typeof value === 'object' &&
  value !== null &&
  'conversationId' in value &&
  'person' in value &&
  hasId(value.person) &&
  'state' in value &&
  (value.state === 'viewing' || value.state === 'typing' || value.state === 'gone');

/** Who is here after a word; each is named once. */
export function hereAfter(here: Here, { person, state }: HereWord): Here {
  const others = here.filter(({ id }) => id !== person.id);
  return state === 'gone' ? others : [...others, { ...person, state }];
}

/**
 * Passes words on, and the silence after them: a colleague whose laptop was closed is not shown as typing for ever.
 *
 * @param later runs something after a while and gives what takes that back; tests have their own.
 */
export function withSilence(take: (word: HereWord) => void, later: (run: () => void, ms: number) => () => void) {
  const waiting = new Map<string, () => void>();
  return function hear(word: HereWord): void {
    const key = `${word.conversationId} ${word.person.id}`;
    waiting.get(key)?.();
    waiting.delete(key);
    take(word);
    if (word.state === 'gone') return;
    const { state, afterMs } = NEXT[word.state];
    waiting.set(
      key,
      later(() => hear({ ...word, state }), afterMs),
    );
  };
}

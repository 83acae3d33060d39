import { z } from 'zod';
import type { LiveVoice } from '../platform/live.ts';
import { SECOND } from '../platform/time.ts';
import { PersonRef } from './api.ts';
import type { ConversationRow } from './rows.ts';

/** A screen says again every 20 s that it looks, every 5 s that somebody types. Silence for longer means they left. */
const LOOKS_MS = 60 * SECOND;
const TYPES_MS = 12 * SECOND;

export const HERE_STATES = ['viewing', 'typing', 'gone'] as const;

/** Said on the topic `typing`: who of the team looks at a conversation, or writes in it. */
export const HereWord = z.object({
  conversationId: z.uuid(),
  person: PersonRef,
  state: z.enum(HERE_STATES),
  at: z.iso.datetime(),
});
export type HereWord = z.infer<typeof HereWord>;

/** The topic of these words in live events. */
const TOPIC = 'typing';

/**
 * Who of the team is in which conversation right now, as far as this node heard. In memory only: it is news of seconds.
 */
export function whoIsHere(now: () => Date) {
  const byConversation = new Map<string, Map<string, HereWord>>();

  function hear(businessId: string, topic: string, said: unknown): void {
    const read = HereWord.safeParse(said);
    if (topic !== TOPIC || !read.success) return;
    const { conversationId, person, state } = read.data;
    const key = `${businessId} ${conversationId}`;
    const people = byConversation.get(key) ?? new Map<string, HereWord>();
    if (state === 'gone') people.delete(person.id);
    else people.set(person.id, read.data);
    if (people.size > 0) byConversation.set(key, people);
    else byConversation.delete(key);
  }

  return {
    hear,
    say(voice: LiveVoice | undefined, businessId: string, word: Omit<HereWord, 'at'>): void {
      const said = { ...word, at: now().toISOString() };
      if (voice) voice.say(businessId, TOPIC, `${word.conversationId} ${word.person.id}`, said);
      else hear(businessId, TOPIC, said);
    },
    here(businessId: string, conversationId: string): ConversationRow['here'] {
      const people = byConversation.get(`${businessId} ${conversationId}`);
      if (!people) return [];
      const found: ConversationRow['here'] = [];
      for (const [id, { person, state, at }] of people) {
        const silentMs = now().getTime() - Date.parse(at);
        if (silentMs > LOOKS_MS) people.delete(id);
        else found.push({ ...person, state: state === 'typing' && silentMs <= TYPES_MS ? 'typing' : 'viewing' });
      }
      return found;
    },
  };
}
export type WhoIsHere = ReturnType<typeof whoIsHere>;

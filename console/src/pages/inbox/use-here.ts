import { useCallback, useEffect, useRef } from 'react';
import { useMe } from '../../session/use-me.ts';
import { sayHere } from './calls.ts';

const LOOKING_EVERY_MS = 20_000;
const TYPING_EVERY_MS = 5_000;

/** Tells colleagues that one looks at a conversation; the result tells that one types. It never disturbs the work. */
export function useHere(conversationId: string): () => void {
  const { person } = useMe();
  const typedAt = useRef(0);
  const say = useCallback(
    (state: 'viewing' | 'typing' | 'gone') => {
      if (person) sayHere(conversationId, state).catch(() => {}); // a colleague not knowing it is no failure
    },
    [conversationId, person],
  );
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && say('viewing');
    look();
    const timer = setInterval(look, LOOKING_EVERY_MS);
    return () => {
      clearInterval(timer);
      say('gone');
    };
  }, [say]);
  return useCallback(() => {
    const now = performance.now();
    if (now - typedAt.current < TYPING_EVERY_MS) return;
    typedAt.current = now;
    say('typing');
  }, [say]);
}

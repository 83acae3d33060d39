import { useCallback, useEffect, useRef } from 'react';
import { useMe } from '../../session/use-me.ts';
import { type HereState, sayHere } from './calls.ts';

const LOOKING_EVERY_MS = 20_000;
const TYPING_EVERY_MS = 5_000;

/**
 * Tells colleagues that one looks at a conversation; the result tells whether one types. It never disturbs the work.
 */
export function useHere(conversationId: string): (isTyping: boolean) => void {
  const { person } = useMe();
  const typedAt = useRef<number | null>(null);
  const say = useCallback(
    (state: HereState) => {
      if (person) sayHere(conversationId, state).catch(() => {}); // a colleague not knowing it is no failure
    },
    [conversationId, person],
  );
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      if (typedAt.current !== null && performance.now() - typedAt.current < TYPING_EVERY_MS) return;
      say('viewing');
    };
    const leave = () => say('gone');
    look();
    const timer = setInterval(look, LOOKING_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', look);
      leave();
    };
  }, [say]);
  return useCallback(
    (isTyping) => {
      if (!isTyping) {
        if (typedAt.current !== null) say('viewing');
        typedAt.current = null;
        return;
      }
      const now = performance.now();
      if (typedAt.current !== null && now - typedAt.current < TYPING_EVERY_MS) return;
      typedAt.current = now;
      say('typing');
    },
    [say],
  );
}

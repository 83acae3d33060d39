import { useCallback, useEffect, useState } from 'react';

/** What one began to write stays with its conversation, also when the page is left. */
export function useDraft(business: string, conversationId: string, mode: string): [string, (text: string) => void] {
  const key = `parlour.draft.${business}.${conversationId}.${mode}`;
  const [text, setText] = useState(() => read(key));
  useEffect(() => setText(read(key)), [key]);
  const change = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === '') sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, next);
      } catch {
        // Kept for this visit only.
      }
    },
    [key],
  );
  return [text, change];
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

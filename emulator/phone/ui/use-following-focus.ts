import { useEffect, useRef } from 'react';
import { focusField } from './focus.ts';
import { hrefOf } from './route.ts';

/**
 * Lets the focus follow from the list into the chat that was opened, and back to the chat that was left. What the
 * person has focused elsewhere stays, and nobody is pulled about by the first drawing.
 *
 * @param shown is null until there is something to show; its `numberId` is undefined while a list fills the screen.
 */
export function useFollowingFocus(
  shown: { phoneId: string; numberId: string | undefined; isNarrow: boolean } | null,
): void {
  const before = useRef<string | null>(null);
  const now = shown && (shown.numberId ?? (shown.isNarrow ? 'list' : null));
  const phoneId = shown?.phoneId;
  useEffect(() => {
    const left = before.current;
    before.current = now;
    if (!phoneId || !now || !left || left === now) return;
    if (now === 'list') focusInList(phoneId, left);
    else if (left === 'list' || isInList(document.activeElement)) focusChat();
  }, [phoneId, now]);
}

const isInList = (element: Element | null) => Boolean(element?.closest('.chat-list'));

function focusChat(): void {
  const screen = document.querySelector('.conversation');
  screen?.querySelector('button')?.focus({ preventScroll: true });
  focusField(screen);
}

function focusInList(phoneId: string, numberId: string): void {
  const link = document.querySelector<HTMLElement>(`a[href="${CSS.escape(hrefOf(phoneId, numberId))}"]`);
  link?.focus({ preventScroll: true });
}

import { useLayoutEffect, useRef } from 'react';

/**
 * While something lies over the page its parts beneath are inert and lose the focus; afterwards what had it gets it
 * back. When that element is gone or can no longer be used, `fallback` finds another.
 */
export function useReturnedFocus(covered: boolean, fallback: () => void): void {
  const opener = useRef<Element | null>(null);
  if (covered) opener.current ??= document.activeElement;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the uncovering matters
  useLayoutEffect(() => {
    if (covered || !opener.current) return;
    const element = opener.current;
    opener.current = null;
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
    if (document.activeElement === document.body) fallback();
  }, [covered]);
}

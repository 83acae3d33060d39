/** Where the focus goes when what had it disappears. */

/** To the field one writes in, except where that would raise a keyboard from the glass. */
export function focusField(screen: Element | null): void {
  if (!matchMedia('(hover: hover)').matches) return;
  screen?.querySelector<HTMLElement>('.composer textarea')?.focus({ preventScroll: true });
}

/** To the message that `inside` is a part of: a reply button, once chosen, can no longer have it. */
export function focusBubble(inside: Element): void {
  inside.closest<HTMLElement>('[data-bubble]')?.focus({ preventScroll: true });
}

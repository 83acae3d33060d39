import { useEffect, useState } from 'react';

/** Gives the focus back to whoever had it when this was first drawn: for dialogs that are only there while open. */
export function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (!(opener instanceof HTMLElement)) return;
      // After the dialog is out of the page; whatever took the focus meanwhile keeps it.
      requestAnimationFrame(() => {
        if (opener.isConnected && document.activeElement === document.body) opener.focus({ preventScroll: true });
      });
    },
    [opener],
  );
}

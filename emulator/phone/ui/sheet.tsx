import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

type SheetProps = { title: string; onClose(): void; children: React.ReactNode; className?: string };

/**
 * A panel that slides up over the conversation. It takes the focus and gives it back; Escape or a tap beside it
 * closes it. What lies beneath is inert meanwhile, which the conversation sees to.
 */
export function Sheet({ title, onClose, children, className = '' }: SheetProps) {
  const panel = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('[data-first-focus]');
    (first ?? panel.current)?.focus({ preventScroll: true });
  }, []);

  return (
    <div className="sheet-layer">
      <button type="button" className="sheet-backdrop" tabIndex={-1} aria-hidden="true" onClick={onClose} />
      <dialog
        open
        ref={panel}
        className={`sheet ${className}`}
        aria-label={title}
        tabIndex={-1}
        onKeyDown={closeOnEscape(onClose)}
      >
        <header className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="round" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </dialog>
    </div>
  );
}

export const closeOnEscape = (onClose: () => void) => (event: React.KeyboardEvent) => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  onClose();
};

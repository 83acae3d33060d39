import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';
import { Layer } from './layer.tsx';

type SheetProps = { title: string; onClose(): void; children: React.ReactNode; className?: string };

/**
 * A panel that slides up over the conversation and takes the focus. What lies beneath is inert meanwhile, which the
 * conversation sees to.
 */
export function Sheet({ title, onClose, children, className = '' }: SheetProps) {
  const panel = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const first = panel.current?.querySelector<HTMLElement>('[data-first-focus]');
    const target = first && !raisesKeyboard(first) ? first : panel.current;
    target?.focus({ preventScroll: true });
  }, []);

  return (
    <Layer onClose={onClose}>
      <dialog open ref={panel} className={`sheet ${className}`} aria-label={title} tabIndex={-1}>
        <header className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="round" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </dialog>
    </Layer>
  );
}

/** On glass, a field that takes the focus by itself would cover the panel with a keyboard. */
const raisesKeyboard = (element: HTMLElement) =>
  element.matches('input:not([type="radio"])') && !matchMedia('(hover: hover)').matches;

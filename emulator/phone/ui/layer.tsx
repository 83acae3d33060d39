type LayerProps = { onClose(): void; children: React.ReactNode; className?: string };

/** Lies over the conversation and holds one panel; Escape or a tap beside the panel closes it. */
export function Layer({ onClose, children, className = '' }: LayerProps) {
  const closeOnEscape = (event: React.KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape reaches it from the controls inside
    <div className={`sheet-layer ${className}`} onKeyDown={closeOnEscape}>
      <button
        type="button"
        className="sheet-backdrop"
        tabIndex={-1}
        aria-hidden="true"
        onMouseDown={(event) => event.preventDefault()} // the focus stays in the panel
        onClick={onClose}
      />
      {children}
    </div>
  );
}

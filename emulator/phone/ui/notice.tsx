import { useEffect } from 'react';
import { useSelect, useVerbs } from './app-context.tsx';
import { Icon } from './icon.tsx';

const SHOWN_MS = 7_000;

/** The last thing that did not work, and whether the emulator is in reach. */
export function Notice() {
  const { notice: dismiss } = useVerbs();
  const notice = useSelect((state) => state.notice);
  const lost = useSelect((state) => state.link === 'lost');
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => dismiss(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);

  return (
    <div className="notices" role="status">
      {lost && <p className="notice notice-lost">The emulator cannot be reached. Trying again…</p>}
      {notice && (
        <p className="notice">
          {notice}
          <button type="button" className="round" aria-label="Dismiss" onClick={() => dismiss(null)}>
            <Icon name="close" size={18} />
          </button>
        </p>
      )}
    </div>
  );
}

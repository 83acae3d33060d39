import { memo, useId, useState } from 'react';
import type { LedgerEntry } from '../../src/phone-api.ts';
import { useSelect } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Json } from './json.tsx';

const SHOWN_AT_FIRST = 30;

/** What just went over the wire between the emulator and the business, newest first. */
export function Ledger() {
  const heading = useId();
  const entries = useSelect((state) => state.ledger);
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, SHOWN_AT_FIRST);

  return (
    <section className="ledger" aria-labelledby={heading}>
      <h2 id={heading}>Over the wire</h2>
      {entries.length === 0 && <p className="quiet">Calls and webhooks appear here as they happen.</p>}
      <ul>
        {shown.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
      {entries.length > shown.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show {entries.length - shown.length} more
        </button>
      )}
    </section>
  );
}

const Entry = memo(function Entry({ entry }: { entry: LedgerEntry }) {
  const [open, setOpen] = useState(false);
  const toBusiness = entry.direction === 'to_business';
  return (
    <details className={`entry entry-${entry.direction}`} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="entry-sign" role="img" aria-label={toBusiness ? 'To the business' : 'From the business'}>
          <Icon name={toBusiness ? 'arrow-right' : 'arrow-left'} size={16} />
        </span>
        <span className="entry-words">
          <span className="entry-summary">{entry.summary}</span>
          <small className="numbers">
            {entry.method} {entry.path}
          </small>
        </span>
        <Outcome entry={entry} />
      </summary>
      {open && (
        <div className="entry-inside">
          <Part title="Request" text={entry.request} />
          <Part title="Response" text={entry.response} />
        </div>
      )}
    </details>
  );
});

function Outcome({ entry: { status, ms } }: { entry: LedgerEntry }) {
  if (status === null && ms === null) return <span className="outcome">…</span>;
  if (status === null) return <span className="outcome outcome-failed">No answer</span>;
  return (
    <span className={`outcome numbers ${status < 400 ? 'outcome-fine' : 'outcome-failed'}`}>
      {status}
      {ms !== null && <small>{Math.round(ms)} ms</small>}
    </span>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  if (!text) return null;
  return (
    <>
      <h3>{title}</h3>
      <Json text={text} />
    </>
  );
}

import { memo, useId, useState } from 'react';
import type { LedgerEntry } from '../../src/phone-api.ts';
import { ledgerUrl } from '../api/client.ts';
import { useSelect } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Json } from './json.tsx';

const SHOWN_AT_FIRST = 30;

/** What just went over the wire between the emulator and the business, newest first. */
export function Ledger() {
  const heading = useId();
  const entries = useSelect((state) => state.ledger);
  const [all, setAll] = useState(false);
  const [which, setWhich] = useState<Which>('all');
  const wanted = entries.filter(WHICH[which].is);
  const shown = all ? wanted : wanted.slice(0, SHOWN_AT_FIRST);

  return (
    <section className="ledger" aria-labelledby={heading}>
      <div className="ledger-head">
        <h2 id={heading}>Over the wire</h2>
        <a className="link" href={ledgerUrl} download>
          <Icon name="download" size={16} /> Export
        </a>
      </div>
      {entries.length > 0 && (
        <fieldset className="ledger-filter" aria-label="Show">
          {Object.entries(WHICH).map(([name, { title }]) => (
            <button
              key={name}
              type="button"
              aria-pressed={which === name}
              onClick={() => isWhich(name) && setWhich(name)}
            >
              {title}
            </button>
          ))}
        </fieldset>
      )}
      {entries.length > 0 && wanted.length === 0 && <p className="quiet">Nothing of that kind so far.</p>}
      {entries.length === 0 && <p className="quiet">Calls and webhooks appear here as they happen.</p>}
      <ul>
        {shown.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
      {wanted.length > shown.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          Show {wanted.length - shown.length} more
        </button>
      )}
    </section>
  );
}

type Which = keyof typeof WHICH;
const WHICH = {
  all: { title: 'All', is: () => true },
  calls: { title: 'Calls', is: ({ direction }: LedgerEntry) => direction === 'from_business' },
  webhooks: { title: 'Webhooks', is: ({ direction }: LedgerEntry) => direction === 'to_business' },
  failed: { title: 'Failed', is: ({ status, ms }: LedgerEntry) => ms !== null && (status === null || status >= 400) },
};
const isWhich = (name: string): name is Which => name in WHICH;

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
          {entry.trouble && <span className="entry-trouble">Trouble: {entry.trouble}</span>}
          {(entry.attempt ?? 1) > 1 && <span className="entry-trouble">Try {entry.attempt}</span>}
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

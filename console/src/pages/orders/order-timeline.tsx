import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import type { Order } from './calls.ts';
import css from './orders.module.css';

type Step = Order['history'][number];
type Note = Order['notes'][number];

/** What happened, who did it, and how the customer was told; notes of the team between the steps. */
export function OrderTimeline({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <div>
      <h3 className={css.heading}>{t('orders.timeline')}</h3>
      <ol className={css.timeline}>
        {entriesOf(order).map((entry) =>
          'text' in entry ? <NoteEntry key={entry.id} note={entry} /> : <StepEntry key={entry.state} step={entry} />,
        )}
      </ol>
    </div>
  );
}

function entriesOf({ history, notes }: Order): (Step | Note)[] {
  const all: (Step | Note)[] = [...history, ...notes];
  return all
    .map((entry, position) => ({ entry, position }))
    .sort((a, b) => a.entry.at.localeCompare(b.entry.at) || a.position - b.position)
    .map(({ entry }) => entry);
}

function StepEntry({ step }: { step: Step }) {
  const { t } = useTranslation('orders');
  const who = step.actorName ?? t(`orders.actor.${step.actor}`, { defaultValue: step.actor });
  return (
    <li>
      {t(`orders.happened.${step.state}`)}
      <div className={css.quiet}>
        {who} · <RelativeTime at={step.at} />
      </div>
      {step.notice && <Told notice={step.notice} />}
    </li>
  );
}

const TONES: Record<string, Tone> = {
  queued: 'waiting',
  sending: 'waiting',
  in_doubt: 'waiting',
  sent: 'quiet',
  delivered: 'good',
  read: 'read',
  played: 'read',
  failed: 'failed',
  expired: 'failed',
};

/** Honest: what the message came to, or why there was none. */
function Told({ notice }: { notice: NonNullable<Step['notice']> }) {
  const { t } = useTranslation('orders');
  const { problem, status } = notice;
  if (problem === 'not-wanted') return <div className={css.quiet}>{t('orders.told.notWanted')}</div>;
  if (problem)
    return (
      <StatusBadge tone="failed">
        {t(`orders.whyNot.${problem}`, { defaultValue: t('orders.whyNot.other') })}
      </StatusBadge>
    );
  const said = status ?? 'queued';
  return <StatusBadge tone={TONES[said] ?? 'quiet'}>{t(`orders.told.${said}`, { defaultValue: said })}</StatusBadge>;
}

function NoteEntry({ note }: { note: Note }) {
  const { t } = useTranslation('orders');
  return (
    <li data-note>
      <div className={css.note} dir="auto">
        {note.text}
      </div>
      <div className={css.quiet}>
        {note.authorName ?? t('orders.actor.operator')} · <RelativeTime at={note.at} />
      </div>
    </li>
  );
}

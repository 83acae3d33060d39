import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { Timeline, TimelineEntry } from '../../ui/timeline.tsx';
import type { Order } from './calls.ts';

type Step = Order['history'][number];
type Note = Order['notes'][number];

/** What happened, who did it, and how the customer was told; notes of the team between the steps. */
export function OrderTimeline({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <div>
      <h3 className="part-heading">{t('orders.timeline')}</h3>
      <Timeline>
        {entriesOf(order).map((entry) =>
          'text' in entry ? <NoteEntry key={entry.id} note={entry} /> : <StepEntry key={entry.state} step={entry} />,
        )}
      </Timeline>
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
    <TimelineEntry>
      {t(`orders.happened.${step.state}`)}
      <div className="quiet">
        {who} · <RelativeTime at={step.at} />
      </div>
      {step.notice && <Told notice={step.notice} />}
    </TimelineEntry>
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
  if (problem === 'not-wanted') return <div className="quiet">{t('orders.told.notWanted')}</div>;
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
    <TimelineEntry mark="note">
      <div className="written" dir="auto">
        {note.text}
      </div>
      <div className="quiet">
        {note.authorName ?? t('orders.actor.operator')} · <RelativeTime at={note.at} />
      </div>
    </TimelineEntry>
  );
}

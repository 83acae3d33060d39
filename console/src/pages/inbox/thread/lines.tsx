import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/use-formats.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { Entry, Message } from '../model/shapes.ts';
import css from './thread.module.css';

export function DayLine({ at }: { at: string }) {
  const { t } = useTranslation('inbox');
  const { day } = useFormats();
  const now = useNow();
  const moment = new Date(at);
  const ago = Math.round((startOf(now) - startOf(moment)) / (24 * 3_600_000));
  return (
    <div className={css.day}>
      {ago === 0 ? t('inbox.day.today') : ago === 1 ? t('inbox.day.yesterday') : day(moment, now)}
    </div>
  );
}

const startOf = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

export function UnreadLine() {
  const { t } = useTranslation('inbox');
  return <div className={css.unread}>{t('inbox.unreadLine')}</div>;
}

/** What the team did. */
export function EntryLine({ entry }: { entry: Entry }) {
  const { exact, clock } = useFormats();
  const at = new Date(entry.at);
  const time = (
    <time dateTime={entry.at} title={exact(at)}>
      {clock(at)}
    </time>
  );
  return (
    <div className={css.happened}>
      <EntryWords entry={entry} /> · {time}
    </div>
  );
}

export function EntryWords({ entry: { kind, actor, details } }: { entry: Entry }) {
  const { t } = useTranslation('inbox');
  const name = actor.name;
  switch (kind) {
    case 'assigned': {
      const to = details?.to?.name;
      if (!to) return t('inbox.entry.unassigned', { name });
      if (details?.inTurn) return t('inbox.entry.inTurn', { to });
      return to === name ? t('inbox.entry.tookIt', { name }) : t('inbox.entry.assigned', { name, to });
    }
    case 'status':
      return t('inbox.entry.status', { name, status: t(`inbox.status.${details?.status ?? 'open'}`) });
    case 'labels':
      return details?.added?.length
        ? t('inbox.entry.labelled', { name, labels: details.added.join(', ') })
        : t('inbox.entry.unlabelled', { name, labels: details?.removed?.join(', ') ?? '' });
    default:
      return t(`inbox.entry.${kind}`, { name });
  }
}

/** Told by the platform, said by nobody. */
export function ToldLine({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const { content } = message;
  const words =
    content.type === 'system'
      ? (content.body ??
        t(`inbox.told.${content.kind}`, { defaultValue: t('inbox.told.other', { kind: content.kind }) }))
      : content.type === 'call_permission_reply'
        ? t(content.accepted ? 'inbox.told.callsAllowed' : 'inbox.told.callsRefused')
        : t('inbox.told.opened');
  return <div className={css.happened}>{words}</div>;
}

import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { Money } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TimelineEntry, Timeline as TimelineList } from '../../ui/timeline.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useList } from '../../ui/use-list.ts';
import { type TimelineEntry as Happened, timelineOf } from './calls.ts';

const MARKS: Partial<Record<Happened['kind'], 'waiting' | 'read'>> = { ticket: 'waiting', messages: 'read' };

/** What happened with one person, newest first. */
export function Timeline({ contactId }: { contactId: string }) {
  const { t } = useTranslation('contacts');
  const list = useList(timelineOf(useBusiness(), contactId));
  return (
    <section>
      <h3 className="part-heading">{t('contacts.timeline.title')}</h3>
      {list.isFirst && <Skeleton height={120} />}
      {Boolean(list.error) && <Trouble error={list.error} retry={list.retry} />}
      <TimelineList isClose>
        {list.rows.map((entry) => (
          <TimelineEntry key={entry.key} mark={MARKS[entry.kind]}>
            <Entry entry={entry} />
            <div className="quiet">
              <RelativeTime at={entry.at} />
            </div>
          </TimelineEntry>
        ))}
      </TimelineList>
      {list.hasMore && (
        <Button variant="default" loading={list.isReadingMore} onClick={list.more}>
          {t('contacts.timeline.more')}
        </Button>
      )}
    </section>
  );
}

function Entry({ entry }: { entry: Happened }) {
  const { t } = useTranslation('contacts');
  const business = useBusiness();
  const { number } = useFormats();
  switch (entry.kind) {
    case 'messages':
      return (
        <Link to={`/${business}/inbox/${entry.conversationId}`}>
          {t('contacts.timeline.messages', { received: number(entry.received), sent: number(entry.sent) })}
        </Link>
      );
    case 'order':
      return (
        <Link to={`/${business}/orders/${entry.number}`}>
          {t('contacts.timeline.order', {
            number: entry.number,
            state: t(`contacts.orderState.${entry.state}`, { defaultValue: entry.state }),
          })}{' '}
          · <Money amount={entry.amount} currency={entry.currency} />
        </Link>
      );
    case 'ticket':
      return (
        <>
          <Link to={`/${business}/factory/tickets/${entry.ticket}/${entry.number}`}>
            {t(`contacts.timeline.${entry.ticket}`, {
              number: entry.number,
              state: t(`contacts.ticketState.${entry.state}`, { defaultValue: entry.state }),
            })}
          </Link>
          {entry.note && <div dir="auto">{entry.note}</div>}
        </>
      );
    case 'consent':
      return (
        <>
          {t(entry.granted ? 'contacts.consent.said' : 'contacts.consent.refused')} · <bdi>{entry.source}</bdi>
        </>
      );
    case 'contact':
      return entry.what === 'created'
        ? t('contacts.timeline.created')
        : t('contacts.timeline.merged', { name: entry.name || t('contacts.nobody') });
  }
}

import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconInboxOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { useFilters } from '../../ui/filters.ts';
import { DetailPane, ListWithDetail } from '../../ui/list-with-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useList } from '../../ui/use-list.ts';
import { useWrite } from '../../ui/use-write.ts';
import { eventFilters, eventOf, eventsOf, type InboundEvent, type News, newsOf, readAgain } from './calls.ts';
import css from './developers.module.css';
import { JsonBlock } from './json-block.tsx';

/** What providers told us, as it came; and what nothing followed from, with the reason. */
export function EventsPage() {
  const { t } = useTranslation('developers');
  const { values, replace } = useFilters();
  const isNews = values.kind === 'news';
  const tabs = (
    <SegmentedControl
      aria-label={t('developers.events.title')}
      value={isNews ? 'news' : 'raw'}
      onChange={(kind) => replace(kind === 'news' ? { kind } : {})}
      data={[
        { value: 'raw', label: t('developers.events.raw') },
        { value: 'news', label: t('developers.events.news') },
      ]}
    />
  );
  return (
    <Page title={t('developers.events.title')} tools={tabs}>
      {isNews ? <NewsList /> : <RawEvents />}
    </Page>
  );
}

function RawEvents() {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  const { id } = useParams();
  const navigate = useNavigate();
  const { values } = useFilters();
  const list = useList(eventsOf(business, eventFilters(values)));
  const close = () => navigate(`/${business}/developers/events${location.search}`);
  const columns: Column<InboundEvent>[] = [
    {
      key: 'what',
      title: t('developers.events.what'),
      isFixed: true,
      width: 'minmax(160px, 2fr)',
      render: ({ fields }) => fields.join(', ') || t('developers.events.unreadable'),
      csv: ({ fields }) => fields.join(', '),
    },
    {
      key: 'when',
      title: t('developers.when'),
      render: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
      csv: ({ receivedAt }) => receivedAt,
    },
    {
      key: 'source',
      title: t('developers.events.source'),
      render: ({ source }) => source,
      csv: ({ source }) => source,
      onPhones: false,
    },
    {
      key: 'bytes',
      title: t('developers.events.bytes'),
      align: 'end',
      width: '96px',
      render: ({ bytes }) => bytes,
      csv: ({ bytes }) => bytes,
      onPhones: false,
    },
  ];
  return (
    <ListWithDetail
      label={t('developers.events.one')}
      width={560}
      list={
        <DataList
          name="inbound-events"
          label={t('developers.events.title')}
          list={list}
          columns={columns}
          rowKey={({ id: key }) => key}
          href={(row) => `/${business}/developers/events/${row.id}`}
          openKey={id ?? null}
          search={t('developers.events.search')}
          csv
          empty={
            <EmptyState
              icon={IconInboxOff}
              title={t('developers.events.empty')}
              text={t('developers.events.emptyText')}
            />
          }
        />
      }
      detail={id ? <EventDetail key={id} id={id} onClose={close} /> : null}
      onClose={close}
    />
  );
}

function EventDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('developers');
  const { can } = useMe();
  const query = useQuery(eventOf(useBusiness(), id));
  const again = useWrite({
    write: () => readAgain(id),
    touches: ['conversations', 'channel-news'],
    done: ({ messages, statuses, events }) => ({
      message: t('developers.events.readAgain', { messages, statuses, events }),
    }),
  });
  return (
    <DetailPane title={t('developers.events.one')} onClose={onClose}>
      <div className={css.detail}>
        {query.isPending && <DetailSkeleton />}
        {query.error && <Trouble error={query.error} retry={query.refetch} />}
        {query.data && (
          <>
            <Facts isLong mb={16}>
              <Fact label={t('developers.when')}>
                <RelativeTime at={query.data.receivedAt} />
              </Fact>
              <Fact label={t('developers.events.source')}>{query.data.source}</Fact>
            </Facts>
            <Text size="sm" c="dimmed" mb="sm">
              {t('developers.events.masked')}
            </Text>
            <JsonBlock value={query.data.payload} label={t('developers.events.payload')} />
            {can('operations:write') && (
              <Group mt="md">
                <Button variant="light" loading={again.isPending} onClick={() => again.mutate()}>
                  {t('developers.events.again')}
                </Button>
                <Text size="sm" c="dimmed">
                  {t('developers.events.againText')}
                </Text>
              </Group>
            )}
          </>
        )}
      </div>
    </DetailPane>
  );
}

function NewsList() {
  const { t } = useTranslation('developers');
  const { values } = useFilters();
  const list = useList(newsOf(useBusiness(), values.outcome === 'parked' ? 'parked' : undefined));
  const columns: Column<News>[] = [
    {
      key: 'field',
      title: t('developers.events.what'),
      isFixed: true,
      render: ({ field }) => field,
      csv: ({ field }) => field,
    },
    {
      key: 'outcome',
      title: t('developers.state'),
      width: '140px',
      render: ({ outcome }) => (
        <StatusBadge tone={outcome === 'applied' ? 'good' : 'waiting'}>
          {t(`developers.events.outcome.${outcome}`)}
        </StatusBadge>
      ),
      csv: ({ outcome }) => outcome,
    },
    {
      key: 'reason',
      title: t('developers.events.reason'),
      width: 'minmax(200px, 3fr)',
      render: ({ reason }) => reason,
      csv: ({ reason }) => reason,
    },
    {
      key: 'when',
      title: t('developers.when'),
      width: '140px',
      render: ({ receivedAt }) => <RelativeTime at={receivedAt} />,
      csv: ({ receivedAt }) => receivedAt,
    },
  ];
  return (
    <DataList
      name="channel-news"
      label={t('developers.events.news')}
      list={list}
      columns={columns}
      rowKey={({ id }) => id}
      views={[
        { id: 'all', label: t('developers.events.all'), filters: { kind: 'news' } },
        { id: 'parked', label: t('developers.events.parked'), filters: { kind: 'news', outcome: 'parked' } },
      ]}
      csv
      empty={
        <EmptyState
          icon={IconInboxOff}
          title={t('developers.events.noNews')}
          text={t('developers.events.noNewsText')}
        />
      }
    />
  );
}

import { Button, Code, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useList } from '../../ui/use-list.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Letter, lettersOf, type Outgoing, outgoingOf, type Queue, queueOf, resolveLetter } from './calls.ts';
import css from './developers.module.css';

/** What is still to be done, what holds it, and what failed for the last time. */
export function QueuePage() {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  const queue = useQuery(queueOf(business));
  const outgoing = useQuery(outgoingOf(business));
  return (
    <Page title={t('developers.queue.title')} isFull={false}>
      <div className={css.page}>
        {queue.isPending && <ListSkeleton rows={4} />}
        {queue.error && <Trouble error={queue.error} retry={queue.refetch} />}
        {queue.data && <Numbers queue={queue.data} />}
        {outgoing.data && outgoing.data.items.length > 0 && <Messages rows={outgoing.data.items} />}
        {queue.data && queue.data.jobs.length > 0 && <Jobs jobs={queue.data.jobs} />}
        <DeadLetters />
      </div>
    </Page>
  );
}

function Numbers({ queue }: { queue: Queue }) {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  return (
    <>
      {queue.channels.map(({ id, name, statusReason }) => (
        <Link key={id} to={`/${business}/settings/channels/${id}`} className={css.row}>
          <StatusBadge tone="failed">{t('developers.queue.held')}</StatusBadge>
          <span className={css.grow}>
            {name} <span className="quiet">{statusReason}</span>
          </span>
        </Link>
      ))}
      <ul className={css.numbers}>
        {queue.lanes.map(({ lane, waiting, inDoubt, overdue, oldestAt }) => (
          <li key={lane} className={css.number}>
            {t(`developers.queue.lane.${lane}`)}
            <strong>{waiting}</strong>
            <span className="quiet">
              {inDoubt > 0 && `${t('developers.queue.inDoubt', { count: inDoubt })} `}
              {overdue > 0 && `${t('developers.queue.overdue', { count: overdue })} `}
              {oldestAt && (
                <>
                  {t('developers.queue.oldest')} <RelativeTime at={oldestAt} />
                </>
              )}
            </span>
          </li>
        ))}
        <li className={css.number}>
          {t('developers.queue.conversations')}
          <strong>{queue.conversations.waiting}</strong>
          <span className="quiet">{t('developers.queue.inHand', { count: queue.conversations.inHand })}</span>
        </li>
        <li className={css.number}>
          {t('developers.queue.deadLetters')}
          <strong>{queue.deadLetters}</strong>
        </li>
      </ul>
    </>
  );
}

function Messages({ rows }: { rows: readonly Outgoing[] }) {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  return (
    <section aria-label={t('developers.queue.messages')}>
      <h2 className={css.heading}>{t('developers.queue.messages')}</h2>
      <div className={css.scroll}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('developers.queue.to')}</Table.Th>
              <Table.Th>{t('developers.queue.laneTitle')}</Table.Th>
              <Table.Th>{t('developers.state')}</Table.Th>
              <Table.Th>{t('developers.queue.due')}</Table.Th>
              <Table.Th>{t('developers.queue.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ id, conversationId, contactName, lane, status, dueAt, failure, attempts }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Link to={`/${business}/inbox/${conversationId}`}>
                    {contactName || t('developers.queue.nameless')}
                  </Link>
                </Table.Td>
                <Table.Td>{t(`developers.queue.lane.${lane}`)}</Table.Td>
                <Table.Td>
                  <StatusBadge tone="waiting">{t(`developers.queue.status.${status}`)}</StatusBadge>
                </Table.Td>
                <Table.Td>
                  <RelativeTime at={dueAt} />
                </Table.Td>
                <Table.Td>{failure ? `${failure.title} (${attempts})` : ''}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function Jobs({ jobs }: { jobs: Queue['jobs'] }) {
  const { t } = useTranslation('developers');
  return (
    <section aria-label={t('developers.queue.jobs')}>
      <h2 className={css.heading}>{t('developers.queue.jobs')}</h2>
      <div className={css.scroll}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('developers.queue.task')}</Table.Th>
              <Table.Th>{t('developers.queue.waiting')}</Table.Th>
              <Table.Th>{t('developers.queue.running')}</Table.Th>
              <Table.Th>{t('developers.queue.failing')}</Table.Th>
              <Table.Th>{t('developers.queue.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {jobs.map(({ task, waiting, running, failing, lastError }) => (
              <Table.Tr key={task}>
                <Table.Td>{task}</Table.Td>
                <Table.Td>{waiting}</Table.Td>
                <Table.Td>{running}</Table.Td>
                <Table.Td>{failing}</Table.Td>
                <Table.Td>{lastError}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function DeadLetters() {
  const { t } = useTranslation('developers');
  const [isResolved, setResolved] = useState(false);
  const list = useList(lettersOf(useBusiness(), isResolved));
  return (
    <section aria-label={t('developers.queue.deadLetters')}>
      <Group justify="space-between">
        <h2 className={css.heading}>{t('developers.queue.deadLetters')}</h2>
        <SegmentedControl
          aria-label={t('developers.queue.deadLetters')}
          value={String(isResolved)}
          onChange={(value) => setResolved(value === 'true')}
          data={[
            { value: 'false', label: t('developers.queue.open') },
            { value: 'true', label: t('developers.queue.resolved') },
          ]}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('developers.queue.deadLettersText')}
      </Text>
      {list.isFirst && <ListSkeleton rows={3} />}
      {Boolean(list.error) && <Trouble error={list.error} retry={list.retry} />}
      {!list.isFirst && !list.error && list.rows.length === 0 && <Text mt="sm">{t('developers.queue.none')}</Text>}
      {list.rows.map((letter) => (
        <DeadLetter key={letter.id} letter={letter} />
      ))}
      {list.hasMore && (
        <Button variant="default" mt="sm" loading={list.isReadingMore} onClick={list.more}>
          {t('developers.more')}
        </Button>
      )}
    </section>
  );
}

function DeadLetter({ letter }: { letter: Letter }) {
  const { t } = useTranslation('developers');
  const { can } = useMe();
  const resolve = useWrite({
    write: (resolution: 'retried' | 'discarded') => resolveLetter(letter.id, resolution),
    touches: ['dead-letters', 'queue'],
    done: ({ resolution }) => ({ message: t(`developers.queue.now.${resolution ?? 'retried'}`) }),
  });
  return (
    <div className={css.row}>
      <div className={css.grow}>
        <Code>{letter.task}</Code> <RelativeTime at={letter.failedAt} />{' '}
        {letter.ofInstallation && <StatusBadge tone="quiet">{t('developers.queue.ofInstallation')}</StatusBadge>}
        <div className="quiet">{letter.cause}</div>
      </div>
      {letter.resolution ? (
        <StatusBadge tone="quiet">{t(`developers.queue.resolution.${letter.resolution}`)}</StatusBadge>
      ) : (
        can('operations:write') && (
          <>
            <Button variant="light" loading={resolve.isPending} onClick={() => resolve.mutate('retried')}>
              {t('developers.queue.retry')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              disabled={resolve.isPending}
              onClick={() => resolve.mutate('discarded')}
            >
              {t('developers.queue.discard')}
            </Button>
          </>
        )
      )}
    </div>
  );
}

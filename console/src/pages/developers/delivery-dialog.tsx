import { Button, Group, Modal, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Fact, Facts } from '../../ui/facts.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type DeliveryState, deliveryOf, replayDelivery } from './calls.ts';
import css from './developers.module.css';
import { JsonBlock } from './json-block.tsx';

const TONES: Record<DeliveryState, Tone> = { waiting: 'waiting', delivered: 'good', failed: 'failed' };

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const { t } = useTranslation('developers');
  return <StatusBadge tone={TONES[state]}>{t(`developers.deliveryState.${state}`)}</StatusBadge>;
}

type Props = { id: string; mayReplay: boolean; onClose: () => void };

/** One delivery: the body we sent, and what was answered each time. */
export function DeliveryDialog({ id, mayReplay, onClose }: Props) {
  const { t } = useTranslation('developers');
  const query = useQuery(deliveryOf(useBusiness(), id));
  const replay = useWrite({
    write: () => replayDelivery(id),
    touches: ['webhooks'],
    done: () => ({ message: t('developers.webhooks.replayedOne') }),
  });
  const { data } = query;
  return (
    <Modal opened onClose={onClose} size="xl" title={data ? data.event : t('developers.webhooks.delivery')}>
      {query.isPending && <DetailSkeleton />}
      {query.error && <Trouble error={query.error} retry={query.refetch} />}
      {data && (
        <Stack>
          <Group justify="space-between">
            <DeliveryBadge state={data.state} />
            {mayReplay && (
              <Button variant="light" loading={replay.isPending} onClick={() => replay.mutate()}>
                {t('developers.webhooks.replay')}
              </Button>
            )}
          </Group>
          <Facts isLong mb={16}>
            <Fact label="webhook-id">{data.eventId}</Fact>
            {data.dueAt && (
              <Fact label={t('developers.webhooks.nextTry')}>
                <RelativeTime at={data.dueAt} />
              </Fact>
            )}
          </Facts>
          <div className={css.scroll}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('developers.webhooks.attempt')}</Table.Th>
                  <Table.Th>{t('developers.when')}</Table.Th>
                  <Table.Th>{t('developers.webhooks.answer')}</Table.Th>
                  <Table.Th>{t('developers.webhooks.took')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.log.map(({ number, at, status, error, durationMs, body }) => (
                  <Table.Tr key={number}>
                    <Table.Td>{number}</Table.Td>
                    <Table.Td>
                      <RelativeTime at={at} />
                    </Table.Td>
                    <Table.Td>
                      {status === null ? error : `HTTP ${status}`}
                      {body && <div className="quiet">{body}</div>}
                    </Table.Td>
                    <Table.Td>{durationMs} ms</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          <JsonBlock value={data.payload} label={t('developers.webhooks.body')} />
        </Stack>
      )}
    </Modal>
  );
}

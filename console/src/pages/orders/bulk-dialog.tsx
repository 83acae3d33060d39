import { Button, Checkbox, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/toast.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { changeStates, type OrderRow, type OrderState } from './calls.ts';

export type BulkMove = { state: OrderState; rows: readonly OrderRow[]; done: () => void };

/** Several orders at once: how many, whether their customers are told, and afterwards what was refused and why. */
export function BulkDialog({ move, onClose }: { move: BulkMove; onClose: () => void }) {
  const { t } = useTranslation('orders');
  const { state, rows, done } = move;
  const [notify, setNotify] = useState(true);
  const [refused, setRefused] = useState<{ number: number; title: string }[] | null>(null);
  const close = () => {
    done();
    onClose();
  };
  const write = useWrite({
    write: () =>
      changeStates(
        rows.map(({ number }) => number),
        state,
        notify,
      ),
    touches: ['orders'],
    done: ({ results }) => {
      const bad = results.flatMap(({ number, problem }) => (problem ? [{ number, title: problem.title }] : []));
      const moved = results.filter(({ outcome }) => outcome === 'changed').length;
      toast(t('orders.bulk.moved', { count: moved }));
      if (bad.length > 0) setRefused(bad);
      else close();
      return null;
    },
  });

  if (refused)
    return (
      <Modal opened onClose={close} title={t('orders.bulk.refused', { count: refused.length })}>
        <Stack>
          <List size="sm">
            {refused.map(({ number, title }) => (
              <List.Item key={number}>
                #{number}: {title}
              </List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <Button onClick={close}>{t('common.close')}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  return (
    <Modal opened onClose={close} title={t(`orders.bulk.title.${state}`, { count: rows.length })}>
      <Stack>
        <Text size="sm">{t('orders.bulk.text')}</Text>
        <Checkbox
          label={t('orders.bulk.notify')}
          checked={notify}
          onChange={(event) => setNotify(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button loading={write.isPending} onClick={() => write.mutate()}>
            {t(`orders.do.${state}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

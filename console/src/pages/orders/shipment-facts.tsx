import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../ui/facts.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { editOrder, type Order } from './calls.ts';

type Props = { order: Order; mayEdit: boolean };

/** When it is promised and how it travels; edited in place. */
export function ShipmentFacts({ order, mayEdit }: Props) {
  const { t } = useTranslation('orders');
  const { day } = useFormats();
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <Edit order={order} onDone={() => setEditing(false)} />;
  const promised = order.expectedOn ? day(new Date(`${order.expectedOn}T12:00:00`), new Date()) : '–';
  return (
    <div>
      <Group justify="space-between">
        <h3 className="part-heading">{t('orders.delivery')}</h3>
        {mayEdit && (
          <Button variant="subtle" size="compact-md" onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        )}
      </Group>
      <Facts>
        <Fact label={t('orders.column.expected')}>{promised}</Fact>
        <Fact label={t('orders.carrier')}>{order.carrier ?? '–'}</Fact>
        <Fact label={t('orders.trackingNumber')}>
          <bdi>{order.trackingNumber ?? '–'}</bdi>
        </Fact>
      </Facts>
    </div>
  );
}

function Edit({ order, onDone }: { order: Order; onDone: () => void }) {
  const { t } = useTranslation('orders');
  const [expectedOn, setExpectedOn] = useState(order.expectedOn ?? '');
  const [carrier, setCarrier] = useState(order.carrier ?? '');
  const [trackingNumber, setTrackingNumber] = useState(order.trackingNumber ?? '');
  const save = useWrite({
    write: () =>
      editOrder(order.number, {
        expectedOn: expectedOn || null,
        carrier,
        trackingNumber,
        updatedAt: order.updatedAt,
      }),
    touches: ['orders'],
    done: () => {
      onDone();
      return { message: t('common.saved'), undo: () => undo.mutate() };
    },
  });
  const undo = useWrite({
    write: () => {
      const { expectedOn: day, carrier: by, trackingNumber: tracking } = order;
      return editOrder(order.number, { expectedOn: day, carrier: by, trackingNumber: tracking });
    },
    touches: ['orders'],
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          type="date"
          label={t('orders.column.expected')}
          value={expectedOn}
          onChange={(event) => setExpectedOn(event.currentTarget.value)}
        />
        <TextInput
          label={t('orders.carrier')}
          value={carrier}
          maxLength={60}
          onChange={(event) => setCarrier(event.currentTarget.value)}
        />
        <TextInput
          label={t('orders.trackingNumber')}
          value={trackingNumber}
          maxLength={100}
          onChange={(event) => setTrackingNumber(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

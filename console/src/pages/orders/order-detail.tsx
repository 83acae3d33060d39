import { ActionIcon, Button, Group, Menu, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconDots, IconLink, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { CustomerLine } from '../../ui/customer-line.tsx';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { Money } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { problemToast, toast } from '../../ui/toast.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { type Order, type OrderState, orderOf, trackingLink } from './calls.ts';
import { ItemsDialog } from './items-dialog.tsx';
import { OrderNotes } from './order-notes.tsx';
import { OrderTickets } from './order-tickets.tsx';
import { OrderTimeline } from './order-timeline.tsx';
import css from './orders.module.css';
import { PackingSlips } from './packing-slips.tsx';
import { ShipmentFacts } from './shipment-facts.tsx';
import { StateBadge, TroubleBadges } from './state-badge.tsx';
import { StateDialog } from './state-dialog.tsx';

type Props = { number: number; onClose: () => void };

/** One order: what is in it, where it is, what the customer was told, and its next step. */
export function OrderDetail({ number, onClose }: Props) {
  const { t } = useTranslation('orders');
  const order = useQuery(orderOf(useBusiness(), number));
  const [isPrinting, setPrinting] = useState(false);
  return (
    <DetailPane
      title={
        <>
          {t('orders.one')} <bdi dir="ltr">#{number}</bdi>
        </>
      }
      onClose={onClose}
      actions={order.data && <More order={order.data} onPrint={() => setPrinting(true)} />}
    >
      {order.isPending && <DetailSkeleton />}
      {order.error && !order.data && <Trouble error={order.error} retry={order.refetch} />}
      {order.data && <Body order={order.data} />}
      {order.data && isPrinting && <PackingSlips orders={[order.data]} onDone={() => setPrinting(false)} />}
    </DetailPane>
  );
}

function Body({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { can } = useMe();
  const { contact, conversationId } = order;
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <StateBadge state={order.state} />
        <TroubleBadges troubles={order.troubles} />
        <Text size="sm" c="dimmed" ms="auto">
          <RelativeTime at={order.createdAt} />
        </Text>
      </Group>
      <CustomerLine contact={contact} conversationId={conversationId} />
      {can('orders:write') && <NextSteps order={order} />}
      <Lines order={order} />
      {order.note && (
        <div>
          <h3 className="part-heading">{t('orders.wish')}</h3>
          <p className="written" dir="auto">
            {order.note}
          </p>
        </div>
      )}
      {can('production:read') && <OrderTickets order={order} />}
      <ShipmentFacts order={order} mayEdit={can('orders:write')} />
      <OrderTimeline order={order} />
      {can('orders:write') && <OrderNotes number={order.number} />}
    </Stack>
  );
}

/** The next state as the main action; the others beside it. */
function NextSteps({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const [target, setTarget] = useState<OrderState | null>(null);
  const forward = order.reachable.filter((state) => state !== 'cancelled');
  const [next, ...others] = forward;
  if (order.reachable.length === 0) return null;
  return (
    <Group gap="xs">
      {next && <Button onClick={() => setTarget(next)}>{t(`orders.do.${next}`)}</Button>}
      {others.map((state) => (
        <Button key={state} variant="default" onClick={() => setTarget(state)}>
          {t(`orders.do.${state}`)}
        </Button>
      ))}
      {order.reachable.includes('cancelled') && (
        <Button variant="subtle" color="red" onClick={() => setTarget('cancelled')}>
          {t('orders.do.cancelled')}
        </Button>
      )}
      {target && <StateDialog order={order} state={target} onClose={() => setTarget(null)} />}
    </Group>
  );
}

function Lines({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { can } = useMe();
  const [isEditing, setEditing] = useState(false);
  const { currency, lines, amount } = order;
  const isHere = order.state === 'pending' || order.state === 'confirmed';
  return (
    <div>
      <Group justify="space-between">
        <h3 className="part-heading">{t('orders.column.items')}</h3>
        {isHere && can('orders:write') && (
          <Button variant="subtle" size="compact-md" onClick={() => setEditing(true)}>
            {t('orders.items.edit')}
          </Button>
        )}
      </Group>
      {isEditing && <ItemsDialog order={order} onClose={() => setEditing(false)} />}
      <table className={css.lines}>
        <VisuallyHidden component="caption">{t('orders.column.items')}</VisuallyHidden>
        <tbody>
          {lines.map((line) => (
            <tr key={line.variantId}>
              <td>
                <span className={css.quantity}>{line.quantity} ×</span>
                {line.name}
              </td>
              <td>
                <Money amount={line.amount * line.quantity} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('orders.column.total')}</th>
            <td>
              <Money amount={amount} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function More({ order, onPrint }: { order: Order; onPrint: () => void }) {
  const { t } = useTranslation('orders');
  const { can } = useMe();
  const copyLink = async () => {
    try {
      const { url } = await trackingLink(order.number);
      await navigator.clipboard.writeText(url);
      toast(t('orders.link.copied'));
    } catch (error) {
      problemToast(error);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('orders.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={onPrint}>
          {t('orders.print')}
        </Menu.Item>
        {can('orders:write') && (
          <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => void copyLink()}>
            {t('orders.link.copy')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

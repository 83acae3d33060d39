import { IconBan, IconBellOff, IconCalendarX, IconPackage, IconTruckDelivery } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IconType } from '../../ui/icon-type.ts';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import type { OrderRow, OrderState } from './calls.ts';

const LOOKS: Record<OrderState, { tone: Tone; icon?: IconType }> = {
  pending: { tone: 'waiting' },
  confirmed: { tone: 'quiet', icon: IconPackage },
  shipped: { tone: 'quiet', icon: IconTruckDelivery },
  delivered: { tone: 'good' },
  cancelled: { tone: 'quiet', icon: IconBan },
};
const TROUBLES: Record<OrderRow['troubles'][number], IconType> = { late: IconCalendarX, 'not-told': IconBellOff };

/** Where an order is. */
export function StateBadge({ state }: { state: OrderState }) {
  const { t } = useTranslation('orders');
  return <StatusBadge {...LOOKS[state]}>{t(`orders.state.${state}`)}</StatusBadge>;
}

/** What is wrong with it, if anything. */
export function TroubleBadges({ troubles }: { troubles: OrderRow['troubles'] }) {
  const { t } = useTranslation('orders');
  return troubles.map((trouble) => (
    <StatusBadge key={trouble} tone="failed" icon={TROUBLES[trouble]}>
      {t(`orders.trouble.${trouble}`)}
    </StatusBadge>
  ));
}

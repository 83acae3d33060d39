import { Anchor, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { StateBadge } from '../factory/state-badge.tsx';
import { type Order, ticketsOfOrder } from './calls.ts';

/** What the customer reported about this order. */
export function OrderTickets({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { t: words } = useTranslation('factory');
  const business = useBusiness();
  const { data: tickets = [] } = useQuery(ticketsOfOrder(business, order));
  if (tickets.length === 0) return null;
  return (
    <div>
      <h3 className="part-heading">{t('orders.tickets')}</h3>
      {tickets.map(({ id, kind, number, state, description }) => (
        <div key={id}>
          <Group gap="xs">
            <Anchor component={Link} to={`/${business}/factory/tickets/${kind}/${number}`}>
              {words(`factory.ticket.${kind}`)} {number}
            </Anchor>
            <StateBadge state={state} />
          </Group>
          <p className="written" dir="auto">
            {description}
          </p>
        </div>
      ))}
    </div>
  );
}

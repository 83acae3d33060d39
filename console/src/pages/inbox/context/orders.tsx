import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { Money } from '../../../ui/money.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';
import css from './context.module.css';
import { Known, Section } from './section.tsx';

const NewOrderDialog = lazy(async () => ({ default: (await import('../../orders/new-order.tsx')).NewOrderDialog }));

const ORDER_TONES: Readonly<Record<string, Tone>> = {
  pending: 'waiting',
  confirmed: 'quiet',
  shipped: 'quiet',
  delivered: 'good',
  cancelled: 'failed',
};

/** What they bought, and a new order for them. */
export function Orders({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { can } = useMe();
  const [isNew, setNew] = useState(false);
  const { data, error } = useQuery(
    queryOptions({
      queryKey: [business, 'orders', 'of', contactId],
      queryFn: ({ signal }) =>
        answered(api.GET('/api/v1/orders', { params: { query: { contactId, limit: 5 } }, signal })),
    }),
  );
  return (
    <Section title={t('inbox.context.orders')}>
      <Known data={data?.items} error={error} none={t('inbox.context.noOrders')}>
        {(orders) =>
          orders.map(({ number, state, amount, currency, createdAt, lines }) => (
            <li key={number}>
              <Link to={`/${business}/orders/${number}`}>
                <strong>#{number}</strong>
                <StatusBadge tone={ORDER_TONES[state] ?? 'quiet'}>{t(`inbox.order.${state}`)}</StatusBadge>
                <span className={css.end}>
                  <Money amount={amount} currency={currency} />
                </span>
                <small>
                  <RelativeTime at={String(createdAt)} /> ·{' '}
                  {lines.map((line) => `${line.quantity} × ${line.name}`).join(', ')}
                </small>
              </Link>
            </li>
          ))
        }
      </Known>
      {can('orders:write') && (
        <Button size="compact-sm" variant="default" mt={8} onClick={() => setNew(true)}>
          {t('inbox.context.newOrder')}
        </Button>
      )}
      {isNew && (
        <Suspense fallback={null}>
          <NewOrderDialog contactId={contactId} staysHere onClose={() => setNew(false)} />
        </Suspense>
      )}
    </Section>
  );
}

/** What they asked to have made or mended. */
export function Tickets({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data } = useQuery(
    queryOptions({
      queryKey: [business, 'tickets', 'of', contactId],
      queryFn: ({ signal }) =>
        answered(api.GET('/api/v1/tickets', { params: { query: { contactId, limit: 5 } }, signal })),
    }),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('inbox.context.tickets')}>
      <ul className={css.rows}>
        {data.items.map(({ id, number, kind, state, createdAt }) => (
          <li key={id}>
            <div>
              <strong>{t(`inbox.ticket.${kind}`, { number })}</strong>
              <StatusBadge tone={state === 'resolved' ? 'good' : state === 'rejected' ? 'quiet' : 'waiting'}>
                {t(`inbox.ticketState.${state}`)}
              </StatusBadge>
              <small>
                <RelativeTime at={createdAt} />
              </small>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListWithDetail } from '../../ui/list-with-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { type Endpoint, endpointsOf } from './calls.ts';
import css from './developers.module.css';
import { EndpointDetail } from './endpoint-detail.tsx';
import { NewEndpointDialog } from './new-endpoint.tsx';

/** Who is told what happens, and what became of it. */
export function WebhooksPage() {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  const { can } = useMe();
  const { id } = useParams();
  const navigate = useNavigate();
  const [isNew, setNew] = useState(false);
  const query = useQuery(endpointsOf(business));
  const rows = query.data?.items ?? [];
  const open = rows.find((row) => row.id === id);
  const close = () => navigate(`/${business}/developers/webhooks`);
  const add = can('webhooks:write') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
      {t('developers.webhooks.add')}
    </Button>
  );
  return (
    <Page title={t('developers.webhooks.title')} action={add}>
      <ListWithDetail
        label={t('developers.webhooks.one')}
        width={560}
        list={
          <nav aria-label={t('developers.webhooks.title')}>
            {query.isPending && <ListSkeleton rows={3} />}
            {query.error && <Trouble error={query.error} retry={query.refetch} />}
            {query.data && rows.length === 0 && (
              <EmptyState
                icon={IconWebhook}
                title={t('developers.webhooks.empty')}
                text={t('developers.webhooks.emptyText')}
                action={add}
              />
            )}
            {rows.map((row) => (
              <Link
                key={row.id}
                to={`/${business}/developers/webhooks/${row.id}`}
                className={css.row}
                aria-current={row.id === id ? 'page' : undefined}
              >
                <span className={css.grow}>
                  <bdi>{row.url}</bdi>
                  <br />
                  <span className="quiet">
                    {row.description || t('developers.webhooks.told', { count: row.events.length })}
                  </span>
                </span>
                <EndpointBadge endpoint={row} />
              </Link>
            ))}
          </nav>
        }
        detail={open ? <EndpointDetail key={open.id} endpoint={open} onClose={close} /> : null}
        onClose={close}
      />
      {isNew && (
        <NewEndpointDialog
          onClose={() => setNew(false)}
          onMade={(made) => navigate(`/${business}/developers/webhooks/${made}`)}
        />
      )}
    </Page>
  );
}

export function EndpointBadge({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('developers');
  if (!endpoint.enabled) return <StatusBadge tone="failed">{t('developers.webhooks.disabled')}</StatusBadge>;
  if (endpoint.failingSince) return <StatusBadge tone="waiting">{t('developers.webhooks.failing')}</StatusBadge>;
  return <StatusBadge tone="good">{t('developers.webhooks.enabled')}</StatusBadge>;
}

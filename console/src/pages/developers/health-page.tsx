import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { CopyField } from '../../ui/copy-field.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { channelsOf, healthOf } from '../settings/calls.ts';
import { CheckList } from '../settings/channels/check-list.tsx';
import { readyOf } from './calls.ts';
import css from './developers.module.css';

/** Whether this installation works, for people and for machines that watch it. */
export function HealthPage() {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  const ready = useQuery(readyOf());
  const channels = useQuery(channelsOf(business));
  return (
    <Page title={t('developers.health.title')} isFull={false}>
      <div className={`${css.page} ${css.narrow}`}>
        <h2 className={css.heading}>{t('developers.health.installation')}</h2>
        {ready.isPending && <ListSkeleton rows={1} />}
        {ready.error && <Trouble error={ready.error} retry={ready.refetch} />}
        {ready.data && (
          <>
            <StatusBadge tone={ready.data.status === 'ready' ? 'good' : 'failed'}>
              {t(ready.data.status === 'ready' ? 'developers.health.ready' : 'developers.health.notReady')}
            </StatusBadge>
            {ready.data.reason && <Text>{ready.data.reason}</Text>}
          </>
        )}
        {channels.data?.items.map(({ id, name }) => (
          <section key={id} aria-label={name}>
            <h2 className={css.heading}>
              <Anchor component={Link} to={`/${business}/settings/channels/${id}`}>
                {name}
              </Anchor>
            </h2>
            <ChannelChecks id={id} />
          </section>
        ))}
        <h2 className={css.heading}>{t('developers.health.machines')}</h2>
        <Text size="sm" c="dimmed" mb="sm">
          {t('developers.health.machinesText')}
        </Text>
        {['/healthz', '/readyz', '/metrics'].map((path) => (
          <CopyField
            key={path}
            label={t(`developers.health.path.${path.slice(1)}`)}
            value={`${location.origin}${path}`}
          />
        ))}
        <h2 className={css.heading}>{t('developers.health.limits')}</h2>
        <Text size="sm">{t('developers.health.limitsText')}</Text>
      </div>
    </Page>
  );
}

function ChannelChecks({ id }: { id: string }) {
  const query = useQuery(healthOf(useBusiness(), id));
  if (query.error) return <Trouble error={query.error} retry={query.refetch} />;
  return query.data ? <CheckList checks={query.data.checks} /> : <ListSkeleton rows={5} />;
}

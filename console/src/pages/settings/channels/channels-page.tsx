import { Button } from '@mantine/core';
import { IconBrandWhatsapp, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListWithDetail } from '../../../ui/list-with-detail.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { type Channel, channelsOf } from '../calls.ts';
import css from '../settings.module.css';
import { ChannelDetail } from './channel-detail.tsx';

/** The numbers of the business and how they are doing. */
export function ChannelsPage() {
  const { t } = useTranslation('channels');
  const business = useBusiness();
  const { can } = useMe();
  const { id } = useParams();
  const navigate = useNavigate();
  const query = useQuery(channelsOf(business));
  const rows = query.data?.items ?? [];
  const open = rows.find((row) => row.id === id);
  const close = () => navigate(`/${business}/settings/channels`);
  const connect = can('channels:write') && (
    <Button component={Link} to={`/${business}/settings/set-up`} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('channels.connect')}
    </Button>
  );
  return (
    <Page title={t('channels.title')} action={connect}>
      <ListWithDetail
        label={t('channels.one')}
        width={520}
        list={
          <nav aria-label={t('channels.title')}>
            {query.isPending && <ListSkeleton rows={2} />}
            {query.error && <Trouble error={query.error} retry={query.refetch} />}
            {query.data && rows.length === 0 && (
              <EmptyState
                icon={IconBrandWhatsapp}
                title={t('channels.empty')}
                text={t('channels.emptyText')}
                action={connect}
              />
            )}
            {rows.map((row) => (
              <Link
                key={row.id}
                to={`/${business}/settings/channels/${row.id}`}
                className={css.row}
                aria-current={row.id === id ? 'page' : undefined}
              >
                <IconBrandWhatsapp size={24} stroke={1.5} aria-hidden />
                <span className={css.grow}>
                  {row.name}
                  <br />
                  <bdi className="quiet">{row.address || row.externalId}</bdi>
                </span>
                {row.emulated && <StatusBadge tone="quiet">{t('channels.emulated')}</StatusBadge>}
                <ChannelBadge channel={row} />
              </Link>
            ))}
          </nav>
        }
        detail={open ? <ChannelDetail key={open.id} channel={open} onClose={close} /> : null}
        onClose={close}
      />
    </Page>
  );
}

const TONES = { active: 'good', reauth_required: 'failed', restricted: 'failed', off: 'quiet' } as const;

export function ChannelBadge({ channel: { status } }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  return <StatusBadge tone={TONES[status]}>{t(`channels.status.${status}`)}</StatusBadge>;
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { channelsOf } from './calls.ts';
import css from './home.module.css';

const TONES: Record<string, Tone> = { active: 'good', reauth_required: 'failed', restricted: 'failed' };

/** The numbers customers write to, and whether they can be answered. */
export function Channels() {
  const { t } = useTranslation('home');
  const business = useBusiness();
  const { data } = useQuery(channelsOf(business));
  return (
    <section className={css.card} aria-labelledby="channels">
      <h2 id="channels" className={css.heading}>
        {t('home.channels')}
      </h2>
      {!data && <ListSkeleton rows={1} />}
      {data?.items.map(({ id, name, address, status, quality }) => (
        <Link key={id} to={`/${business}/settings/channels/${id}`} className={css.channel}>
          <span className={css.grow}>
            <span className={css.name}>{name}</span> <span className={css.hint}>{address}</span>
          </span>
          {quality && quality !== 'GREEN' && quality !== 'UNKNOWN' && (
            <StatusBadge tone={quality === 'RED' ? 'failed' : 'waiting'}>{t(`home.quality.${quality}`)}</StatusBadge>
          )}
          <StatusBadge tone={TONES[status] ?? 'quiet'}>{t(`home.channelStatus.${status}`)}</StatusBadge>
        </Link>
      ))}
    </section>
  );
}

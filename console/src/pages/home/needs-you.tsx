import {
  IconAlertTriangle,
  IconBox,
  IconClipboardList,
  IconHandStop,
  IconHourglassLow,
  IconMoodSmile,
  IconPlugConnectedX,
  IconTool,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { handOffReason } from '../../ui/hand-off-reason.ts';
import type { IconType } from '../../ui/icon-type.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { type Need, needsOf } from './calls.ts';
import css from './home.module.css';

type Look = {
  icon: IconType;
  tone: 'waiting' | 'failed';
  /** The list with all of them. */
  all: string;
  /** One of them. */
  one: (id: string) => string;
};

const LOOKS: Record<Need['kind'], Look> = {
  channel: {
    icon: IconPlugConnectedX,
    tone: 'failed',
    all: 'settings/channels',
    one: (id) => `settings/channels/${id}`,
  },
  'hand-off': {
    icon: IconHandStop,
    tone: 'waiting',
    all: 'inbox?tab=unassigned&sort=waiting',
    one: (id) => `inbox/${id}`,
  },
  'window-closing': {
    icon: IconHourglassLow,
    tone: 'waiting',
    all: 'inbox?tab=all&window=closing',
    one: (id) => `inbox/${id}`,
  },
  'failed-message': { icon: IconAlertTriangle, tone: 'failed', all: 'inbox?tab=all', one: (id) => `inbox/${id}` },
  'unconfirmed-order': {
    icon: IconClipboardList,
    tone: 'waiting',
    all: 'orders?view=unconfirmed',
    one: (number) => `orders/${number}`,
  },
  'open-ticket': { icon: IconTool, tone: 'waiting', all: 'factory/tickets', one: (id) => `factory/tickets/${id}` },
  'low-stock': { icon: IconBox, tone: 'failed', all: 'products?stock=low', one: (id) => `products/${id}` },
};

/** What waits for somebody, most urgent first. */
export function NeedsYou() {
  const { t } = useTranslation('home');
  const { data, error, refetch } = useQuery(needsOf(useBusiness()));
  return (
    <section className={css.card} aria-labelledby="needs-you">
      <h2 id="needs-you" className={css.heading}>
        {t('home.needsYou')}
      </h2>
      {error && !data ? (
        <Trouble error={error} retry={refetch} />
      ) : !data ? (
        <ListSkeleton rows={6} />
      ) : data.items.length === 0 ? (
        <EmptyState icon={IconMoodSmile} title={t('home.nothingNeedsYou')} text={t('home.nothingNeedsYouText')} />
      ) : (
        data.items.map((need) => <NeedGroup key={need.kind} need={need} />)
      )}
    </section>
  );
}

function NeedGroup({ need: { kind, count, first } }: { need: Need }) {
  const { t } = useTranslation('home');
  const business = useBusiness();
  const { number } = useFormats();
  const { icon: Icon, tone, all, one } = LOOKS[kind];
  return (
    <div className={css.group}>
      <Link to={`/${business}/${all}`} className={css.groupHead}>
        <span className={css.mark} data-tone={tone}>
          <Icon size={18} stroke={1.75} aria-hidden />
        </span>
        <span className={css.grow}>{t(`home.needs.${kind}`)}</span>
        <span className={css.count}>{count >= 1_000 ? `${number(1_000)}+` : number(count)}</span>
      </Link>
      <ul className={css.items}>
        {first.slice(0, 3).map(({ id, title, hint, at }) => (
          <li key={id}>
            <Link to={`/${business}/${one(id)}`} className={css.item}>
              <span className={css.name}>
                {kind === 'unconfirmed-order' ? `#${id} ${title}` : title || t('home.nameless')}
              </span>
              <span className={css.hint}>{hintOf(kind, hint, t)}</span>
              {at && <RelativeTime at={at} />}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function hintOf(kind: Need['kind'], hint: string | null, t: TFunction<'home'>): string {
  if (kind === 'low-stock') return t('home.left', { count: Number(hint) });
  if (kind === 'open-ticket') return t(`home.tickets.${hint}`);
  return hint === null ? '' : handOffReason(t, hint);
}

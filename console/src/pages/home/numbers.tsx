import { IconArrowDownRight, IconArrowUpRight, IconEqual } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { Money } from '../../ui/money.tsx';
import { NumberSkeleton } from '../../ui/skeletons.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useNow } from '../../ui/use-now.ts';
import type { Today } from './calls.ts';
import { type Change, changeOf } from './change.ts';
import css from './home.module.css';

/** The numbers of the day, each with its change to the same weekday a week ago, each leading to its list. */
export function Numbers({ today }: { today: Today | undefined }) {
  const { t } = useTranslation('home');
  const business = useBusiness();
  const { number, duration } = useFormats();
  const now = useNow();
  const day = today && `from=${today.day}&to=${today.day}`;
  return (
    <section aria-label={t('home.numbers')} className={css.numbers}>
      <Figure
        label={t('home.waiting')}
        to={`/${business}/inbox?tab=unassigned&sort=waiting`}
        value={today && number(today.waiting.count)}
        isUrgent={today !== undefined && today.waiting.unassigned > 0}
        note={
          today?.waiting.since
            ? t('home.longest', { time: duration(now.getTime() - Date.parse(today.waiting.since)) })
            : today && t('home.nobodyWaits')
        }
      />
      <Figure
        label={t('home.firstReply')}
        to={`/${business}/inbox?tab=all`}
        value={today && (today.firstReply.todayMs === null ? '–' : duration(today.firstReply.todayMs))}
        change={today && changeOf(today.firstReply.todayMs, today.firstReply.beforeMs, true)}
        note={today?.firstReply.todayMs === null ? t('home.nobodyAnswered') : undefined}
      />
      <Figure
        label={t('home.messages')}
        to={`/${business}/inbox?tab=all`}
        value={today && number(today.messages.today)}
        change={today && changeOf(today.messages.today, today.messages.before)}
      />
      <Figure
        label={t('home.orders')}
        to={`/${business}/orders?${day}`}
        value={today && number(today.orders.today)}
        change={today && changeOf(today.orders.today, today.orders.before)}
      />
      <Figure
        label={t('home.revenue')}
        to={`/${business}/orders?${day}`}
        value={today && <Money amount={today.revenue.today} currency={today.revenue.currency} />}
        change={today && changeOf(today.revenue.today, today.revenue.before)}
      />
    </section>
  );
}

type FigureProps = {
  label: string;
  to: string;
  value: ReactNode;
  change?: Change | undefined;
  note?: string | undefined;
  isUrgent?: boolean;
};

function Figure({ label, to, value, change, note, isUrgent = false }: FigureProps) {
  const { t } = useTranslation('home');
  return (
    <Link to={to} className={css.figure}>
      <span className={css.label}>{label}</span>
      <span className={css.value} data-urgent={isUrgent || undefined}>
        {value ?? <NumberSkeleton />}
      </span>
      <span className={css.change}>{change ? <ChangeMark change={change} /> : (note ?? t('home.nothingBefore'))}</span>
    </Link>
  );
}

function ChangeMark({ change: { by, isGood } }: { change: NonNullable<Change> }) {
  const { t } = useTranslation('home');
  const { change } = useFormats();
  const Arrow = by === 0 ? IconEqual : by > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <>
      <span data-good={isGood}>
        <Arrow size={14} aria-hidden /> {change(by)}
      </span>{' '}
      {t('home.toWeekAgo')}
    </>
  );
}

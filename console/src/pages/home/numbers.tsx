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
import type { Shown } from './shown.ts';

type Props = { shown: Shown | undefined; waiting: Today['waiting'] | undefined };

/** Numbers of the chosen days, each with its change to those before, each leading to its list; and who waits right now. */
export function Numbers({ shown, waiting }: Props) {
  const { t } = useTranslation('home');
  const business = useBusiness();
  const { number, duration } = useFormats();
  const now = useNow();
  const orders = `/${business}/orders${shown ? `?from=${shown.days.from}&to=${shown.days.to}` : ''}`;
  const compared = shown?.of === 'days' ? t('home.toDaysBefore') : t('home.toWeekAgo');
  const nothing = shown?.of === 'days' ? t('home.nothingInDaysBefore') : t('home.nothingBefore');
  const words = { compared, nothing };
  return (
    <section aria-label={t('home.numbers')} className={css.numbers}>
      <Figure
        label={t('home.waiting')}
        to={`/${business}/inbox?tab=unassigned&sort=waiting`}
        value={waiting && number(waiting.count)}
        isUrgent={waiting !== undefined && waiting.unassigned > 0}
        note={
          waiting?.since
            ? t('home.longest', { time: duration(now.getTime() - Date.parse(waiting.since)) })
            : waiting && t('home.nobodyWaits')
        }
        words={words}
      />
      <Figure
        label={t('home.firstReply')}
        to={`/${business}/inbox?tab=all`}
        value={shown && (shown.firstReplyMs.now === null ? '–' : duration(shown.firstReplyMs.now))}
        change={shown && changeOf(shown.firstReplyMs.now, shown.firstReplyMs.before, true)}
        note={shown?.firstReplyMs.now === null ? t('home.nobodyAnswered') : undefined}
        words={words}
      />
      <Figure
        label={t('home.messages')}
        to={`/${business}/inbox?tab=all`}
        value={shown && number(shown.messages.now)}
        change={shown && changeOf(shown.messages.now, shown.messages.before)}
        words={words}
      />
      <Figure
        label={t('home.orders')}
        to={orders}
        value={shown && number(shown.orders.now)}
        change={shown && changeOf(shown.orders.now, shown.orders.before)}
        words={words}
      />
      <Figure
        label={t('home.revenue')}
        to={orders}
        value={shown && <Money amount={shown.revenue.now} currency={shown.revenue.currency} />}
        change={shown && changeOf(shown.revenue.now, shown.revenue.before)}
        words={words}
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
  words: { compared: string; nothing: string };
};

function Figure({ label, to, value, change, note, isUrgent = false, words }: FigureProps) {
  return (
    <Link to={to} className={css.figure}>
      <span className={css.label}>{label}</span>
      <span className={css.value} data-urgent={isUrgent || undefined}>
        {value ?? <NumberSkeleton />}
      </span>
      <span className={css.change}>
        {change ? <ChangeMark change={change} compared={words.compared} /> : (note ?? words.nothing)}
      </span>
    </Link>
  );
}

type MarkProps = { change: NonNullable<Change>; compared: string };

function ChangeMark({ change: { by, isGood }, compared }: MarkProps) {
  const { change } = useFormats();
  const Arrow = by === 0 ? IconEqual : by > 0 ? IconArrowUpRight : IconArrowDownRight;
  return (
    <>
      <span data-good={isGood}>
        <Arrow size={14} aria-hidden /> {change(by)}
      </span>{' '}
      {compared}
    </>
  );
}

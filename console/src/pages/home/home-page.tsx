import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { useFilters } from '../../ui/filters.ts';
import { Page } from '../../ui/page.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { periodOf, todayOf } from './calls.ts';
import { Channels } from './channels.tsx';
import { CurveCard } from './curve-card.tsx';
import { DaysChoice } from './days-choice.tsx';
import css from './home.module.css';
import { NeedsYou } from './needs-you.tsx';
import { Numbers } from './numbers.tsx';
import { SetUpLeft } from './set-up-left.tsx';
import { askedOf, shownPeriod, shownToday } from './shown.ts';

/** Numbers of today or of some days, what needs somebody, and how it went; every number leads to its list. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { person, can } = useMe();
  const business = useBusiness();
  const filters = useFilters();
  const asked = askedOf(filters.values);
  const mayRead = can('reports:read');
  const today = useQuery({ ...todayOf(business), enabled: mayRead });
  const period = useQuery({ ...periodOf(business, asked), enabled: mayRead && asked !== null });
  const [query, shown] = asked
    ? [period, period.data && shownPeriod(period.data)]
    : [today, today.data && shownToday(today.data)];
  const firstName = person?.name.split(' ')[0];
  return (
    <Page title={firstName ? t('home.greeting', { name: firstName }) : t('home.title')} isFull={false}>
      <div className={css.page}>
        <SetUpLeft />
        <DaysChoice key={JSON.stringify(asked)} asked={asked} filters={filters} />
        {query.error && !query.data ? (
          <Trouble error={query.error} retry={query.refetch} />
        ) : (
          <Numbers shown={shown} waiting={today.data?.waiting} />
        )}
        <div className={css.columns}>
          <NeedsYou />
          <div className={css.side}>
            {!query.error && <CurveCard shown={shown} />}
            {can('channels:read') && <Channels />}
          </div>
        </div>
      </div>
    </Page>
  );
}

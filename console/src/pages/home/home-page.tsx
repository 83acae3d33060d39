import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { todayOf } from './calls.ts';
import { Channels } from './channels.tsx';
import { DayChart } from './day-chart.tsx';
import css from './home.module.css';
import { NeedsYou } from './needs-you.tsx';
import { Numbers } from './numbers.tsx';

/** Today's numbers, what needs somebody, and how the day went; every number leads to its list. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { person, can } = useMe();
  const today = useQuery({ ...todayOf(useBusiness()), enabled: can('reports:read') });
  const firstName = person?.name.split(' ')[0];
  return (
    <Page title={firstName ? t('home.greeting', { name: firstName }) : t('home.title')} isFull={false}>
      {today.error && !today.data ? (
        <Trouble error={today.error} retry={today.refetch} />
      ) : (
        <div className={css.page}>
          <Numbers today={today.data} />
          <div className={css.columns}>
            <NeedsYou />
            <div className={css.side}>
              <DayChart today={today.data} />
              {can('channels:read') && <Channels />}
            </div>
          </div>
        </div>
      )}
    </Page>
  );
}

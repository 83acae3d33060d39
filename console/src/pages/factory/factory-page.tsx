import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { Page } from '../../ui/page.tsx';
import css from './factory.module.css';
import { Lines, NewLine } from './lines.tsx';
import { NewRun, Schedule } from './schedule.tsx';
import { Tickets } from './tickets.tsx';

const PARTS = ['lines', 'schedule', 'tickets'] as const;

/** The lines as they run, what they are to make, and what customers say is wrong with it. */
export function FactoryPage() {
  const { t } = useTranslation('factory');
  const business = useBusiness();
  const { part: wanted } = useParams();
  const part = PARTS.find((one) => one === wanted) ?? 'lines';
  return (
    <Page title={t('factory.title')} action={part === 'lines' ? <NewLine /> : part === 'schedule' ? <NewRun /> : null}>
      <div className={css.page}>
        <nav className={css.parts} aria-label={t('factory.title')}>
          {PARTS.map((one) => (
            <Link
              key={one}
              to={`/${business}/factory/${one}`}
              className={css.part}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(`factory.part.${one}`)}
            </Link>
          ))}
        </nav>
        {part === 'tickets' ? (
          <Tickets />
        ) : (
          <div className={css.content}>{part === 'lines' ? <Lines /> : <Schedule />}</div>
        )}
      </div>
    </Page>
  );
}

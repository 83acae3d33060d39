import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation, useParams } from 'react-router';
import { useBusiness, useMe } from '../session/use-me.ts';
import { DetailSkeleton } from '../ui/skeletons.tsx';
import { DEVELOPERS, SETTINGS, type SubPlace } from './places.ts';
import css from './sub-pages.module.css';

export const SettingsFrame = () => <SubPages under="settings" places={SETTINGS} />;
export const DevelopersFrame = () => <SubPages under="developers" places={DEVELOPERS} />;

/** Pages of one kind beside a list of them; on phones the list scrolls above. */
function SubPages({ under, places }: { under: 'settings' | 'developers'; places: readonly SubPlace[] }) {
  const { t } = useTranslation('shell');
  const business = useBusiness();
  const { can } = useMe();
  const params = useParams();
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: on phones the list scrolls; where one is stays in sight
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname, isNarrow]);
  return (
    <div className={css.both} data-narrow={isNarrow || undefined}>
      <nav className={css.list} ref={list} aria-label={t(`shell.places.${under}`)}>
        {!isNarrow && <p className={css.title}>{t(`shell.places.${under}`)}</p>}
        {places
          .filter(({ permission }) => permission === null || can(permission))
          .map(({ path, word }) => (
            <NavLink key={path} to={`/${business}/${under}/${path}`} className={css.place}>
              {t(`shell.${under}.${word}`)}
            </NavLink>
          ))}
      </nav>
      <div className={css.page}>
        <Suspense fallback={<DetailSkeleton />} key={params['*']}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

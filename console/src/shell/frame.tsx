import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { LiveProvider } from '../api/live-provider.tsx';
import { useMe } from '../session/use-me.ts';
import { ListSkeleton } from '../ui/skeletons.tsx';
import css from './frame.module.css';
import { useOpen } from './open-store.ts';
import { openPalette, openShortcutSheet, paletteStore, sheetStore } from './palette-store.ts';
import { PLACES } from './places.ts';
import { Rail } from './rail.tsx';
import { useShortcutKeys, useShortcuts } from './shortcuts.ts';

const BottomBar = lazy(() => import('./bottom-bar.tsx').then(({ BottomBar }) => ({ default: BottomBar })));
const Palette = lazy(() => import('./palette.tsx').then(({ Palette }) => ({ default: Palette })));
const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then(({ ShortcutSheet }) => ({ default: ShortcutSheet })),
);

/** What surrounds every page of a business: where one can go, live changes, palette and keys. */
export function Frame() {
  const { business = '' } = useParams();
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const hasRoom = useMediaQuery('(min-width: 90em)', true, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useLocalStorage<boolean | null>({ key: 'parlour.rail', defaultValue: null });
  const place = pathname.split('/')[2];
  const isNarrow = chosen ?? (place === 'inbox' && !hasRoom); // three panes need the width more than words do
  useShellKeys(business);
  const { person } = useMe();
  const asksSecondFactor = person?.secondFactor.required === true && !person.secondFactor.on;
  const account = `/${business}/settings/account`;
  if (asksSecondFactor && pathname !== account) return <Navigate to={account} replace />;
  return (
    <LiveProvider business={business} key={business}>
      <div className={css.frame} data-phone={isPhone || undefined}>
        <a className={css.skip} href="#page">
          {t('shell.skip')}
        </a>
        {!isPhone && <Rail isNarrow={isNarrow} onToggle={() => setChosen(!isNarrow)} />}
        <main id="page" className={css.page} tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />} key={place}>
            <Outlet />
          </Suspense>
        </main>
        {isPhone && (
          <Suspense fallback={<div className={css.bar} />}>
            <BottomBar />
          </Suspense>
        )}
        <OnceOpened store={paletteStore}>
          <Palette />
        </OnceOpened>
        <OnceOpened store={sheetStore}>
          <ShortcutSheet />
        </OnceOpened>
      </div>
    </LiveProvider>
  );
}

/** The size of what comes: a title, a bar, rows. */
export function PageSkeleton() {
  return (
    <div className={css.skeleton} aria-busy="true">
      <ListSkeleton rows={12} />
    </div>
  );
}

function OnceOpened({ store, children }: { store: typeof paletteStore; children: React.ReactNode }) {
  const isOpen = useOpen(store);
  return isOpen ? <Suspense fallback={null}>{children}</Suspense> : null;
}

function useShellKeys(business: string): void {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { can } = useMe();
  useShortcutKeys();
  useShortcuts([
    { keys: 'mod+k', label: t('shell.find'), run: openPalette },
    { keys: '?', label: t('shell.shortcuts'), run: openShortcutSheet },
    ...PLACES.filter(({ permission }) => permission === null || can(permission)).map(({ key, path, word }) => ({
      keys: `g ${key}`,
      label: t(`shell.places.${word}`),
      run: () => navigate(`/${business}/${path}`),
    })),
  ]);
}

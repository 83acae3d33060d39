import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useBusiness, useMe } from '../session/use-me.ts';
import { BusinessMenu } from './business-menu.tsx';
import { openPalette } from './palette-store.ts';
import { PLACES } from './places.ts';
import css from './rail.module.css';
import { UserMenu } from './user-menu.tsx';
import { Wordmark } from './wordmark.tsx';

type Props = { isNarrow: boolean; onToggle: () => void };

/** Everywhere one can go, with icons and words; narrow it keeps the icons. */
export function Rail({ isNarrow, onToggle }: Props) {
  const { t } = useTranslation('shell');
  const business = useBusiness();
  const { can } = useMe();
  const Toggle = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={css.rail} data-narrow={isNarrow || undefined} aria-label={t('shell.navigation')}>
      <div className={css.top}>
        <Wordmark isShort={isNarrow} />
        <ActionIcon
          onClick={onToggle}
          aria-label={t(isNarrow ? 'shell.widen' : 'shell.narrow')}
          aria-expanded={!isNarrow}
        >
          <Toggle size={18} className="points" aria-hidden />
        </ActionIcon>
      </div>
      <BusinessMenu isNarrow={isNarrow} />
      <Tooltip label={t('shell.find')} position="right" disabled={!isNarrow}>
        <button
          type="button"
          className={css.place}
          onClick={openPalette}
          aria-label={isNarrow ? t('shell.find') : undefined}
        >
          <IconSearch size={20} stroke={1.75} aria-hidden />
          {!isNarrow && (
            <>
              <span className={css.word}>{t('shell.find')}</span>
              <kbd className={css.key}>{isMac() ? '⌘K' : 'Ctrl K'}</kbd>
            </>
          )}
        </button>
      </Tooltip>
      <ul className={css.places}>
        {PLACES.filter(({ permission }) => permission === null || can(permission)).map(({ path, word, icon: Icon }) => (
          <li key={path}>
            <Tooltip label={t(`shell.places.${word}`)} position="right" disabled={!isNarrow}>
              <NavLink
                to={`/${business}/${path}`}
                className={css.place}
                aria-label={isNarrow ? t(`shell.places.${word}`) : undefined}
              >
                <Icon size={20} stroke={1.75} aria-hidden />
                {!isNarrow && <span className={css.word}>{t(`shell.places.${word}`)}</span>}
              </NavLink>
            </Tooltip>
          </li>
        ))}
      </ul>
      <UserMenu isNarrow={isNarrow} />
    </nav>
  );
}

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

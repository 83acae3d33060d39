import { Drawer, NavLink as Row, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate } from 'react-router';
import { useBusiness, useMe } from '../session/use-me.ts';
import css from './bottom-bar.module.css';
import { BusinessMenu } from './business-menu.tsx';
import { openPalette } from './palette-store.ts';
import { PLACES } from './places.ts';
import { UserMenu } from './user-menu.tsx';

/** On phones: the places one needs all day, and everything else behind "More". */
export function BottomBar() {
  const { t } = useTranslation('shell');
  const business = useBusiness();
  const { can } = useMe();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure(false);
  const places = PLACES.filter(({ permission }) => permission === null || can(permission));
  return (
    <nav className={css.bar} aria-label={t('shell.navigation')}>
      {places
        .filter(({ isOnPhones }) => isOnPhones)
        .map(({ path, word, icon: Icon }) => (
          <NavLink key={path} to={`/${business}/${path}`} className={css.place}>
            <Icon size={22} stroke={1.75} aria-hidden />
            <span>{t(`shell.places.${word}`)}</span>
          </NavLink>
        ))}
      <button type="button" className={css.place} onClick={open} aria-expanded={isOpen}>
        <IconDots size={22} stroke={1.75} aria-hidden />
        <span>{t('shell.more')}</span>
      </button>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="bottom"
        size="auto"
        classNames={{ content: css.sheet }}
        title={t('shell.more')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap={2}>
          <BusinessMenu isNarrow={false} />
          <Row
            component="button"
            className={css.row}
            label={t('shell.find')}
            leftSection={<IconSearch size={20} stroke={1.75} aria-hidden />}
            onClick={() => {
              close();
              openPalette();
            }}
          />
          {places
            .filter(({ isOnPhones }) => !isOnPhones)
            .map(({ path, word, icon: Icon }) => (
              <Row
                key={path}
                component="button"
                className={css.row}
                label={t(`shell.places.${word}`)}
                leftSection={<Icon size={20} stroke={1.75} aria-hidden />}
                onClick={() => {
                  close();
                  void navigate(`/${business}/${path}`);
                }}
              />
            ))}
          <UserMenu isNarrow={false} />
        </Stack>
      </Drawer>
    </nav>
  );
}

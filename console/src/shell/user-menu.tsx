import { Avatar, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconBell,
  IconBellOff,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../api/client.ts';
import { useLiveState } from '../api/live-provider.tsx';
import { chooseLanguage } from '../i18n/i18n.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import { signOut } from '../session/sign-out.ts';
import { useBusiness, useMe } from '../session/use-me.ts';
import { useWrite } from '../ui/use-write.ts';
import { openShortcutSheet } from './palette-store.ts';
import css from './rail.module.css';

const SCHEMES = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, whether changes arrive, and what is theirs: account, theme, language, keys. */
export function UserMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation('shell');
  const { person, business, role, can } = useMe();
  const name = person?.name ?? t('shell.operator');
  const isLive = useLiveState() === 'open';
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <button type="button" className={css.place}>
          <span className={css.presence} aria-hidden>
            <Avatar size={24} name={name} color="initials" alt="" />
            <span className={css.dot} data-live={isLive || undefined} />
          </span>
          {isNarrow ? (
            <span className="unseen">
              {name}, {t(isLive ? 'shell.live' : 'shell.notLive')}
            </span>
          ) : (
            <span className={css.who}>
              <span>{name}</span>
              <small>{isLive ? role && t(`shell.roles.${role}`) : t('shell.notLive')}</small>
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {person && (
          <Menu.Item
            component={Link}
            to={`/${business.slug}/settings/account`}
            leftSection={<IconUserCircle size={18} aria-hidden />}
          >
            {t('shell.account')}
          </Menu.Item>
        )}
        {person && can('conversations:write') && <Away />}
        <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={openShortcutSheet}>
          {t('shell.shortcuts')}
        </Menu.Item>
        <Languages />
        <Schemes />
        {person && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconLogout size={18} className="points" aria-hidden />}
              onClick={() => void signOut()}
            >
              {t('shell.signOut')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** With a screen open, but given nothing new in turn. */
function Away() {
  const { t } = useTranslation('shell');
  const business = useBusiness();
  const { person } = useMe();
  const { data: colleagues } = useQuery({
    queryKey: [business, 'presence'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/presence', { signal }))).items,
  });
  const isAway = colleagues?.find(({ id }) => id === person?.id)?.state === 'away';
  const change = useWrite({
    write: (state: 'online' | 'away') => answered(api.PUT('/api/v1/presence', { body: { state } })),
    touches: ['presence'],
    done: (_, state) => ({ message: t(`shell.presence.${state}`) }),
  });
  return (
    <Menu.Item
      leftSection={isAway ? <IconBell size={18} aria-hidden /> : <IconBellOff size={18} aria-hidden />}
      onClick={() => change.mutate(isAway ? 'online' : 'away')}
    >
      {t(isAway ? 'shell.presence.return' : 'shell.presence.leave')}
    </Menu.Item>
  );
}

function Languages() {
  const { t, i18n } = useTranslation('shell');
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconLanguage size={18} aria-hidden />}>{t('shell.language')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {LANGUAGES.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => void chooseLanguage(code)}
            rightSection={i18n.resolvedLanguage === code && <IconCheck size={16} aria-hidden />}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

function Schemes() {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconSun size={18} aria-hidden />}>{t('shell.theme')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {SCHEMES.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={18} aria-hidden />}
            rightSection={colorScheme === value && <IconCheck size={16} aria-hidden />}
            onClick={() => setColorScheme(value)}
          >
            {t(`shell.themes.${value}`)}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

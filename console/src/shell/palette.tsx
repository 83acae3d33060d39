import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAddressBook, IconClipboardList, IconMessageCircle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness, useMe } from '../session/use-me.ts';
import { useOpen } from './open-store.ts';
import { type PaletteAction, useAllPaletteActions } from './palette-actions.ts';
import { type Found, foundOf } from './palette-search.ts';
import { paletteStore } from './palette-store.ts';
import { PLACES, SETTINGS } from './places.ts';

const [store, spotlight] = createSpotlight();
const TYPING_MS = 200;
const FOUND_ICONS = { contacts: IconAddressBook, orders: IconClipboardList, conversations: IconMessageCircle };

/** Ctrl-K: go anywhere, do anything, find anybody. */
export function Palette() {
  const { t } = useTranslation('shell');
  const isOpen = useOpen(paletteStore);
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (isOpen) spotlight.open();
    else spotlight.close();
  }, [isOpen]);
  const groups = useGroups(query.trim());
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={() => {
        paletteStore.set(false);
        setQuery('');
      }}
      shortcut={null}
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      aria-label={t('shell.find')}
    >
      <Spotlight.Search
        placeholder={t('shell.findPlaceholder')}
        aria-label={t('shell.find')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ label, items }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {items.map(({ id, label: said, icon: Icon, hint, run }) => (
              <Spotlight.Action
                key={id}
                label={said}
                description={hint}
                leftSection={Icon && <Icon size={18} stroke={1.75} aria-hidden />}
                onClick={() => void run()}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{t('shell.findNothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useGroups(query: string) {
  const { t } = useTranslation('shell');
  const business = useBusiness();
  const { can } = useMe();
  const navigate = useNavigate();
  const ofPage = useAllPaletteActions();
  const found = useFound(business, query, can);
  const go = (path: string) => () => navigate(`/${business}/${path}`);
  const places = [
    ...PLACES.map(({ path, word, icon, permission }) => ({
      id: path,
      label: t(`shell.places.${word}`),
      icon,
      permission,
      run: go(path),
    })),
    ...SETTINGS.map(({ path, word, permission }) => ({
      id: `settings/${path}`,
      label: `${t('shell.places.settings')}: ${t(`shell.settings.${word}`)}`,
      icon: undefined,
      permission,
      run: go(`settings/${path}`),
    })),
  ].filter(({ permission }) => permission === null || can(permission));
  const groups: { label: string; items: readonly PaletteAction[] }[] = [
    { label: t('shell.actions'), items: ofPage.filter(({ label }) => matches(label, query)) },
    ...found.map(({ kind, items }) => ({
      label: t(`shell.places.${kind === 'conversations' ? 'inbox' : kind}`),
      items: items.map(({ id, label, hint, path }) => ({
        id: `${kind}-${id}`,
        label,
        hint,
        icon: FOUND_ICONS[kind],
        run: go(path),
      })),
    })),
    {
      label: t('shell.pages'),
      items: places.filter(({ label }) => matches(label, query)).slice(0, query === '' ? 20 : 8),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function useFound(business: string, query: string, can: (permission: string) => boolean): Found[] {
  const [asked] = useDebouncedValue(query, TYPING_MS);
  const { data } = useQuery({ ...foundOf(business, asked, can), enabled: asked.length >= 2 });
  return query.length >= 2 ? (data ?? []) : [];
}

/** Every word typed begins or lies in the label. */
const matches = (label: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));

import { ActionIcon, Indicator, Menu, Pill, Popover, Select, Stack, Switch, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBookmark, IconFilter, IconSearch, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Ref, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import type { Filters } from '../../../ui/filters.ts';
import { useSavedViews } from '../../../ui/saved-views.ts';
import { type Counts, colleaguesOf, countsOf, labelsOf } from '../calls.ts';
import { type ListFilters, STATUSES, TABS, usualStatus, WINDOWS } from '../model/filters.ts';
import { playTone, useSound } from '../use-announcing.ts';
import css from './list.module.css';

const SEARCH_AFTER_MS = 250;
const MOST_COUNTED = 1_000; // the server counts no further

type Props = { address: Filters; filters: ListFilters; searchBox: Ref<HTMLInputElement> };

/** Title, search, whose conversations, and what they are narrowed to. */
export function ListHead({ address, filters, searchBox }: Props) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data: counts } = useQuery(countsOf(business));
  return (
    <header className={css.head}>
      <div className={css.titleLine}>
        <h1 className={css.title}>{t('inbox.title')}</h1>
        <Views address={address} />
        <MoreFilters address={address} filters={filters} />
      </div>
      <div className={css.searchLine}>
        <Search address={address} searchBox={searchBox} />
      </div>
      <fieldset className={css.tabs} style={{ border: 0, padding: 0 }}>
        <legend className="unseen">{t('inbox.tabs.label')}</legend>
        {TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            className={css.tab}
            aria-pressed={filters.tab === tab}
            onClick={() => address.set('tab', tab === 'all' ? null : tab)}
          >
            {t(`inbox.tabs.${tab}`)}
            <Count counts={counts} tab={tab} />
          </button>
        ))}
      </fieldset>
      <Narrowed address={address} filters={filters} />
    </header>
  );
}

function Count({ counts, tab }: { counts: Counts | undefined; tab: keyof Counts }) {
  const count = counts?.[tab];
  return <span className={css.count}>{count === undefined ? '–' : count >= MOST_COUNTED ? '999+' : count}</span>;
}

function Search({ address, searchBox }: Pick<Props, 'address' | 'searchBox'>) {
  const { t } = useTranslation('inbox');
  const wanted = address.values.search ?? '';
  const [text, setText] = useState(wanted);
  useEffect(() => setText(wanted), [wanted]);
  const search = useDebouncedCallback((words: string) => address.set('search', words.trim()), SEARCH_AFTER_MS);
  return (
    <TextInput
      ref={searchBox}
      type="search"
      value={text}
      leftSection={<IconSearch size={16} aria-hidden />}
      placeholder={t('inbox.list.search')}
      aria-label={t('inbox.list.search')}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value);
      }}
    />
  );
}

function MoreFilters({ address, filters }: Pick<Props, 'address' | 'filters'>) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data: labels = [] } = useQuery(labelsOf(business));
  const { data: colleagues = [] } = useQuery(colleaguesOf(business));
  const [hasSound, setSound] = useSound();
  const isNarrowed =
    filters.status !== usualStatus(filters) || filters.sort !== 'newest' || narrowedBy(filters).length > 0;
  const choices = {
    status: STATUSES.map((value) => ({ value, label: t(`inbox.status.${value}`) })),
    window: WINDOWS.map((value) => ({ value, label: t(`inbox.window.is.${value}`) })),
    label: labels.map(({ name }) => ({ value: name, label: name })),
    assignee: colleagues.map(({ id, name }) => ({ value: id, label: name })),
    unread: [{ value: 'true', label: t('inbox.filter.unread') }],
    undelivered: [{ value: 'true', label: t('inbox.filter.undelivered') }],
    mentions: [{ value: 'me', label: t('inbox.filter.mentions') }],
    sort: (['newest', 'waiting'] as const).map((value) => ({ value, label: t(`inbox.sort.${value}`) })),
  };
  return (
    <Popover position="bottom-end" width={260} trapFocus>
      <Popover.Target>
        <Tooltip label={t('inbox.filter.title')}>
          <Indicator disabled={!isNarrowed} size={8} offset={6} color="brand">
            <ActionIcon aria-label={t('inbox.filter.title')}>
              <IconFilter size={18} aria-hidden />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {(['status', 'assignee', 'window', 'label', 'unread', 'undelivered', 'mentions', 'sort'] as const).map(
            (name) => (
              <Select
                key={name}
                label={t(`inbox.filter.${name}Label`)}
                data={choices[name]}
                value={filters[name] ?? null}
                placeholder={t('inbox.filter.any')}
                clearable={name !== 'status' && name !== 'sort'}
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                onChange={(value) =>
                  address.set(name, value === (name === 'status' ? usualStatus(filters) : 'newest') ? null : value)
                }
              />
            ),
          )}
          <Switch
            mt={4}
            label={t('inbox.filter.sound')}
            checked={hasSound}
            onChange={({ currentTarget: { checked } }) => {
              setSound(checked);
              if (checked) playTone();
            }}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

type Narrowing = 'assignee' | 'window' | 'label' | 'unread' | 'undelivered' | 'mentions';
const narrowedBy = (filters: ListFilters): Narrowing[] =>
  (['assignee', 'window', 'label', 'unread', 'undelivered', 'mentions'] as const).filter(
    (name) => filters[name] !== undefined,
  );

/** What hides conversations is in sight, and goes away with a press. */
function Narrowed({ address, filters }: Pick<Props, 'address' | 'filters'>) {
  const { t } = useTranslation('inbox');
  const { data: colleagues } = useQuery({ ...colleaguesOf(useBusiness()), enabled: filters.assignee !== undefined });
  const wordsOf = (name: Narrowing): string => {
    if (name === 'window') return t(`inbox.window.is.${filters.window}`);
    if (name === 'label') return filters.label ?? '';
    if (name !== 'assignee') return t(`inbox.filter.${name}`);
    return t('inbox.filter.assignee', { name: colleagues?.find(({ id }) => id === filters.assignee)?.name ?? '…' });
  };
  const words: [string, string][] = narrowedBy(filters).map((name) => [name, wordsOf(name)]);
  if (filters.status !== usualStatus(filters)) words.unshift(['status', t(`inbox.status.${filters.status}`)]);
  if (filters.sort !== 'newest') words.push(['sort', t(`inbox.sort.${filters.sort}`)]);
  if (words.length === 0) return null;
  return (
    <div className={css.filtered}>
      {words.map(([name, label]) => (
        <Pill
          key={name}
          withRemoveButton
          onRemove={() => address.set(name, null)}
          removeButtonProps={{ 'aria-label': t('inbox.filter.remove', { label }), tabIndex: 0, 'aria-hidden': false }}
        >
          {label}
        </Pill>
      ))}
    </div>
  );
}

function Views({ address }: { address: Filters }) {
  const { t } = useTranslation('inbox');
  const { views, save, forget } = useSavedViews(useBusiness(), 'inbox');
  const [name, setName] = useState('');
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick={false}>
      <Menu.Target>
        <Tooltip label={t('inbox.views.title')}>
          <ActionIcon aria-label={t('inbox.views.title')}>
            <IconBookmark size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map((view) => (
          <Menu.Item
            key={view.id}
            onClick={() => address.replace(view.filters)}
            rightSection={
              // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a button
              <span
                role="button"
                tabIndex={-1}
                aria-label={t('inbox.views.forget', { name: view.label })}
                onClick={(event) => {
                  event.stopPropagation();
                  forget(view.id);
                }}
                onKeyDown={(event) => event.key === 'Delete' && forget(view.id)}
              >
                <IconTrash size={16} aria-hidden />
              </span>
            }
          >
            {view.label}
          </Menu.Item>
        ))}
        {views.length === 0 && <Menu.Label>{t('inbox.views.none')}</Menu.Label>}
        <Menu.Divider />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) save(name.trim(), address.values);
            setName('');
          }}
        >
          <TextInput
            m={4}
            value={name}
            maxLength={60}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            placeholder={t('inbox.views.name')}
            aria-label={t('inbox.views.name')}
          />
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, Button, Checkbox, Menu, Popover, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBookmarkPlus, IconColumns3, IconDownload, IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../session/use-me.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { csvOf, download } from './csv.ts';
import css from './data-list.module.css';
import type { Column, FilterChoice } from './data-list.tsx';
import { areSameFilters, type Filters } from './filters.ts';
import { useSavedViews, type View } from './saved-views.ts';
import type { List } from './use-list.ts';

type Props<Row> = {
  name: string;
  list: List<Row>;
  columns: readonly Column<Row>[];
  search?: string;
  filters: readonly FilterChoice[];
  values: Filters;
  views?: readonly View[];
  csv?: true | { href: string };
  tools?: ReactNode;
  columnChoice: { isShown: (column: Column<Row>) => boolean; toggle: (key: string) => void };
};

/** Views above, search and filters beneath, columns and CSV at the end. */
export function ListTools<Row>(props: Props<Row>) {
  const { search, filters, values, tools } = props;
  return (
    <div className={css.tools}>
      <Views {...props} />
      <div className={css.bar}>
        {search !== undefined && <Search placeholder={search} values={values} />}
        {filters.map(({ name, label, options }) => (
          <Select
            key={name}
            aria-label={label}
            placeholder={label}
            data={options}
            value={values.values[name] ?? null}
            onChange={(value) => values.set(name, value)}
            clearable
            className={css.filter}
          />
        ))}
        <span className={css.space} />
        {tools}
        <Columns {...props} />
        {props.csv && <Csv {...props} />}
      </div>
    </div>
  );
}

const TYPING_MS = 250;

function Search({ placeholder, values }: { placeholder: string; values: Filters }) {
  const { t } = useTranslation();
  const said = values.values.search ?? '';
  const [text, setText] = useState(said);
  const field = useRef<HTMLInputElement>(null);
  const later = useDebouncedCallback((value: string) => values.set('search', value.trim()), TYPING_MS);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(said); // a view or "clear" changed it
  }, [said]);
  useShortcuts([{ keys: '/', label: t('common.search'), run: () => field.current?.focus() }]);
  const change = (value: string) => {
    setText(value);
    later(value);
  };
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== '' && (
          <ActionIcon
            size={24}
            aria-label={t('common.clear')}
            onClick={() => {
              setText('');
              values.set('search', null);
            }}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      className={css.search}
    />
  );
}

function Views<Row>({ name, views = [], values }: Props<Row>) {
  const { t } = useTranslation();
  const own = useSavedViews(useBusiness(), name);
  const [label, setLabel] = useState('');
  const all = [...views, ...own.views];
  const isNamed = all.some(({ filters }) => areSameFilters(filters, values.values));
  if (all.length === 0 && isNamed) return null;
  const hasFilters = Object.values(values.values).some(Boolean);
  if (all.length === 0 && !hasFilters) return null;
  return (
    <nav className={css.views} aria-label={t('common.views')}>
      {all.map(({ id, label: said, filters }) => {
        const isHere = areSameFilters(filters, values.values);
        return (
          <span key={id} className={css.view} data-here={isHere || undefined}>
            <button type="button" aria-pressed={isHere} onClick={() => values.replace(filters)}>
              {said}
            </button>
            {isHere && own.views.some((view) => view.id === id) && (
              <button type="button" aria-label={t('common.forgetView', { name: said })} onClick={() => own.forget(id)}>
                <IconX size={12} aria-hidden />
              </button>
            )}
          </span>
        );
      })}
      {hasFilters && !isNamed && (
        <Popover trapFocus>
          <Popover.Target>
            <Button size="compact-sm" variant="subtle" leftSection={<IconBookmarkPlus size={16} aria-hidden />}>
              {t('common.saveView')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                if (label.trim() !== '') own.save(label.trim(), values.values);
                setLabel('');
              }}
            >
              <Stack gap="xs">
                <TextInput
                  label={t('common.viewName')}
                  value={label}
                  maxLength={60}
                  onChange={(event) => setLabel(event.currentTarget.value)}
                />
                <Button type="submit">{t('common.saveView')}</Button>
              </Stack>
            </form>
          </Popover.Dropdown>
        </Popover>
      )}
    </nav>
  );
}

function Columns<Row>({ columns, columnChoice }: Props<Row>) {
  const { t } = useTranslation();
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('common.columns')}>
          <ActionIcon className={css.columns} aria-label={t('common.columns')}>
            <IconColumns3 size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter(({ isFixed }) => !isFixed)
          .map((column) => (
            <Menu.Item key={column.key} component="label" onClick={(event: React.MouseEvent) => event.preventDefault()}>
              <Checkbox
                label={column.title}
                checked={columnChoice.isShown(column)}
                onChange={() => columnChoice.toggle(column.key)}
                onClick={(event) => event.stopPropagation()}
              />
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Csv<Row>({ name, list, columns, csv }: Props<Row>) {
  const { t } = useTranslation();
  const business = useBusiness();
  const save = async () => {
    if (typeof csv === 'object') {
      const response = await fetch(csv.href, { headers: { 'x-business': business } });
      if (response.ok) return download(`${name}.csv`, await response.blob());
    }
    const told = columns.flatMap(({ title, csv: cell }) => (cell ? [{ title, cell }] : []));
    download(
      `${name}.csv`,
      csvOf([told.map(({ title }) => title), ...list.rows.map((row) => told.map(({ cell }) => cell(row)))]),
    );
  };
  return (
    <Tooltip label={t('common.csv')}>
      <ActionIcon aria-label={t('common.csv')} onClick={() => void save()}>
        <IconDownload size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

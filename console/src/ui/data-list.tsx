// biome-ignore-all lint/a11y/useSemanticElements: rows are links over a grid, which rows of a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the links in the rows take the focus
import { Checkbox, Loader } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useShortcuts } from '../shell/shortcuts.ts';
import css from './data-list.module.css';
import { type BulkAction, BulkBar } from './data-list-bulk.tsx';
import { ListTools } from './data-list-tools.tsx';
import { DataRow } from './data-row.tsx';
import { EmptyState } from './empty-state.tsx';
import { type Filters, useFilters } from './filters.ts';
import { useHiddenColumns, type View } from './saved-views.ts';
import { ListSkeleton } from './skeletons.tsx';
import { Trouble } from './trouble.tsx';
import type { List } from './use-list.ts';

export type Column<Row> = {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** The cell in the CSV file; absent: the column is not part of it. */
  csv?: (row: Row) => string | number | null | undefined;
  /** CSS width, such as "120px" or "minmax(160px, 2fr)"; default "minmax(96px, 1fr)". */
  width?: string;
  align?: 'start' | 'end';
  /** On phones a row shows these columns only: the first, large; the others small beneath. Default true. */
  onPhones?: boolean;
  /** Hidden until somebody asks for it. */
  isExtra?: boolean;
  /** Cannot be hidden. */
  isFixed?: boolean;
};

export type FilterChoice = { name: string; label: string; options: { value: string; label: string }[] };

type Props<Row> = {
  /** Of the list, as files and kept settings call it: "orders". */
  name: string;
  /** What it shows, for those who listen. */
  label: string;
  list: List<Row>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Where a row leads; filters in the address stay. */
  href?: (row: Row) => string;
  /** The row that is open beside the list. */
  openKey?: string | null;
  /** Placeholder of the search field; absent: no search. */
  search?: string;
  filters?: readonly FilterChoice[];
  /** Views that are always there; the first is usually everything. */
  views?: readonly View[];
  bulk?: readonly BulkAction<Row>[];
  /** Offers a CSV file: of the whole list by address, or else of the rows that are loaded. */
  csv?: true | { href: string };
  /** When there is nothing at all; while searching a sentence of ours stands instead. */
  empty: ReactNode;
  /** More tools at the end of the bar. */
  tools?: ReactNode;
  isCompact?: boolean;
};

/** A list as every page has it: search, filters, views, columns, bulk actions, CSV, keys, more on scrolling. */
export function DataList<Row>(props: Props<Row>) {
  const { name, label, list, columns, rowKey, href, openKey = null, bulk = [], empty, isCompact } = props;
  const { t } = useTranslation();
  const filters = useFilters();
  const { shown, ...columnChoice } = useShownColumns(name, columns);
  const { selected, toggle, toggleAll, clear } = useSelection(list.rows, rowKey);
  const { current, setCurrent } = useRowKeys({ list, rowKey, href, toggle: bulk.length > 0 ? toggle : null });
  const template = [bulk.length > 0 && '40px', ...shown.map(({ width = 'minmax(96px, 1fr)' }) => width)]
    .filter(Boolean)
    .join(' ');

  return (
    <div className={css.whole}>
      <ListTools {...props} filters={props.filters ?? []} values={filters} columnChoice={columnChoice} />
      {selected.length > 0 && <BulkBar rows={selected} actions={bulk} onClear={clear} />}
      <div className={css.scroll} data-old={list.isOld || undefined}>
        <div role="table" aria-label={label} aria-busy={list.isFirst} className={css.table} data-compact={isCompact}>
          <div role="rowgroup" className={css.head}>
            <div role="row" className={css.row} style={{ gridTemplateColumns: template }}>
              {bulk.length > 0 && (
                <span role="columnheader" aria-label={t('common.select')}>
                  <Checkbox
                    aria-label={t('common.selectAll')}
                    checked={selected.length > 0 && selected.length === list.rows.length}
                    indeterminate={selected.length > 0 && selected.length < list.rows.length}
                    onChange={toggleAll}
                  />
                </span>
              )}
              {shown.map(({ key, title, align }) => (
                <span role="columnheader" key={key} data-align={align}>
                  {title}
                </span>
              ))}
            </div>
          </div>
          <div role="rowgroup">
            {list.rows.map((row) => {
              const key = rowKey(row);
              return (
                <DataRow
                  key={key}
                  row={row}
                  columns={shown}
                  template={template}
                  href={href?.(row)}
                  isOpen={key === openKey}
                  isCurrent={key === current}
                  onFocus={() => setCurrent(key)}
                  selection={
                    bulk.length > 0
                      ? { isSelected: selected.some((one) => rowKey(one) === key), toggle: () => toggle(row) }
                      : null
                  }
                />
              );
            })}
          </div>
        </div>
        <Below list={list} empty={isNarrowed(filters, props.views) ? <NothingFound filters={filters} /> : empty} />
      </div>
    </div>
  );
}

/** What stands under the rows: the next ones, or why there are none. */
function Below<Row>({ list, empty }: { list: List<Row>; empty: ReactNode }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { hasMore, more } = list;
  const latest = useRef(more);
  latest.current = more;
  const count = list.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with more rows the end has moved
  useEffect(() => {
    if (!hasMore || !end.current) return;
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      rootMargin: '600px',
    });
    seen.observe(end.current);
    return () => seen.disconnect();
  }, [hasMore, count]);
  if (list.isFirst) return <ListSkeleton />;
  if (list.error) return <Trouble error={list.error} retry={list.retry} />;
  if (list.rows.length === 0) return empty;
  return (
    <div ref={end} className={css.end}>
      {list.isReadingMore && <Loader size="sm" role="status" aria-label={t('common.loading')} />}
    </div>
  );
}

function NothingFound({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('common.nothingFound')}
      text={t('common.nothingFoundAdvice')}
      action={
        <button type="button" className={css.link} onClick={() => filters.replace({})}>
          {t('common.clearFilters')}
        </button>
      }
    />
  );
}

const isNarrowed = ({ values }: Filters, _views: readonly View[] | undefined): boolean =>
  Object.values(values).some((value) => value !== '');

function useShownColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const { hidden, toggle } = useHiddenColumns(name);
  // An extra column is kept the other way round: in the list once somebody wants it.
  const isShown = ({ key, isExtra = false }: Column<Row>) => hidden.includes(key) === isExtra;
  return { shown: columns.filter((column) => column.isFixed || isShown(column)), isShown, toggle };
}

function useSelection<Row>(rows: readonly Row[], rowKey: (row: Row) => string) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(() => rows.filter((row) => keys.has(rowKey(row))), [rows, keys, rowKey]);
  const toggle = (row: Row) =>
    setKeys((before) => {
      const next = new Set(before);
      if (!next.delete(rowKey(row))) next.add(rowKey(row));
      return next;
    });
  return {
    selected,
    toggle,
    toggleAll: () => setKeys(selected.length === rows.length ? new Set() : new Set(rows.map(rowKey))),
    clear: () => setKeys(new Set()),
  };
}

type RowKeys<Row> = {
  list: List<Row>;
  rowKey: (row: Row) => string;
  href?: (row: Row) => string;
  toggle: ((row: Row) => void) | null;
};

/** j and k walk, enter opens, x selects. */
function useRowKeys<Row>({ list, rowKey, href, toggle }: RowKeys<Row>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const at = list.rows.findIndex((row) => rowKey(row) === current);
  const walk = (by: number) => {
    const row = list.rows[Math.max(0, Math.min(list.rows.length - 1, at + by))];
    if (row) setCurrent(rowKey(row));
    if (at + by >= list.rows.length - 3) list.more();
  };
  const row = list.rows[at];
  useShortcuts([
    { keys: 'j', label: t('common.keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('common.keys.previous'), run: () => walk(-1) },
    ...(href
      ? [{ keys: 'Enter', label: t('common.keys.open'), run: () => row && navigate(`${href(row)}${location.search}`) }]
      : []),
    ...(toggle ? [{ keys: 'x', label: t('common.keys.select'), run: () => row && toggle(row) }] : []),
  ]);
  return { current, setCurrent };
}

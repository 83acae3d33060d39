// biome-ignore-all lint/a11y/useSemanticElements: rows are links over a grid, which rows of a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the link in the row takes the focus
import { Checkbox } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import css from './data-list.module.css';
import type { Column } from './data-list.tsx';

type Props<Row> = {
  row: Row;
  columns: readonly Column<Row>[];
  template: string;
  href: string | undefined;
  isOpen: boolean;
  isCurrent: boolean;
  onFocus: () => void;
  selection: { isSelected: boolean; toggle: () => void } | null;
};

function Row<Row>({ row, columns, template, href, isOpen, isCurrent, onFocus, selection }: Props<Row>) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const [first] = columns;
  return (
    <div
      ref={line}
      role="row"
      className={css.row}
      data-open={isOpen || undefined}
      data-current={isCurrent || undefined}
      aria-current={isOpen || undefined}
      style={{ gridTemplateColumns: template }}
      onFocus={onFocus}
    >
      {selection && (
        <span role="cell" className={css.select}>
          <Checkbox aria-label={t('common.select')} checked={selection.isSelected} onChange={selection.toggle} />
        </span>
      )}
      {columns.map((column) => (
        <span
          role="cell"
          key={column.key}
          data-align={column.align}
          data-phone={column.onPhones === false ? 'no' : undefined}
          className={column === first ? css.first : undefined}
        >
          {column === first && href !== undefined ? (
            <Link to={{ pathname: href, search }} className={css.cover}>
              {column.render(row)}
            </Link>
          ) : (
            column.render(row)
          )}
        </span>
      ))}
    </div>
  );
}

/** One row; it is drawn again only when something of it changed. */
export const DataRow = memo(Row) as typeof Row;

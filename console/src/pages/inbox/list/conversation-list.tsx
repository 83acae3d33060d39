import { Skeleton } from '@mantine/core';
import { IconCloudOff, IconInbox } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../../../api/live-provider.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import type { List } from '../../../ui/use-list.ts';
import type { ListFilters } from '../model/filters.ts';
import type { Row } from '../model/shapes.ts';
import { ConversationRow } from './conversation-row.tsx';
import css from './list.module.css';
import { useWindowedRows } from './use-windowed-rows.ts';

export const ROW_HEIGHT = 76;

type Props = {
  list: List<Row>;
  filters: ListFilters;
  openId: string | undefined;
  selected: ReadonlySet<string>;
  onSelect: (id: string) => void;
  linkTo: (id: string) => string;
};

/** Conversations, only those in sight as elements: a hundred thousand scroll like fifty. */
export function ConversationList({ list, filters, openId, selected, onSelect, linkTo }: Props) {
  const { t } = useTranslation('inbox');
  const box = useRef<HTMLDivElement>(null);
  const { from, to, bringIntoSight } = useWindowedRows(box, {
    count: list.rows.length,
    height: ROW_HEIGHT,
    onNearEnd: list.more,
  });
  const at = list.rows.findIndex(({ id }) => id === openId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what is open, not every move of the list
  useEffect(() => bringIntoSight(at), [openId]);

  return (
    <div className={css.scroll} ref={box} data-old={list.isOld || undefined}>
      <Offline />
      {list.isFirst && <Skeletons />}
      {list.error ? <Trouble error={list.error} retry={list.retry} /> : null}
      {!list.isFirst && !list.error && list.rows.length === 0 && <Empty filters={filters} />}
      {list.rows.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: rows beyond the sight do not exist, so their places are said
        <div
          role="list"
          aria-label={t('inbox.list.label')}
          className={css.rows}
          style={{ height: list.rows.length * ROW_HEIGHT }}
        >
          {list.rows.slice(from, to).map((row, index) => (
            <ConversationRow
              key={row.id}
              row={row}
              top={(from + index) * ROW_HEIGHT}
              place={{ of: list.hasMore ? -1 : list.rows.length, at: from + index + 1 }}
              isOpen={row.id === openId}
              isSelected={selected.has(row.id)}
              isSelecting={selected.size > 0}
              onSelect={onSelect}
              link={linkTo(row.id)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function Empty({ filters }: { filters: ListFilters }) {
  const { t } = useTranslation('inbox');
  const narrowed =
    filters.search ?? filters.label ?? filters.assignee ?? filters.window ?? filters.unread ?? filters.mentions;
  const isLost = narrowed === undefined && filters.undelivered !== undefined;
  const kind = isLost
    ? 'undelivered'
    : narrowed !== undefined
      ? 'found'
      : filters.status !== 'open'
        ? 'status'
        : filters.tab;
  return <EmptyState icon={IconInbox} title={t(`inbox.empty.${kind}`)} text={t(`inbox.empty.${kind}Next`)} />;
}

/** Old rows are better than none, as long as one knows. */
function Offline() {
  const { t } = useTranslation('inbox');
  const state = useLiveState();
  if (state !== 'lost') return null;
  return (
    <p className={css.offline} role="status">
      <IconCloudOff size={16} aria-hidden /> {t('inbox.list.offline')}
    </p>
  );
}

function Skeletons() {
  return (
    <div aria-hidden>
      {Array.from({ length: 9 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div className={css.skeleton} key={row}>
          <Skeleton circle height={36} />
          <div>
            <Skeleton height={12} width={`${58 - ((row * 11) % 23)}%`} radius="sm" />
            <Skeleton height={12} width={`${88 - ((row * 7) % 31)}%`} radius="sm" mt={10} />
          </div>
        </div>
      ))}
    </div>
  );
}

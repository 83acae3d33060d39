import { Drawer } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { useTabTitle } from '../../shell/page.tsx';
import { usePaletteActions } from '../../shell/palette-actions.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFilters } from '../../ui/filters.ts';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { useList } from '../../ui/use-list.ts';
import { conversationOf, conversationsOf, countsOf } from './calls.ts';
import type { Mode } from './composer/composer.tsx';
import css from './inbox.module.css';
import { ConversationList } from './list/conversation-list.tsx';
import { ListHead } from './list/list-head.tsx';
import { readFilters } from './model/filters.ts';
import type { Row } from './model/shapes.ts';
import { nameOf } from './names.ts';
import { useAnnouncing } from './use-announcing.ts';
import { useChanges } from './use-changes.ts';
import { useInboxLive } from './use-inbox-live.ts';

/** The list is there first; what stands beside it is fetched meanwhile. */
const ContextPanel = lazy(() =>
  import('./context/context-panel.tsx').then(({ ContextPanel }) => ({ default: ContextPanel })),
);
const BulkBar = lazy(() => import('./list/bulk-bar.tsx').then(({ BulkBar }) => ({ default: BulkBar })));
const ConversationPane = lazy(() =>
  import('./conversation-pane.tsx').then(({ ConversationPane }) => ({ default: ConversationPane })),
);

const MOST_AT_ONCE = 100; // of one change, for the server

/** Three panes on wide screens, one on phones; the address says which conversation is open and what the list shows. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { id } = useParams();
  const navigate = useNavigate();
  const { search } = useLocation();
  const address = useFilters();
  const filters = useMemo(() => readFilters(address.values), [address.values]);
  const list = useList(conversationsOf(business, filters));
  const { data: row } = useQuery({ ...conversationOf(business, id ?? ''), enabled: id !== undefined });
  const { data: counts } = useQuery(countsOf(business));
  const changes = useChanges();
  const [mode, setMode] = useState<Mode>('reply');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const searchBox = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const hasThreePanes = useMediaQuery('(min-width: 80em)', true, { getInitialValueInEffect: false });
  const [wantsContext, setWantsContext] = useLocalStorage({ key: 'parlour.inbox.context', defaultValue: true });
  const [isContextOver, setContextOver] = useState(false);
  useTabTitle(
    counts && counts.unread > 0
      ? `(${counts.unread > 99 ? '99+' : counts.unread}) ${t('inbox.title')}`
      : t('inbox.title'),
  );
  useInboxLive(id, useAnnouncing(id));

  const linkTo = useCallback((to: string) => `/${business}/inbox/${to}${search}`, [business, search]);
  const open = (to: string | null) => navigate(to === null ? `/${business}/inbox${search}` : linkTo(to));
  const select = useCallback((one: string) => setSelected((before) => toggled(before, one)), []);
  const toggleContext = () => (hasThreePanes ? setWantsContext(!wantsContext) : setContextOver(!isContextOver));
  useInboxKeys({
    move: (step) => {
      const at = list.rows.findIndex((one) => one.id === id);
      const next = list.rows[at < 0 ? 0 : at + step];
      if (next) void navigate(linkTo(next.id), { replace: id !== undefined });
    },
    write: (how) => {
      setMode(how);
      requestAnimationFrame(() => field.current?.focus());
    },
    select: () => id && select(id),
    back: () => open(null),
    find: () => searchBox.current?.focus(),
    context: toggleContext,
    changes,
    row,
  });

  const isContextShown = row !== undefined && (hasThreePanes ? wantsContext : isContextOver);
  const context = row && (
    <Suspense fallback={<DetailSkeleton />}>
      <ContextPanel key={row.id} row={row} changes={changes} onBack={() => setContextOver(false)} />
    </Suspense>
  );
  return (
    <div className={css.inbox} data-open={id !== undefined || undefined}>
      <section className={css.list} aria-label={t('inbox.list.label')}>
        <ListHead address={address} filters={filters} searchBox={searchBox} />
        {selected.size > 0 && (
          <Suspense fallback={<div className={css.bulk} aria-busy />}>
            <BulkBar
              rows={list.rows.filter((one) => selected.has(one.id))}
              onDone={() => setSelected(new Set())}
              onAll={() => setSelected(new Set(list.rows.slice(0, MOST_AT_ONCE).map((one) => one.id)))}
            />
          </Suspense>
        )}
        <ConversationList
          list={list}
          filters={filters}
          openId={id}
          selected={selected}
          onSelect={select}
          linkTo={linkTo}
        />
      </section>
      {id === undefined ? (
        <section className={css.nothing}>
          <EmptyState icon={IconMessages} title={t('inbox.none.title')} text={t('inbox.none.text')} />
        </section>
      ) : (
        <Suspense fallback={<section className={css.nothing} aria-busy />}>
          <ConversationPane
            key={id}
            id={id}
            changes={changes}
            mode={mode}
            onMode={setMode}
            field={field}
            onBack={() => open(null)}
            onContext={toggleContext}
            isContextOpen={isContextShown}
          />
        </Suspense>
      )}
      {hasThreePanes
        ? isContextShown && (
            <aside className={css.context} aria-label={t('inbox.context.title')}>
              {context}
            </aside>
          )
        : row && (
            <Drawer.Root opened={isContextOver} onClose={() => setContextOver(false)} position="right" size={360}>
              <Drawer.Overlay />
              <Drawer.Content aria-label={t('inbox.context.of', { name: nameOf(row.contact, t) })}>
                <Drawer.Body p={0}>{context}</Drawer.Body>
              </Drawer.Content>
            </Drawer.Root>
          )}
    </div>
  );
}

function toggled(all: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(all);
  if (!next.delete(one)) next.add(one);
  return next;
}

type Keys = {
  move(step: 1 | -1): void;
  write(mode: Mode): void;
  select(): void;
  back(): void;
  find(): void;
  context(): void;
  changes: ReturnType<typeof useChanges>;
  row: Row | undefined;
};

/** One hand on the keyboard is enough to go through a morning's messages. */
function useInboxKeys({ move, write, select, back, find, context, changes, row }: Keys): void {
  const { t } = useTranslation('inbox');
  const { can, person } = useMe();
  const isResolved = row?.status === 'resolved';
  const onOpen = (run: (row: Row) => void) => () => row && run(row);
  const resolve = onOpen((row) => changes.status.mutate({ row, to: isResolved ? 'open' : 'resolved' }));
  const take = onOpen((row) => changes.owner.mutate(person ? { row, to: 'me' } : { row, to: 'person' }));
  const give = onOpen((row) => changes.owner.mutate({ row, to: 'bot' }));
  const mayChange = can('conversations:write');
  useShortcuts([
    { keys: 'j', label: t('inbox.keys.next'), run: () => move(1) },
    { keys: 'k', label: t('inbox.keys.before'), run: () => move(-1) },
    { keys: '/', label: t('inbox.keys.find'), run: find },
    { keys: 'i', label: t('inbox.keys.context'), run: onOpen(context) },
    { keys: 'u', label: t('inbox.keys.back'), run: onOpen(back) },
    ...(can('messages:write')
      ? [
          { keys: 'Enter', label: t('inbox.keys.reply'), run: onOpen(() => write('reply')) },
          { keys: 'r', label: t('inbox.keys.reply'), run: onOpen(() => write('reply')) },
          { keys: 'n', label: t('inbox.keys.note'), run: onOpen(() => write('note')) },
        ]
      : []),
    ...(mayChange
      ? [
          { keys: 'e', label: t('inbox.keys.resolve'), run: resolve },
          { keys: 'a', label: t('inbox.keys.take'), run: take },
          { keys: 'b', label: t('inbox.keys.give'), run: give },
          { keys: 'x', label: t('inbox.keys.select'), run: onOpen(select) },
        ]
      : []),
  ]);
  usePaletteActions(
    row && mayChange
      ? [
          { id: 'inbox-resolve', label: t(isResolved ? 'inbox.status.reopen' : 'inbox.status.resolve'), run: resolve },
          { id: 'inbox-take', label: t('inbox.owner.take'), run: take },
          { id: 'inbox-give', label: t('inbox.owner.giveBack'), run: give },
        ]
      : [],
  );
}

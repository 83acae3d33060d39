import { Button, Loader, Skeleton } from '@mantine/core';
import { IconArrowDown, IconMessageCircle } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { entriesOf, messagesOf } from '../calls.ts';
import { notYetThere, type Outgoing } from '../model/outgoing.ts';
import { type ThreadItem, threadOf } from '../model/timeline.ts';
import { Bubble, type BubbleActions } from './bubble.tsx';
import { DayLine, EntryLine, ToldLine, UnreadLine } from './lines.tsx';
import { Note } from './note.tsx';
import { OutgoingBubble } from './outgoing-bubble.tsx';
import css from './thread.module.css';

const NEAR_TOP_PX = 600;
const AT_END_PX = 80;

type Props = {
  conversationId: string;
  customer: string;
  /** Unread when it was opened; the line stays where it was. */
  unread: number;
  outgoing: readonly Outgoing[];
  onRetryOutgoing: (outgoing: Outgoing) => void;
  onDropOutgoing: (outgoing: Outgoing) => void;
  actions: Omit<BubbleActions, 'onGoTo'>;
};

/** What was said, oldest on top; older parts are read when one scrolls there, and nothing in sight moves. */
export function Thread(props: Props) {
  const { conversationId, unread, outgoing } = props;
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const query = useInfiniteQuery(messagesOf(business, conversationId));
  const { data: entries } = useQuery(entriesOf(business, conversationId));
  const messages = useMemo(() => query.data?.pages.flatMap(({ items }) => items) ?? [], [query.data]);
  const items = useMemo(() => {
    const oldest = query.hasNextPage ? messages.at(-1)?.sentAt : undefined;
    const inReach = (entries ?? []).filter(({ at }) => oldest === undefined || at >= oldest);
    return threadOf({ messages, entries: inReach, unread });
  }, [messages, entries, unread, query.hasNextPage]);
  const waiting = notYetThere(outgoing, messages);
  const { box, isAtEnd, toEnd, onScroll } = useStaying(items.at(-1)?.key ?? '', waiting.length, () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  const onGoTo = useCallback((id: string) => show(`message-${id}`), []);
  const actions = useMemo(() => ({ ...props.actions, onGoTo }), [props.actions, onGoTo]);

  if (query.isPending) return <Skeletons />;
  if (query.error && messages.length === 0) {
    return (
      <div className={css.skeletons}>
        <Trouble error={query.error} retry={() => query.refetch()} />
      </div>
    );
  }
  return (
    <div
      className={css.scroll}
      ref={box}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-label={t('inbox.thread.label', { name: props.customer })}
    >
      {!isAtEnd && (
        <Button
          className={css.newer}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={16} aria-hidden />}
          onClick={toEnd}
        >
          {t('inbox.thread.toEnd')}
        </Button>
      )}
      <div className={css.items}>
        {query.hasNextPage && (
          <div className={css.older}>
            {query.isFetchNextPageError ? (
              <Button size="compact-sm" variant="default" onClick={() => query.fetchNextPage()}>
                {t('common.tryAgain')}
              </Button>
            ) : (
              <Loader size="sm" role="status" aria-label={t('inbox.thread.older')} />
            )}
          </div>
        )}
        {items.length === 0 && waiting.length === 0 && (
          <EmptyState icon={IconMessageCircle} title={t('inbox.thread.empty')} text={t('inbox.thread.emptyNext')} />
        )}
        {items.map((item) => (
          <Item
            key={item.key}
            item={item}
            conversationId={conversationId}
            customer={props.customer}
            actions={actions}
          />
        ))}
        {waiting.map((one) => (
          <OutgoingBubble
            key={one.key}
            outgoing={one}
            onRetry={props.onRetryOutgoing}
            onDrop={props.onDropOutgoing}
            onTemplate={actions.onTemplate}
          />
        ))}
      </div>
    </div>
  );
}

type ItemProps = { item: ThreadItem; conversationId: string; customer: string; actions: BubbleActions };

function Item({ item, conversationId, customer, actions }: ItemProps) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} />;
    case 'unread':
      return <UnreadLine />;
    case 'entry':
      return item.entry.kind === 'note' ? (
        <Note entry={item.entry} conversationId={conversationId} />
      ) : (
        <EntryLine entry={item.entry} />
      );
    case 'told':
      return <ToldLine message={item.message} />;
    case 'message':
      return <Bubble item={item} customer={customer} actions={actions} />;
  }
}

/**
 * Keeps what is in sight where it is. The box is measured from its end, so older parts above move nothing by themselves;
 * when something new comes below while somebody reads further up, the box moves up by what came.
 */
function useStaying(lastKey: string, waiting: number, onNearTop: () => void) {
  const box = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => box.current?.scrollTo({ top: 0, behavior: 'smooth' }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: something new came below
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const grown = element.scrollHeight - height.current;
    if (element.scrollTop < -AT_END_PX && height.current > 0) element.scrollTop -= grown;
  }, [lastKey]);
  useLayoutEffect(() => {
    height.current = box.current?.scrollHeight ?? 0;
  });
  useEffect(() => {
    if (waiting > 0) box.current?.scrollTo({ top: 0 }); // what one writes oneself one wants to see
  }, [waiting]);

  const look = () => {
    const element = box.current;
    if (!element) return;
    setAtEnd(element.scrollTop > -AT_END_PX * 3);
    const above = element.scrollHeight - element.clientHeight + element.scrollTop;
    if (above < NEAR_TOP_PX) onNearTop();
  };
  const latest = useRef(look);
  latest.current = look;
  // A short first part does not fill the box: then more is wanted at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: again whenever something came
  useEffect(() => latest.current(), [lastKey]);
  return { box, isAtEnd, toEnd, onScroll: () => latest.current() };
}

function show(id: string): void {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.animate?.([{ opacity: 0.4 }, { opacity: 1 }], { duration: 600 });
}

function Skeletons() {
  return (
    <div className={css.skeletons} aria-hidden>
      {[58, 40, 72, 34, 52].map((width, index) => (
        <Skeleton key={width} height={44 + ((index * 17) % 30)} width={`${width}%`} radius="lg" />
      ))}
    </div>
  );
}

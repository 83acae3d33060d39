import { ActionIcon } from '@mantine/core';
import { IconBulb, IconEye, IconPencil, IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { handOffReason } from '../../ui/hand-off-reason.ts';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { conversationOf, markRead, messagesOf } from './calls.ts';
import { Composer, type Mode } from './composer/composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import type { Message, Row } from './model/shapes.ts';
import { summaryIn } from './model/trace.ts';
import { nameOf } from './names.ts';
import type { BubbleActions } from './thread/bubble.tsx';
import css from './thread/thread.module.css';
import { Thread } from './thread/thread.tsx';
import type { Changes } from './use-changes.ts';
import { useHere } from './use-here.ts';
import { useOutgoing } from './use-outgoing.ts';

const TemplatePicker = lazy(() =>
  import('./composer/template-picker.tsx').then(({ TemplatePicker }) => ({ default: TemplatePicker })),
);
const WhyDrawer = lazy(() => import('./why/why-drawer.tsx').then(({ WhyDrawer }) => ({ default: WhyDrawer })));
const ReactionPicker = lazy(() =>
  import('./composer/reaction-picker.tsx').then(({ ReactionPicker }) => ({ default: ReactionPicker })),
);

type Props = {
  id: string;
  changes: Changes;
  mode: Mode;
  onMode: (mode: Mode) => void;
  field: RefObject<HTMLTextAreaElement | null>;
  onBack: () => void;
  onContext: () => void;
  isContextOpen: boolean;
};

/** One conversation: who it is, what was said, and where to write. */
export function ConversationPane(props: Props) {
  const { id, mode, onMode, field, changes } = props;
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { can, person } = useMe();
  const { data: row, error, refetch } = useQuery(conversationOf(business, id));
  const { outgoing, send, retry, drop } = useOutgoing(id);
  const [quote, setQuote] = useState<Message | null>(null);
  const [why, setWhy] = useState<Message | null>(null);
  const [reactTo, setReactTo] = useState<Message | null>(null);
  const [isTemplateOpen, setTemplateOpen] = useState(false);
  const onTyping = useHere(id);
  const unread = useReading(row, can('conversations:write'));
  const canWrite = can('messages:write');

  const onRetry = changes.retry.mutate;
  const actions = useMemo<Omit<BubbleActions, 'onGoTo'>>(
    () => ({
      canWrite,
      onQuote: (message) => {
        onMode('reply');
        setQuote(message);
        field.current?.focus();
      },
      onReact: setReactTo,
      onWhy: setWhy,
      onRetry: (message) => onRetry(message),
      onTemplate: () => setTemplateOpen(true),
    }),
    [canWrite, onMode, onRetry, field],
  );
  const onTemplate = useCallback(() => setTemplateOpen(true), []);

  if (error && !row) {
    return (
      <section className={css.pane}>
        <Trouble error={error} retry={refetch} />
      </section>
    );
  }
  if (!row) {
    return (
      <section className={css.pane} aria-busy="true">
        <DetailSkeleton />
      </section>
    );
  }
  const customer = nameOf(row.contact, t);
  return (
    <section className={css.pane} aria-label={t('inbox.thread.label', { name: customer })}>
      <ConversationHead
        row={row}
        changes={changes}
        onBack={props.onBack}
        onContext={props.onContext}
        isContextOpen={props.isContextOpen}
      />
      <Here row={row} me={person?.id ?? null} />
      <HandOff row={row} />
      <Thread
        key={id}
        conversationId={id}
        customer={customer}
        unread={unread}
        outgoing={outgoing}
        onRetryOutgoing={retry}
        onDropOutgoing={drop}
        actions={actions}
      />
      {canWrite && (
        <Composer
          key={`composer-${id}`}
          row={row}
          mode={mode}
          onMode={onMode}
          quote={quote}
          onQuote={setQuote}
          onSend={send}
          onTyping={onTyping}
          onTemplate={onTemplate}
          field={field}
        />
      )}
      <Suspense fallback={null}>
        {isTemplateOpen && (
          <TemplatePicker row={row} onSend={(content) => send(content, null)} onClose={() => setTemplateOpen(false)} />
        )}
        {why && <WhyDrawer message={why} onClose={() => setWhy(null)} />}
        {reactTo && (
          <ReactionPicker
            onPick={(emoji) => {
              if (reactTo.providerMessageId)
                void send({ type: 'reaction', to: reactTo.providerMessageId, emoji }, null);
              setReactTo(null);
            }}
            onClose={() => setReactTo(null)}
          />
        )}
      </Suspense>
    </section>
  );
}

/**
 * Marks as read what is looked at: the customer then sees blue ticks.
 *
 * @returns how many were unread when it was opened, for the line.
 */
function useReading(row: Row | undefined, mayMark: boolean): number {
  const queries = useQueryClient();
  const business = useBusiness();
  const opened = useRef<{ id: string; unread: number } | null>(null);
  if (row && opened.current?.id !== row.id) opened.current = { id: row.id, unread: row.unread };
  const id = row?.id;
  const unread = row?.unread ?? 0;
  useEffect(() => {
    if (!mayMark || !id || unread === 0) return;
    const mark = () => {
      if (document.visibilityState !== 'visible') return;
      markRead(id).then(
        () => {
          queries.setQueryData(conversationOf(business, id).queryKey, (before) => before && { ...before, unread: 0 });
          void queries.invalidateQueries({ queryKey: [business, 'conversations', 'counts'] });
        },
        () => {}, // tried again with the next message or visit
      );
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [id, unread, mayMark, queries, business]);
  return opened.current?.unread ?? 0;
}

/** A colleague is here, too: two answers at once confuse a customer. */
function Here({ row: { here }, me }: { row: Row; me: string | null }) {
  const { t } = useTranslation('inbox');
  const others = here.filter(({ id }) => id !== me);
  const typing = others.filter(({ state }) => state === 'typing');
  const [first] = typing.length > 0 ? typing : others;
  if (!first) return null;
  return (
    <div className={css.here} role="status">
      {typing.length > 0 ? <IconPencil size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
      {t(typing.length > 0 ? 'inbox.here.typing' : 'inbox.here.viewing', { name: first.name })}
    </div>
  );
}

/** A colleague who took it needs no explanation. */
const OF_OURS = new Set(['taken over', 'answered by a person', 'taken over through the API']);

/** What the bot found out before it asked for a person. */
function HandOff({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const queries = useQueryClient();
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const { waitingSince, waitingReason } = row;
  // Events bring messages without their traces: with a hand-off they are read again for its summary.
  useEffect(() => {
    if (waitingSince) void queries.invalidateQueries({ queryKey: messagesOf(business, row.id).queryKey });
  }, [waitingSince, queries, business, row.id]);
  const { data } = useInfiniteQuery({ ...messagesOf(business, row.id), enabled: false });
  const words = useMemo(() => summaryIn(data?.pages.flatMap(({ items }) => items) ?? []), [data]);
  const reason = waitingReason !== null && OF_OURS.has(waitingReason) ? null : waitingReason;
  if (!waitingSince || closedFor === waitingSince || (!words && !reason)) return null;
  return (
    <aside className={css.handOff} aria-label={t('inbox.handOff.title')}>
      <IconBulb size={18} aria-hidden />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div tabIndex={0}>
        <strong>{t('inbox.handOff.title')}</strong>
        {reason && <p dir="auto">{handOffReason(t, reason)}</p>}
        {words && <p dir="auto">{words}</p>}
      </div>
      <ActionIcon size={30} onClick={() => setClosedFor(waitingSince)} aria-label={t('common.close')}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </aside>
  );
}

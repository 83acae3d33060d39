import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { usePaletteActions } from '../../shell/palette-actions.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { conversationOf, markRead } from './calls.ts';
import { Composer, type Mode } from './composer/composer.tsx';
import { ConversationHead } from './conversation-head.tsx';
import type { Message, Row } from './model/shapes.ts';
import { nameOf } from './names.ts';
import type { BubbleActions } from './thread/bubble.tsx';
import { HandOff, Here } from './thread/signs.tsx';
import css from './thread/thread.module.css';
import { Thread } from './thread/thread.tsx';
import type { Changes } from './use-changes.ts';
import { useHere } from './use-here.ts';
import { useOutgoing } from './use-outgoing.ts';

const TemplatePicker = lazy(() =>
  import('./composer/template-picker.tsx').then(({ TemplatePicker }) => ({ default: TemplatePicker })),
);
const ThreadSearch = lazy(() =>
  import('./thread/search/thread-search.tsx').then(({ ThreadSearch }) => ({ default: ThreadSearch })),
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
  const { isSearching, search, endSearch } = useSearching();
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
        onSearch={search}
        onContext={props.onContext}
        isContextOpen={props.isContextOpen}
      />
      {isSearching && (
        <Suspense fallback={null}>
          <ThreadSearch conversationId={id} customer={customer} onClose={endSearch} />
        </Suspense>
      )}
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

/** Like in a browser, but for all that was said. While the field is open, the keys are the browser's own. */
function useSearching() {
  const { t } = useTranslation('inbox');
  const [isSearching, setSearching] = useState(false);
  const search = useCallback(() => setSearching(true), []);
  const endSearch = useCallback(() => setSearching(false), []);
  const label = t('inbox.search.label');
  useShortcuts(isSearching ? [] : [{ keys: 'mod+f', label, run: search }]);
  usePaletteActions([{ id: 'inbox-search', label, run: search }]);
  return { isSearching, search, endSearch };
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

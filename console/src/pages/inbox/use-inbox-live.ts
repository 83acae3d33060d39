import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLive } from '../../api/live-provider.tsx';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { conversationOf, labelsOf, messagesOf } from './calls.ts';
import { belongsTo, type ListFilters } from './model/filters.ts';
import { hereAfter, isHereWord, withSilence } from './model/here.ts';
import { mergeMessages, mergeRows, type Page } from './model/merging.ts';
import { isMessage, isRow, type Message, type Row } from './model/shapes.ts';

const COUNT_AGAIN_MS = 2_000;

/** Puts what happens into the lists and threads that are on the screen, without asking the server again. */
export function useInboxLive(openId: string | undefined, onMessage: (message: Message) => void): void {
  const queries = useQueryClient();
  const business = useBusiness();
  const { person } = useMe();
  const counting = useRef(false);

  const countAgain = () => {
    if (counting.current) return;
    counting.current = true;
    setTimeout(() => {
      counting.current = false;
      void queries.invalidateQueries({ queryKey: [business, 'conversations', 'counts'] });
    }, COUNT_AGAIN_MS);
  };

  useLive('conversations', (items) => {
    const rows = items.filter(isRow);
    const lists = queries.getQueriesData<InfiniteData<Page<Row>, string | undefined>>({
      queryKey: [business, 'conversations', 'list'],
    });
    for (const [key] of lists) {
      const belongs = belongsTo(key[3] as ListFilters, person?.id ?? null, new Date());
      queries.setQueryData<InfiniteData<Page<Row>, unknown>>(key, (data) => mergeRows(data, rows, belongs));
    }
    for (const row of rows) {
      queries.setQueryData(conversationOf(business, row.id).queryKey, (before) => before && { ...before, ...row });
      if (row.id === openId) void queries.invalidateQueries({ queryKey: [business, 'entries', row.id] });
    }
    countAgain();
    // A colleague made a label or gave it another name.
    const labels = labelsOf(business).queryKey;
    const known = queries.getQueryData(labels)?.map(({ name }) => name);
    if (known && rows.some((row) => row.labels.some((label) => !known.includes(label))))
      void queries.invalidateQueries({ queryKey: labels });
  });

  useLive('messages', (items) => {
    const byConversation = Map.groupBy(items.filter(isMessage), ({ conversationId }) => conversationId);
    for (const [id, messages] of byConversation) {
      const { queryKey } = messagesOf(business, id);
      const known = new Set(
        queries.getQueryData(queryKey)?.pages.flatMap((page) => page.items.map((message) => message.id)),
      );
      queries.setQueryData(queryKey, (data) => mergeMessages(data, messages));
      for (const message of messages) if (!known.has(message.id)) onMessage(message);
    }
  });

  // A file arrived after its message: its picture can be fetched now.
  useLive('media', () => {
    if (openId) void queries.invalidateQueries({ queryKey: [business, 'messages', openId] });
  });

  const heard = useRef<ReturnType<typeof withSilence>>(undefined);
  heard.current ??= withSilence(
    (word) => {
      const change = <R extends Row>(row: R): R =>
        row.id === word.conversationId ? { ...row, here: hereAfter(row.here, word) } : row;
      queries.setQueryData(conversationOf(business, word.conversationId).queryKey, (row) => row && change(row));
      queries.setQueriesData<InfiniteData<Page<Row>>>(
        { queryKey: [business, 'conversations', 'list'] },
        (data) => data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) },
      );
    },
    (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  );
  useLive('typing', (items) => {
    for (const word of items) if (isHereWord(word) && word.person.id !== person?.id) heard.current?.(word);
  });

  useLive('presence', () => void queries.invalidateQueries({ queryKey: [business, 'presence'] }));
}

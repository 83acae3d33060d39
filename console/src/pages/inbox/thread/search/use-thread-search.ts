import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useBusiness } from '../../../../session/use-me.ts';
import { foundIn, messagesOf } from '../../calls.ts';
import { foundAmong, shownIn, stepped, wordsOf } from '../../model/thread-search.ts';
import { bringIntoSight, mark, unmark } from './marks.ts';

/**
 * Messages of a conversation with these words. The one that is looked at is read if it lies further back than what was
 * read so far, brought into sight and marked.
 */
export function useThreadSearch(conversationId: string, words: string) {
  const business = useBusiness();
  const sought = useMemo(() => wordsOf(words), [words]);
  const search = sought.join(' ');
  const server = useQuery(foundIn(business, conversationId, search));
  const thread = useInfiniteQuery(messagesOf(business, conversationId));
  const messages = useMemo(() => thread.data?.pages.flatMap(({ items }) => items) ?? [], [thread.data]);
  const matches = useMemo(
    () => (server.data ? foundAmong(server.data, messages, sought) : []),
    [server.data, messages, sought],
  );
  const [chosen, setChosen] = useState<{ search: string; seq: number } | null>(null);
  const isThere = chosen?.search === search && matches.includes(chosen.seq);
  const seq = isThere ? chosen.seq : matches[0];
  const here = seq === undefined ? undefined : shownIn(seq, messages);

  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = thread;
  const isFar = seq !== undefined && here === undefined && hasNextPage;
  useEffect(() => {
    if (isFar && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [isFar, isFetching, isFetchNextPageError, fetchNextPage]);

  // The thread puts what was read onto the page in the same turn as this one hears of it: its effects run later.
  useEffect(() => {
    if (here !== undefined) bringIntoSight(here);
  }, [here]);
  useEffect(() => {
    const bubbles = new Set(matches.flatMap((match) => shownIn(match, messages) ?? []));
    mark([...bubbles], here, sought);
    return unmark;
  }, [matches, messages, here, sought]);

  return {
    count: matches.length,
    place: seq === undefined ? 0 : matches.indexOf(seq) + 1,
    message: messages.find((one) => one.seq === seq),
    isSearching: server.isFetching || (isFar && !isFetchNextPageError),
    hasWords: sought.length > 0,
    error: server.error ?? (isFar ? thread.error : null),
    again: () => (server.error ? server.refetch() : fetchNextPage()),
    step: (by: 1 | -1) => {
      const next = stepped(matches, seq, by);
      if (next === undefined) return;
      setChosen({ search, seq: next });
      const shown = shownIn(next, messages);
      if (shown !== undefined && shown === here) bringIntoSight(shown); // the only one: somebody scrolled away from it
    },
  };
}

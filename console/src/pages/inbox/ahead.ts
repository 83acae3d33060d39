import type { QueryClient } from '@tanstack/react-query';
import type { LoaderFunctionArgs } from 'react-router';
import { fetchWords } from '../../i18n/i18n.ts';
import { conversationOf, conversationsOf, countsOf, entriesOf, messagesOf } from './calls.ts';
import { readFilters } from './model/filters.ts';

/** Begins to read what the inbox will show, while its own code is on its way: nobody waits for one after the other. */
export function readInbox(
  queries: QueryClient,
  business: string,
  { request, params: { id } }: LoaderFunctionArgs,
): void {
  fetchWords('inbox');
  const filters = readFilters(Object.fromEntries(new URL(request.url).searchParams));
  void queries.prefetchInfiniteQuery(conversationsOf(business, filters));
  void queries.prefetchQuery(countsOf(business));
  if (id === undefined) return;
  void import('./conversation-pane.tsx').catch(() => {}); // asked for again by the page
  void queries.prefetchQuery(conversationOf(business, id));
  void queries.prefetchInfiniteQuery(messagesOf(business, id));
  void queries.prefetchQuery(entriesOf(business, id));
}
